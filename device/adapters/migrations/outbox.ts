import type { Migration } from '#platform/sqlite.js';

/** The outbox: every event until it is settled, and the newest settled ones. */
export const outboxMigrations: readonly Migration[] = [
  {
    number: 1,
    sql: `
CREATE TABLE identity (epoch TEXT NOT NULL) STRICT;
CREATE TABLE event (
  seq     INTEGER PRIMARY KEY,
  body    TEXT NOT NULL,
  settled INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX event_unsettled ON event (seq) WHERE settled = 0;
`,
  },
  {
    // Without it every Ack that follows a long outage looks at all that is still to be sent.
    number: 2,
    sql: 'CREATE INDEX event_settled ON event (seq) WHERE settled = 1;',
  },
  {
    // The first event with a seal (D5); those before it were stored by a version that had none.
    number: 3,
    sql: 'ALTER TABLE identity ADD COLUMN sealed_from INTEGER;',
  },
  {
    // For a box whose numbers the hub has given to other events: when it began anew, and what it remembers of before.
    number: 4,
    sql: `
ALTER TABLE identity ADD COLUMN renumbered_ms INTEGER;
CREATE TABLE former (
  number INTEGER PRIMARY KEY,
  body   TEXT NOT NULL
) STRICT;
CREATE INDEX event_refused ON event (seq) WHERE settled = 2;
`,
  },
];
