/**
 * Accounts with their last passwords, sessions, and tokens of programs. Secrets are kept as digests only. `roles` and
 * `offices` are JSON lists; an account without `offices` is of the whole city. A name that was declined is free again.
 */
export const access = {
  number: 7,
  sql: `
CREATE TABLE account (
  id              TEXT PRIMARY KEY,
  account         TEXT NOT NULL,
  name            TEXT NOT NULL,
  roles           TEXT NOT NULL,
  offices         TEXT,
  state           TEXT NOT NULL,
  reason          TEXT NOT NULL,
  applied_ms      INTEGER NOT NULL,
  decided_ms      INTEGER,
  decided_by      TEXT,
  failures        INTEGER NOT NULL DEFAULT 0,
  locked_until_ms INTEGER,
  signed_in_ms    INTEGER,
  password_hash   TEXT,
  password_ms     INTEGER,
  one_time_ms     INTEGER
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX account_by_account ON account (account) WHERE state != 'declined';
CREATE UNIQUE INDEX account_by_name ON account (name) WHERE state != 'declined';

CREATE TABLE account_password (
  number  INTEGER PRIMARY KEY,
  account TEXT NOT NULL REFERENCES account (id),
  hash    TEXT NOT NULL
) STRICT;
CREATE INDEX account_password_by_account ON account_password (account, number);

CREATE TABLE session (
  id       TEXT PRIMARY KEY,
  digest   BLOB NOT NULL UNIQUE,
  account  TEXT NOT NULL REFERENCES account (id),
  way      TEXT NOT NULL,
  begun_ms INTEGER NOT NULL,
  used_ms  INTEGER NOT NULL,
  ends_ms  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX session_by_account ON session (account);
CREATE INDEX session_by_end ON session (ends_ms);

CREATE TABLE api_token (
  id         TEXT PRIMARY KEY,
  digest     BLOB NOT NULL UNIQUE,
  purpose    TEXT NOT NULL,
  office     TEXT NOT NULL REFERENCES office (id),
  label      TEXT NOT NULL,
  made_ms    INTEGER NOT NULL,
  made_by    TEXT NOT NULL,
  ends_ms    INTEGER NOT NULL,
  used_ms    INTEGER,
  revoked_ms INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX api_token_by_office ON api_token (office, id);
`,
} as const;
