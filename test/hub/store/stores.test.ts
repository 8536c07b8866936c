import { writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openSqlite, type Sqlite } from '#platform/sqlite.js';
import { ListStore } from '../../../hub/store/listStore.js';
import { migrations } from '../../../hub/store/migrations/index.js';
import { type Site, SiteStore } from '../../../hub/store/siteStore.js';
import { eastSite } from '../../support/sites.js';
import { temporaryFolder } from '../../support/temporary.js';

function opened(file = `${temporaryFolder()}/hub.db`): Sqlite {
  const db = openSqlite(file, migrations);
  onTestFinished(() => void db.close());
  return db;
}
const code = (expected: string) => expect.objectContaining({ code: expected });

describe('openSqlite', () => {
  it('D1 a commit is flushed to the disk: WAL with synchronous FULL, and references are kept', () => {
    const db = opened();
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(db.pragma('synchronous', { simple: true })).toBe(2);
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
  });

  it('applies each migration once and keeps what is stored', () => {
    const file = `${temporaryFolder()}/m.db`;
    const first = { number: 1, sql: 'CREATE TABLE t (n INTEGER) STRICT; INSERT INTO t VALUES (1);' };
    openSqlite(file, [first]).close();
    const db = openSqlite(file, [first, { number: 2, sql: 'INSERT INTO t VALUES (2);' }]);
    expect(db.prepare('SELECT n FROM t').pluck().all()).toEqual([1, 2]);
    expect(db.pragma('user_version', { simple: true })).toBe(2);
    db.close();
  });

  it('a migration that fails leaves the database as it was', () => {
    const file = `${temporaryFolder()}/m.db`;
    const first = { number: 1, sql: 'CREATE TABLE t (n INTEGER) STRICT;' };
    const broken = { number: 2, sql: 'INSERT INTO t VALUES (1); INSERT INTO nowhere VALUES (1);' };
    openSqlite(file, [first]).close();
    expect(() => openSqlite(file, [first, broken])).toThrow(code('store/unwritable'));
    const db = openSqlite(file, [first]);
    expect(db.prepare('SELECT count(*) FROM t').pluck().get()).toBe(0);
    db.close();
  });

  it('refuses a file written by a newer program, and leaves it alone', () => {
    const file = `${temporaryFolder()}/hub.db`;
    openSqlite(file, [...migrations, { number: 99, sql: 'CREATE TABLE later (n INTEGER) STRICT;' }]).close();
    expect(() => openSqlite(file, migrations)).toThrow(code('store/newer'));
    expect(() => openSqlite(file, migrations)).toThrow(/schema 99/);
  });

  it('refuses a file that is no database, and one that cannot be opened', () => {
    const folder = temporaryFolder();
    writeFileSync(`${folder}/text.db`, 'this was never a database\n'.repeat(100));
    expect(() => openSqlite(`${folder}/text.db`, migrations)).toThrow(code('store/corrupt'));
    expect(() => openSqlite(`${folder}/no/such/folder.db`, migrations)).toThrow(code('store/unwritable'));
    expect(() => openSqlite(folder, migrations)).toThrow(code('store/unwritable'));
  });
});

describe('SiteStore.apply', () => {
  const dump = (db: Sqlite) =>
    ['office', 'counter', 'box', 'assignment'].map((table) =>
      db.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).all(),
    );
  const assignments = (db: Sqlite, box: string) =>
    db
      .prepare('SELECT office, counter, from_ms, until_ms FROM assignment WHERE box = ? ORDER BY from_ms')
      .all(box);
  /** The east and west offices with these boxes on their first counters. */
  const site = (east: string | undefined, west: string | undefined): Site => ({
    offices: eastSite.offices.map((office) => ({
      ...office,
      counters: office.counters.slice(0, 1).map(({ box: _box, ...counter }) => {
        const box = office.id === 'east' ? east : west;
        return box === undefined ? counter : { ...counter, box };
      }),
    })),
  });

  it('applied again it changes nothing', () => {
    const db = opened();
    const sites = new SiteStore(db);
    sites.apply(eastSite, 1_000);
    const before = dump(db);
    sites.apply(eastSite, 2_000);
    expect(dump(db)).toEqual(before);
    expect(sites.offices().map(({ id, counters }) => [id, counters.length])).toEqual([
      ['east', 6],
      ['west', 1],
    ]);
    expect(sites.counter('east', '5')).toEqual({
      office: 'east',
      counter: '5',
      windowMs: 60_000,
      box: 'box-5',
    });
    expect(sites.alarmLevels('west')).toEqual([1]);
  });

  it('a box lent to another office leaves its history where it was', () => {
    const db = opened();
    const sites = new SiteStore(db);
    sites.apply(site('a', undefined), 1_000);
    sites.apply(site(undefined, 'a'), 2_000);
    expect(sites.places.placeOf('a')?.office).toBe('west');
    expect(sites.counter('east', '1')?.box).toBeNull();
    expect(assignments(db, 'a')).toEqual([
      { office: 'east', counter: '1', from_ms: 1_000, until_ms: 2_000 },
      { office: 'west', counter: '1', from_ms: 2_000, until_ms: null },
    ]);
  });

  it('two boxes change places', () => {
    const db = opened();
    const sites = new SiteStore(db);
    sites.apply(site('a', 'b'), 1_000);
    sites.apply(site('b', 'a'), 2_000);
    expect([sites.places.placeOf('a')?.office, sites.places.placeOf('b')?.office]).toEqual(['west', 'east']);
  });

  it('a box no longer declared stays known without a counter, and may come back', () => {
    const db = opened();
    const sites = new SiteStore(db);
    sites.apply(site('a', undefined), 1_000);
    sites.apply(site(undefined, undefined), 2_000);
    expect(sites.places.placeOf('a')?.office).toBe('east');
    expect(sites.counter('east', '1')?.box).toBeNull();
    sites.apply(site('a', undefined), 3_000);
    expect(sites.counter('east', '1')?.box).toBe('a');
    expect(assignments(db, 'a')).toMatchObject([{ counter: '1' }, { counter: null }, { counter: '1' }]);
  });

  it('B5 at any time each box has exactly one open assignment, and it is where the box is', () => {
    const boxes = fc.option(fc.constantFrom('a', 'b', 'c'), { nil: undefined });
    const plans = fc.array(
      fc.tuple(boxes, boxes).filter(([one, two]) => one === undefined || one !== two),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(plans, (moves) => {
        const db = openSqlite(':memory:', migrations);
        const sites = new SiteStore(db);
        moves.forEach(([east, west], index) => {
          sites.apply(site(east, west), 1_000 * index);
          expect(sites.counter('east', '1')?.box ?? undefined).toBe(east);
          expect(sites.counter('west', '1')?.box ?? undefined).toBe(west);
        });
        expect(
          db.prepare('SELECT box, office, counter FROM assignment WHERE until_ms IS NULL ORDER BY box').all(),
        ).toEqual(db.prepare('SELECT id AS box, office, counter FROM box ORDER BY id').all());
        db.close();
      }),
      { numRuns: 60 },
    );
  });
});

describe('ListStore pages', () => {
  const add = (db: Sqlite, number: number): void =>
    void db
      .prepare(
        'INSERT INTO set_aside (number, office, box, reason, received_ms, payload) VALUES (?, ?, ?, ?, ?, ?)',
      )
      .run(number, number % 3 === 0 ? 'west' : 'east', 'box-1', 'r', number, '');

  it('show every record once, newest first, however they are cut, while new ones arrive', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 1, max: 25 }),
        fc.nat(3),
        (count, limit, arriving) => {
          const db = openSqlite(':memory:', migrations);
          const lists = new ListStore(db);
          for (let number = 1; number <= count; number++) add(db, number);
          const seen: number[] = [];
          let newest = count;
          let after: string | undefined;
          do {
            const page = lists.page('setAside', { limit, ...(after === undefined ? {} : { after }) });
            expect(page.ids.length).toBeLessThanOrEqual(limit);
            seen.push(...page.ids.map(Number));
            after = page.next;
            for (let extra = 0; extra < arriving; extra++) add(db, ++newest);
          } while (after !== undefined);
          expect(seen).toEqual(Array.from({ length: count }, (_, index) => count - index));
          db.close();
        },
      ),
      { numRuns: 60 },
    );
  });

  it('hold only what was asked for, and go up where there is no time', () => {
    const db = opened();
    new SiteStore(db).apply(eastSite, 0);
    for (let number = 1; number <= 9; number++) add(db, number);
    const lists = new ListStore(db);
    expect(lists.page('setAside', { office: 'west' }).ids).toEqual(['9', '6', '3']);
    expect(lists.page('boxes', { office: 'east', limit: 2 })).toEqual({
      ids: ['box-1', 'box-2'],
      next: 'box-2',
    });
    expect(lists.page('boxes', { office: 'east', limit: 2, after: 'box-4' })).toEqual({ ids: ['box-5'] });
    expect(lists.page('windows', { office: 'north' })).toEqual({ ids: [] });
  });
});
