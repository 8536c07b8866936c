import { copyFileSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkLog } from '../../device/adapters/walCheck.js';
import { temporaryFolder } from '../support/temporary.js';

const ROWS = 20;

/** The files of a database whose program was killed, with `rows` transactions in its log. */
function killed(folder: string, rows = ROWS): string {
  const live = join(folder, 'live.db');
  const db = new Database(live);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec('CREATE TABLE event (seq INTEGER PRIMARY KEY, body TEXT)');
  const insert = db.prepare('INSERT INTO event VALUES (?, ?)');
  for (let seq = 1; seq <= rows; seq++) insert.run(seq, `${seq}`.repeat(200));
  const file = join(folder, 'killed.db');
  for (const suffix of ['', '-wal']) copyFileSync(live + suffix, file + suffix);
  db.close();
  return file;
}

/** What SQLite finds when it opens the files, on copies of them. */
function readBack(folder: string, file: string): number {
  const copy = join(folder, 'copy.db');
  for (const suffix of ['', '-wal']) copyFileSync(file + suffix, copy + suffix);
  const db = new Database(copy);
  try {
    return Number(db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get()) === 0
      ? 0
      : Number(db.prepare('SELECT count(*) FROM event').pluck().get());
  } finally {
    db.close();
  }
}

describe('the check of a write-ahead log', () => {
  it('finds nothing wrong with a log that a kill left, nor with none', () => {
    const folder = temporaryFolder();
    const file = killed(folder);
    expect(() => checkLog(file)).not.toThrow();
    expect(readBack(folder, file)).toBe(ROWS);
    truncateSync(`${file}-wal`, 0);
    expect(() => checkLog(file)).not.toThrow();
    expect(() => checkLog(join(folder, 'nowhere.db'))).not.toThrow();
  });

  it('D1 takes a log that was cut off anywhere for the power cut it is', () => {
    const folder = temporaryFolder();
    const file = killed(folder);
    const whole = readFileSync(`${file}-wal`);
    fc.assert(
      fc.property(fc.integer({ min: 33, max: whole.length }), (length) => {
        writeFileSync(`${file}-wal`, whole.subarray(0, length));
        expect(() => checkLog(file)).not.toThrow();
      }),
    );
  });

  it('D4 finds every byte turned over that makes SQLite forget more than the last transaction', () => {
    const folder = temporaryFolder();
    const file = killed(folder);
    const whole = readFileSync(`${file}-wal`);
    const size = statSync(`${file}-wal`).size;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: size - 1 }), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const bytes = Buffer.from(whole);
        bytes.writeUInt8(bytes.readUInt8(at) ^ flip, at);
        writeFileSync(`${file}-wal`, bytes);
        if (readBack(folder, file) < ROWS - 1) expect(() => checkLog(file)).toThrow(/is damaged/);
      }),
      { numRuns: 40 },
    );
  }, 60_000);
});
