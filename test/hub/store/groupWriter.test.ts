import { describe, expect, it, onTestFinished } from 'vitest';
import { ManualClock } from '#platform/clock.js';
import { openSqlite, type Sqlite } from '#platform/sqlite.js';
import { GroupWriter } from '../../../hub/store/groupWriter.js';
import { temporaryFolder } from '../../support/temporary.js';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A writer on a real table of numbers; a deferred constraint makes the commit itself fail. */
function table(maxBatch?: number) {
  const db = openSqlite(`${temporaryFolder()}/t.db`, [
    {
      number: 1,
      sql: `CREATE TABLE parent (id INTEGER PRIMARY KEY) STRICT;
        CREATE TABLE entry (n INTEGER PRIMARY KEY, parent INTEGER REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED) STRICT;`,
    },
  ]);
  onTestFinished(() => void db.close());
  const writer = new GroupWriter({
    db,
    clock: new ManualClock(),
    ...(maxBatch === undefined ? {} : { maxBatch }),
  });
  const log: string[] = [];
  writer.hook({
    beforeCommit: () => void log.push(`before ${db.inTransaction}`),
    afterCommit: () => void log.push(`after ${db.inTransaction}`),
    onRollback: () => void log.push('rollback'),
  });
  return { db, writer, log, insert: (n: number, parent: number | null = null) => insert(db, n, parent) };
}
const insert = (db: Sqlite, n: number, parent: number | null): void =>
  void db.prepare('INSERT INTO entry (n, parent) VALUES (?, ?)').run(n, parent);
const stored = (db: Sqlite): unknown[] => db.prepare('SELECT n FROM entry ORDER BY n').pluck().all();

describe('GroupWriter', () => {
  it('stores the jobs of one turn in one commit, and answers each after it', async () => {
    const { db, writer, log, insert } = table();
    const answers = Promise.all(
      [1, 2, 3].map((n) =>
        writer.write(() => {
          insert(n);
          return 10 * n;
        }),
      ),
    );
    expect(writer.depth).toBe(3);
    expect(stored(db)).toEqual([]);
    expect(await answers).toEqual([10, 20, 30]);
    expect(stored(db)).toEqual([1, 2, 3]);
    expect(log).toEqual(['before true', 'after false']);
    expect(writer.depth).toBe(0);
  });

  it('D2 tells no job before the commit, then each once, then the hooks', async () => {
    const { writer, log, insert, db } = table();
    for (const n of [1, 2]) {
      writer.add({
        run: () => insert(n),
        committed: () => void log.push(`job ${n} ${db.inTransaction}`),
        failed: () => void log.push(`failed ${n}`),
      });
    }
    await turn();
    expect(log).toEqual(['before true', 'job 1 false', 'job 2 false', 'after false']);
  });

  it('a job that throws is refused alone; its neighbours are stored', async () => {
    const { db, writer, insert, log } = table();
    const results = await Promise.allSettled([
      writer.write(() => insert(1)),
      writer.write(() => {
        insert(2);
        throw new Error('not me');
      }),
      writer.write(() => insert(3)),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(results[1]).toMatchObject({ reason: { message: 'not me' } });
    expect(stored(db)).toEqual([1, 3]);
    expect(log.filter((entry) => entry === 'rollback')).toHaveLength(2);
  });

  it('what SQLite refuses is refused with one stable code', async () => {
    const { writer, insert } = table();
    await writer.write(() => insert(1));
    await expect(writer.write(() => insert(1))).rejects.toMatchObject({ code: 'store/commit-failed' });
  });

  it('D2 when the commit itself fails nothing is stored, every job is refused and none acknowledged', async () => {
    const { db, writer, log } = table();
    const seen: string[] = [];
    for (const n of [1, 2]) {
      writer.add({
        run: () => insert(db, n, 99),
        committed: () => void seen.push('committed'),
        failed: (error) => void seen.push((error as { code: string }).code),
      });
    }
    await turn();
    expect(seen).toEqual(['store/commit-failed', 'store/commit-failed']);
    expect(stored(db)).toEqual([]);
    expect(db.inTransaction).toBe(false);
    expect(log).not.toContain('after false');
  });

  it('a hook that fails before the commit undoes the whole transaction (D2)', async () => {
    const { db, writer, insert } = table();
    let broken = true;
    writer.hook({
      beforeCommit() {
        if (broken) throw new Error('no ledger');
      },
      afterCommit: () => undefined,
      onRollback: () => undefined,
    });
    await expect(writer.write(() => insert(1))).rejects.toThrow('no ledger');
    expect(stored(db)).toEqual([]);
    broken = false;
    await writer.write(() => insert(1));
    expect(stored(db)).toEqual([1]);
  });

  it('goes on in further transactions when more wait than one should hold', async () => {
    const { db, writer, log, insert } = table(10);
    const all = Array.from({ length: 25 }, (_, n) => n);
    await Promise.all(all.map((n) => writer.write(() => insert(n))));
    expect(stored(db)).toEqual(all);
    expect(log.filter((entry) => entry === 'after false')).toHaveLength(3);
  });

  it('what is added while others are told comes in the next transaction', async () => {
    const { db, writer, insert } = table();
    await writer.write(() => insert(1)).then(() => writer.write(() => insert(2)));
    expect(stored(db)).toEqual([1, 2]);
  });

  it('flush makes everything waiting durable at once', () => {
    const { db, writer, insert } = table();
    let told = false;
    writer.add({
      run: () => insert(1),
      committed: () => {
        told = true;
      },
      failed: () => undefined,
    });
    writer.flush();
    expect(told).toBe(true);
    expect(stored(db)).toEqual([1]);
  });

  it('A8 writing waits while connections keep arriving, but never for longer than 20 ms', async () => {
    const { db } = table();
    const clock = new ManualClock();
    let arrivals = 0;
    const writer = new GroupWriter({ db, clock, arrivals: () => ++arrivals });
    const written = writer.write(() => insert(db, 1, null));
    await turn();
    await turn();
    expect(stored(db)).toEqual([]);
    clock.advance(20);
    await written;
    expect(stored(db)).toEqual([1]);
  });

  it('A8 writing goes on with the first turn in which no connection arrives', async () => {
    const { db } = table();
    const arrivals = 1;
    const writer = new GroupWriter({ db, clock: new ManualClock(), arrivals: () => arrivals });
    const written = writer.write(() => insert(db, 1, null));
    await turn();
    expect(stored(db)).toEqual([]);
    await written;
    expect(stored(db)).toEqual([1]);
  });

  it('D2 a listener that throws after the commit is reported, and every other one is still told', async () => {
    const { db, insert } = table();
    const faults: unknown[] = [];
    const told: string[] = [];
    const writer = new GroupWriter({ db, clock: new ManualClock(), faulted: (error) => faults.push(error) });
    const wrong = (what: string) => () => {
      throw new Error(what);
    };
    writer.hook({ beforeCommit: () => undefined, afterCommit: wrong('hook'), onRollback: () => undefined });
    writer.hook({
      beforeCommit: () => undefined,
      afterCommit: () => told.push('hook'),
      onRollback: () => undefined,
    });
    writer.add({ run: () => insert(1), committed: wrong('first'), failed: () => undefined });
    writer.add({ run: () => insert(2), committed: () => told.push('second'), failed: () => undefined });
    await turn();
    writer.add({ run: () => insert(1), committed: () => undefined, failed: wrong('failed') });
    writer.add({ run: () => insert(3), committed: () => told.push('third'), failed: () => undefined });
    await turn();
    expect(faults.map(String)).toEqual(['Error: first', 'Error: hook', 'Error: failed', 'Error: hook']);
    expect(told).toEqual(['second', 'hook', 'third', 'hook']);
    expect(stored(db)).toEqual([1, 2, 3]);
  });
});
