import type { Sqlite } from '#platform/sqlite.js';
import { type ChainedDeed, entryHash, JOURNAL_START } from '../../integrity/journalChain.js';

/**
 * The chain of the journal, its head of each day, and what was found wrong with what boxes sent (D5). `chain_head` holds
 * how far the chain of each box had come at the end of a day on which it grew, and the hash of its last event; the
 * journal's entry of that day holds the digest of these rows. Keys from before sealed nothing (`seals` 0) until their box
 * says that it does. `unsealed_tail` names the last event that a box may have stored before it had a key.
 */
export const seal = {
  number: 6,
  sql: `
ALTER TABLE journal ADD COLUMN prev TEXT NOT NULL DEFAULT '';
ALTER TABLE journal ADD COLUMN hash TEXT NOT NULL DEFAULT '';

CREATE TABLE journal_head (
  day    TEXT PRIMARY KEY,
  number INTEGER NOT NULL,
  hash   TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE chain_head (
  day   TEXT NOT NULL,
  box   TEXT NOT NULL,
  epoch TEXT NOT NULL,
  seq   INTEGER NOT NULL,
  hash  TEXT NOT NULL,
  PRIMARY KEY (day, box, epoch)
) STRICT, WITHOUT ROWID;
ALTER TABLE box_epoch ADD COLUMN headed INTEGER NOT NULL DEFAULT 0;

ALTER TABLE box_key ADD COLUMN seals INTEGER NOT NULL DEFAULT 1;
UPDATE box_key SET seals = 0;

CREATE TABLE unsealed_tail (
  box     TEXT PRIMARY KEY REFERENCES box (id),
  epoch   TEXT NOT NULL,
  through INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE seal_fault (
  box      TEXT NOT NULL REFERENCES box (id),
  reason   TEXT NOT NULL,
  count    INTEGER NOT NULL,
  first_ms INTEGER NOT NULL,
  last_ms  INTEGER NOT NULL,
  PRIMARY KEY (box, reason)
) STRICT, WITHOUT ROWID;
`,
  fill: chainExisting,
} as const;

function chainExisting(db: Sqlite): void {
  const entries = db.prepare(
    'SELECT number, at_ms AS atMs, by, action, office, subject, detail FROM journal WHERE number > ? ORDER BY number LIMIT 1000',
  );
  const update = db.prepare('UPDATE journal SET prev = ?, hash = ? WHERE number = ?');
  let prev = JOURNAL_START;
  let after = 0;
  for (;;) {
    const page = entries.all(after) as ChainedDeed[];
    if (page.length === 0) return;
    for (const deed of page) {
      const hash = entryHash(deed, prev);
      update.run(prev, hash, deed.number);
      prev = hash;
      after = deed.number;
    }
  }
}
