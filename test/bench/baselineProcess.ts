import Database from 'better-sqlite3';
import { systemClock } from '#platform/clock.js';
import { systemIds } from '#platform/identity.js';

/** What the disk gives without a hub: `baselineProcess.js FILE ROWS` commits rows one by one, prints rows/s. */
const [, , file = '', count = '1'] = process.argv;
const rows = Number(count);
const db = new Database(file);
db.pragma('journal_mode = WAL');
db.pragma('synchronous = FULL');
db.exec(
  'CREATE TABLE event (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, body TEXT NOT NULL) STRICT',
);
const insert = db.prepare('INSERT INTO event (id, body) VALUES (?, ?)');
/** With its id a row holds about 150 bytes. */
const body = 'x'.repeat(110);
const ids = Array.from({ length: rows }, () => systemIds.uuid());
const begun = systemClock.monotonic();
for (const id of ids) insert.run(id, body);
const seconds = (systemClock.monotonic() - begun) / 1000;
db.close();
process.stdout.write(`${rows / seconds}\n`);
