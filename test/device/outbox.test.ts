import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { systemIds } from '#platform/identity.js';
import { SqliteOutbox } from '../../device/adapters/sqliteOutbox.js';
import type { Outbox } from '../../device/ports/outbox.js';
import { MemoryOutbox } from '../../simulators/outbox/memoryOutbox.js';
import { outboxConformance } from '../conformance/outbox.js';
import { countedIds } from '../support/ids.js';
import { windowOf } from '../support/offers.js';
import { temporaryFolder } from '../support/temporary.js';

outboxConformance('SQLite', () => {
  const file = join(temporaryFolder(), 'outbox.db');
  let current = new SqliteOutbox(file, systemIds);
  return {
    outbox: current,
    reopen: () => {
      current.close();
      current = new SqliteOutbox(file, systemIds);
      return current;
    },
    dispose: () => current.close(),
  };
});

outboxConformance('in memory', () => {
  const outbox = new MemoryOutbox(countedIds());
  return { outbox, reopen: () => outbox, dispose: () => outbox.close() };
});

const AT = '2026-07-07T01:02:03.456Z';
const append = (outbox: Outbox) => outbox.append({ kind: 'cancelled', window: windowOf(1) }, AT);

describe('the outbox on disk', () => {
  it('D1 writes with a journal that survives a power cut', () => {
    const file = join(temporaryFolder(), 'outbox.db');
    const outbox = new SqliteOutbox(file, systemIds);
    append(outbox);
    const reader = new Database(file, { readonly: true });
    expect(reader.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(reader.prepare('SELECT count(*) FROM event').pluck().get()).toBe(1);
    reader.close();
    outbox.close();
  });

  it('D6 says so when the disk is full, keeps what it has, and goes on with the next number afterwards', () => {
    const file = join(temporaryFolder(), 'outbox.db');
    const outbox = new SqliteOutbox(file, systemIds);
    append(outbox);
    const blocker = new Database(file);
    blocker.exec(
      "CREATE TRIGGER full BEFORE INSERT ON event BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END",
    );
    expect(() => append(outbox)).toThrow(
      expect.objectContaining({ code: 'outbox/cannot-store', message: expect.stringContaining('event 2') }),
    );
    blocker.exec('DROP TRIGGER full');
    blocker.close();
    expect(append(outbox).seq).toBe(2);
    expect(outbox.unsettled()).toBe(2);
    outbox.close();
  });

  it('D4 keeps the newest 2,000 settled events for a hub that lost them, and every unsettled one', () => {
    const outbox = new SqliteOutbox(join(temporaryFolder(), 'outbox.db'), systemIds);
    for (let n = 0; n < 2_100; n++) append(outbox);
    outbox.settle(Array.from({ length: 2_100 }, (_, index) => index + 1).filter((seq) => seq !== 7));
    const kept = outbox.range(1, 2_100, 5_000).map(({ seq }) => seq);
    expect(kept[0]).toBe(7);
    expect(kept.slice(1)).toEqual(Array.from({ length: 2_000 }, (_, index) => index + 101));
    outbox.close();
  });

  it('D6 a disk that refuses new numbers leaves the old ones as they were', () => {
    const file = join(temporaryFolder(), 'outbox.db');
    const outbox = new SqliteOutbox(file, systemIds);
    append(outbox);
    append(outbox);
    outbox.refuse([2]);
    const { epoch } = outbox;
    const blocker = new Database(file);
    blocker.exec(
      "CREATE TRIGGER full BEFORE INSERT ON event BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END",
    );
    const order = { report: { kind: 'outbox-replaced', detail: 'set back' }, at: AT, nowMs: 1 } as const;
    expect(() => outbox.renumber(order)).toThrow(expect.objectContaining({ code: 'outbox/cannot-store' }));
    expect([outbox.epoch, outbox.lastSeq(), outbox.refused()]).toEqual([epoch, 2, 1]);
    expect(outbox.renumberedMs).toBeUndefined();
    blocker.exec('DROP TRIGGER full');
    blocker.close();
    expect(append(outbox).seq).toBe(3);
    outbox.settle([3]);
    outbox.renumber(order);
    expect(outbox.pending(0, 9).map(({ kind }) => kind)).toEqual(['outbox-replaced', 'cancelled']);
    outbox.close();
  });

  it('begins a new epoch with a new database', () => {
    const folder = temporaryFolder();
    const [first, second] = ['a.db', 'b.db'].map((name) => new SqliteOutbox(join(folder, name), systemIds));
    expect(first?.epoch).not.toBe(second?.epoch);
    first?.close();
    second?.close();
  });

  it('names a file that is no database', () => {
    const file = join(temporaryFolder(), 'outbox.db');
    writeFileSync(file, 'this is a letter to the mayor, not a database'.repeat(100));
    expect(() => new SqliteOutbox(file, systemIds)).toThrow(
      expect.objectContaining({ code: 'store/corrupt' }),
    );
  });
});
