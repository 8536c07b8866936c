/** Backups, restorations, and what a box reported of windows that are not known yet. Times are Unix milliseconds UTC. */
export const backups = {
  number: 8,
  sql: `
CREATE TABLE backup (
  id           TEXT PRIMARY KEY,
  started_ms   INTEGER NOT NULL,
  finished_ms  INTEGER,
  by           TEXT,
  state        TEXT NOT NULL,
  bytes        INTEGER,
  windows      INTEGER,
  events       INTEGER,
  folder       TEXT,
  copy         TEXT NOT NULL,
  problem      TEXT,
  copy_problem TEXT
) STRICT;

CREATE TABLE backup_since (
  one   INTEGER PRIMARY KEY CHECK (one = 1),
  at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE restoration (
  number    INTEGER PRIMARY KEY,
  at_ms     INTEGER NOT NULL,
  backup    TEXT NOT NULL,
  backup_ms INTEGER NOT NULL
) STRICT;

CREATE INDEX set_aside_of_window ON set_aside (box, payload ->> '$.window') WHERE reason = 'unknown-window';
`,
} as const;
