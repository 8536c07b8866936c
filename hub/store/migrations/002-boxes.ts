/**
 * Boxes that are enrolled, moved and configured at the hub; what they report about themselves; windows made longer.
 * Every box now has exactly one open assignment, which says where it is, at a counter or in its office's store-room.
 */
export const boxes = {
  number: 2,
  sql: `
ALTER TABLE rating_window ADD COLUMN extended INTEGER NOT NULL DEFAULT 0;

ALTER TABLE box ADD COLUMN details TEXT;
ALTER TABLE box ADD COLUMN settings_revision INTEGER;
ALTER TABLE box ADD COLUMN settings_refused TEXT;
ALTER TABLE box ADD COLUMN heard_office TEXT;
ALTER TABLE box ADD COLUMN declared_office TEXT;
ALTER TABLE box ADD COLUMN declared_counter TEXT;
UPDATE box SET declared_office = office, declared_counter = counter WHERE counter IS NOT NULL;

INSERT INTO assignment (box, office, counter, from_ms)
SELECT b.id, b.office, NULL, coalesce(max(a.until_ms, a.from_ms + 1), 0)
FROM box b LEFT JOIN assignment a ON a.box = b.id AND a.from_ms = (
  SELECT max(from_ms) FROM assignment WHERE box = b.id
)
WHERE b.counter IS NULL;
CREATE UNIQUE INDEX assignment_open ON assignment (box) WHERE until_ms IS NULL;

CREATE TABLE box_fault (
  box       TEXT NOT NULL REFERENCES box (id),
  code      TEXT NOT NULL,
  level     INTEGER NOT NULL,
  active    INTEGER NOT NULL,
  detail    TEXT,
  since_ms  INTEGER NOT NULL,
  epoch     TEXT NOT NULL,
  seq       INTEGER NOT NULL,
  PRIMARY KEY (box, code, level)
) STRICT, WITHOUT ROWID;
INSERT INTO box_fault (box, code, level, active, since_ms, epoch, seq)
SELECT b.id, 'key-stuck', k.value, 1, coalesce(b.seen_ms, 0), '', 0
FROM box b JOIN json_each('[5,4,3,2,1]') k ON instr(b.stuck, k.value) > 0;
ALTER TABLE box DROP COLUMN stuck;

CREATE TABLE self_test (
  box     TEXT PRIMARY KEY REFERENCES box (id),
  at_ms   INTEGER NOT NULL,
  trigger TEXT NOT NULL,
  checks  TEXT NOT NULL,
  epoch   TEXT NOT NULL,
  seq     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

ALTER TABLE box_epoch ADD COLUMN replaced INTEGER NOT NULL DEFAULT 0;
ALTER TABLE box ADD COLUMN replaced_ms INTEGER;
ALTER TABLE box ADD COLUMN replaced_detail TEXT;
ALTER TABLE box ADD COLUMN epoch TEXT;
UPDATE box SET epoch = (
  SELECT n.epoch FROM box_epoch n LEFT JOIN event e ON e.box = n.box AND e.epoch = n.epoch AND e.seq = n.contiguous
  WHERE n.box = box.id ORDER BY e.received_ms DESC LIMIT 1
);

CREATE TABLE box_settings (
  box      TEXT PRIMARY KEY REFERENCES box (id),
  revision INTEGER NOT NULL,
  body     TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE enrolment (
  box        TEXT PRIMARY KEY,
  code_hash  BLOB NOT NULL,
  office     TEXT NOT NULL REFERENCES office (id),
  counter    TEXT,
  expires_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE box_key (
  box        TEXT NOT NULL REFERENCES box (id),
  public_key TEXT NOT NULL,
  from_ms    INTEGER NOT NULL,
  until_ms   INTEGER,
  PRIMARY KEY (box, from_ms)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX box_key_current ON box_key (box) WHERE until_ms IS NULL;
`,
} as const;
