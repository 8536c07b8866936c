/** Exclusion of ratings, the journal, earlier records and surveys from elsewhere, reports and improvements. */
export const records = {
  number: 3,
  sql: `
ALTER TABLE rating_window ADD COLUMN excluded INTEGER NOT NULL DEFAULT 0;
ALTER TABLE rating_window ADD COLUMN source TEXT;

CREATE TABLE exclusion (
  window TEXT PRIMARY KEY REFERENCES rating_window (id),
  at_ms  INTEGER NOT NULL,
  by     TEXT NOT NULL,
  reason TEXT NOT NULL,
  remark TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE journal (
  number  INTEGER PRIMARY KEY,
  at_ms   INTEGER NOT NULL,
  by      TEXT NOT NULL,
  action  TEXT NOT NULL,
  office  TEXT,
  subject TEXT NOT NULL,
  detail  TEXT
) STRICT;
CREATE INDEX journal_by_office ON journal (office, number) WHERE office IS NOT NULL;

CREATE TABLE import (
  id     TEXT PRIMARY KEY,
  at_ms  INTEGER NOT NULL,
  by     TEXT NOT NULL,
  kind   TEXT NOT NULL,
  rows   INTEGER NOT NULL,
  digest TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE survey (
  id        TEXT PRIMARY KEY REFERENCES import (id),
  title     TEXT NOT NULL,
  middle    TEXT NOT NULL,
  asked     INTEGER,
  responded INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE survey_cell (
  survey    TEXT NOT NULL REFERENCES survey (id),
  position  INTEGER NOT NULL,
  item      TEXT NOT NULL,
  wave      TEXT NOT NULL,
  c5 INTEGER NOT NULL,
  c4 INTEGER NOT NULL,
  c3 INTEGER NOT NULL,
  c2 INTEGER NOT NULL,
  c1 INTEGER NOT NULL,
  PRIMARY KEY (survey, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE report (
  id          TEXT PRIMARY KEY,
  office      TEXT,
  from_ms     INTEGER NOT NULL,
  to_ms       INTEGER NOT NULL,
  occasion    TEXT NOT NULL,
  asked_ms    INTEGER NOT NULL,
  by          TEXT,
  state       TEXT NOT NULL,
  made_ms     INTEGER,
  failure     TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX report_by_office ON report (office, id);

CREATE TABLE improvement (
  id     TEXT PRIMARY KEY,
  office TEXT NOT NULL REFERENCES office (id),
  at_ms  INTEGER NOT NULL,
  by     TEXT NOT NULL,
  text   TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX improvement_by_office ON improvement (office, at_ms);
`,
} as const;
