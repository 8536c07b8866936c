import { join } from 'node:path';
import Database from 'better-sqlite3';

/** Holds the lock of a data directory as another program would, until it is killed. */
const lock = new Database(join(process.argv[2] ?? '', 'lock.db'));
lock.exec('BEGIN EXCLUSIVE');
process.on('message', () => undefined);
process.send?.('held');
