/** Offices, documents, windows, events and alarms. Times are Unix milliseconds UTC. */
export const initial = {
  number: 1,
  sql: `
CREATE TABLE office (
  id           TEXT PRIMARY KEY,
  name_zh      TEXT NOT NULL,
  name_en      TEXT NOT NULL,
  alarm_levels TEXT NOT NULL,
  position     INTEGER NOT NULL
) STRICT;

CREATE TABLE counter (
  office    TEXT NOT NULL REFERENCES office (id),
  id        TEXT NOT NULL,
  name_zh   TEXT NOT NULL,
  name_en   TEXT NOT NULL,
  priority  INTEGER NOT NULL,
  window_ms INTEGER NOT NULL,
  position  INTEGER NOT NULL,
  PRIMARY KEY (office, id)
) STRICT;

CREATE TABLE box (
  id         TEXT PRIMARY KEY,
  office     TEXT NOT NULL REFERENCES office (id),
  counter    TEXT,
  presence   TEXT NOT NULL DEFAULT 'unknown',
  since_ms   INTEGER,
  seen_ms    INTEGER,
  boot       TEXT,
  software   TEXT,
  panel      TEXT,
  voice      TEXT,
  storage    TEXT,
  unacked    INTEGER NOT NULL DEFAULT 0,
  set_aside  INTEGER NOT NULL DEFAULT 0,
  idle_5     INTEGER NOT NULL DEFAULT 0,
  idle_4     INTEGER NOT NULL DEFAULT 0,
  idle_3     INTEGER NOT NULL DEFAULT 0,
  idle_2     INTEGER NOT NULL DEFAULT 0,
  idle_1     INTEGER NOT NULL DEFAULT 0,
  stuck      TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX box_by_office ON box (office, id);
CREATE UNIQUE INDEX box_at_counter ON box (office, counter) WHERE counter IS NOT NULL;

CREATE TABLE assignment (
  box      TEXT NOT NULL REFERENCES box (id),
  office   TEXT NOT NULL,
  counter  TEXT,
  from_ms  INTEGER NOT NULL,
  until_ms INTEGER,
  PRIMARY KEY (box, from_ms)
) STRICT;

CREATE TABLE rating_window (
  id            TEXT PRIMARY KEY,
  office        TEXT NOT NULL,
  counter       TEXT NOT NULL,
  clerk         TEXT NOT NULL,
  kind          TEXT NOT NULL,
  service       TEXT,
  visit         TEXT,
  box           TEXT,
  state         TEXT NOT NULL,
  issued_ms     INTEGER NOT NULL,
  length_ms     INTEGER NOT NULL,
  opened_ms     INTEGER,
  closes_ms     INTEGER,
  ended_ms      INTEGER,
  outcome       TEXT,
  reason        TEXT,
  provisional   INTEGER NOT NULL DEFAULT 0,
  level         INTEGER,
  after_ms      REAL,
  extra_presses INTEGER NOT NULL DEFAULT 0,
  flagged       INTEGER NOT NULL DEFAULT 0,
  due_ms        INTEGER
) STRICT;
CREATE INDEX window_by_office ON rating_window (office, issued_ms);
CREATE INDEX window_by_counter ON rating_window (office, counter, issued_ms);
CREATE INDEX window_by_visit ON rating_window (office, visit) WHERE visit IS NOT NULL;
CREATE INDEX window_due ON rating_window (due_ms) WHERE due_ms IS NOT NULL;
CREATE INDEX window_running ON rating_window (office, counter) WHERE state != 'ended';
CREATE INDEX window_rated ON rating_window (office, ended_ms) WHERE outcome = 'rated';

CREATE TABLE issuance (
  id          TEXT PRIMARY KEY,
  office      TEXT NOT NULL,
  kind        TEXT NOT NULL,
  number      TEXT NOT NULL,
  counter     TEXT NOT NULL,
  clerk       TEXT NOT NULL,
  service     TEXT,
  visit       TEXT,
  issued_ms   INTEGER NOT NULL,
  received_ms INTEGER NOT NULL,
  voided_ms   INTEGER,
  offered     TEXT NOT NULL,
  window      TEXT NOT NULL,
  UNIQUE (office, kind, number)
) STRICT;
CREATE INDEX issuance_by_window ON issuance (window);
CREATE INDEX issuance_by_offer ON issuance (offered);

CREATE TABLE event (
  box         TEXT NOT NULL,
  epoch       TEXT NOT NULL,
  seq         INTEGER NOT NULL,
  id          TEXT NOT NULL UNIQUE,
  received_ms INTEGER NOT NULL,
  body        TEXT NOT NULL,
  PRIMARY KEY (box, epoch, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE box_epoch (
  box        TEXT NOT NULL,
  epoch      TEXT NOT NULL,
  contiguous INTEGER NOT NULL,
  highest    INTEGER NOT NULL,
  PRIMARY KEY (box, epoch)
) STRICT, WITHOUT ROWID;

CREATE TABLE set_aside (
  number      INTEGER PRIMARY KEY,
  office      TEXT NOT NULL,
  box         TEXT NOT NULL,
  reason      TEXT NOT NULL,
  received_ms INTEGER NOT NULL,
  payload     TEXT NOT NULL
) STRICT;
CREATE INDEX set_aside_by_office ON set_aside (office, number);

CREATE TABLE alarm (
  id               TEXT PRIMARY KEY,
  window           TEXT NOT NULL REFERENCES rating_window (id),
  office           TEXT NOT NULL,
  level            INTEGER NOT NULL,
  state            TEXT NOT NULL,
  raised_ms        INTEGER NOT NULL,
  acknowledged_ms  INTEGER,
  acknowledged_by  TEXT
) STRICT;
CREATE INDEX alarm_by_office ON alarm (office, raised_ms);
CREATE INDEX alarm_open ON alarm (office) WHERE state = 'unacknowledged';
`,
} as const;
