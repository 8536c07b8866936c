import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openSqlite, type Sqlite } from '#platform/sqlite.js';
import { EnrolmentStore } from '../../../hub/store/enrolmentStore.js';
import { migrations } from '../../../hub/store/migrations/index.js';
import { type Site, SiteStore } from '../../../hub/store/siteStore.js';

const OFFICES = { east: 2, west: 1 } as const;

/** The two offices with these boxes in the file, by `office/counter`. */
function site(boxes: Readonly<Record<string, string>> = {}): Site {
  return {
    offices: Object.entries(OFFICES).map(([id, counters]) => ({
      id,
      name: { zh: id, en: id },
      alarmLevels: [1, 2],
      counters: Array.from({ length: counters }, (_, index) => {
        const counter = String(index + 1);
        const box = boxes[`${id}/${counter}`];
        const common = { id: counter, name: { zh: counter, en: counter }, priority: false, windowMs: 30_000 };
        return box === undefined ? common : { ...common, box };
      }),
    })),
  };
}

function hub() {
  const db = openSqlite(':memory:', migrations);
  onTestFinished(() => void db.close());
  const sites = new SiteStore(db);
  return { db, sites, places: sites.places };
}

/** Where every box is, e.g. `a: east/1`; the store-room as `east/-`. */
const standing = (db: Sqlite): string[] =>
  db
    .prepare(`SELECT id || ': ' || office || '/' || coalesce(counter, '-') FROM box ORDER BY id`)
    .pluck()
    .all() as string[];

describe('B5 what the site file says of boxes', () => {
  it('a move made at the hub survives every restart with the same file', () => {
    const { db, sites, places } = hub();
    sites.apply(site({ 'east/1': 'a' }), 1_000);
    places.put('a', { office: 'west', counter: '1' }, 2_000);
    for (const now of [3_000, 4_000]) sites.apply(site({ 'east/1': 'a' }), now);
    expect(standing(db)).toEqual(['a: west/1']);
    expect(places.history('a')).toHaveLength(2);
  });

  it('an edit of the file moves the box, wherever it was moved since', () => {
    const { db, sites, places } = hub();
    sites.apply(site({ 'east/1': 'a' }), 1_000);
    places.put('a', { office: 'west', counter: '1' }, 2_000);
    sites.apply(site({ 'east/2': 'a' }), 3_000);
    expect(standing(db)).toEqual(['a: east/2']);
    sites.apply(site({ 'east/2': 'a' }), 4_000);
    expect(places.history('a').map(({ fromMs, untilMs }) => [fromMs, untilMs])).toEqual([
      [3_000, null],
      [2_000, 3_000],
      [1_000, 2_000],
    ]);
  });

  it('an edit that names the place a box was moved to already changes nothing', () => {
    const { db, sites, places } = hub();
    sites.apply(site({ 'east/1': 'a' }), 1_000);
    places.put('a', { office: 'west', counter: '1' }, 2_000);
    sites.apply(site({ 'west/1': 'a' }), 3_000);
    expect(standing(db)).toEqual(['a: west/1']);
    expect(places.history('a')).toHaveLength(2);
  });

  it('a box at a counter that the file now gives to another goes to the store-room', () => {
    const { db, sites, places } = hub();
    sites.apply(site({ 'east/1': 'a', 'west/1': 'b' }), 1_000);
    places.put('a', { office: 'east', counter: '2' }, 2_000);
    sites.apply(site({ 'east/1': 'a', 'east/2': 'b' }), 3_000);
    expect(standing(db)).toEqual(['a: east/-', 'b: east/2']);
  });

  it('boxes that change places leave no stay in between', () => {
    const { db, sites, places } = hub();
    sites.apply(site({ 'east/1': 'a', 'east/2': 'b' }), 1_000);
    sites.apply(site({ 'east/1': 'b', 'east/2': 'a' }), 2_000);
    expect(standing(db)).toEqual(['a: east/2', 'b: east/1']);
    for (const box of ['a', 'b']) expect(places.history(box)).toHaveLength(2);
  });

  it('a box no longer in the file loses the counter that the file gave it, and no other', () => {
    const { db, sites, places } = hub();
    sites.apply(site({ 'east/1': 'a', 'east/2': 'b' }), 1_000);
    places.put('b', { office: 'west', counter: '1' }, 2_000);
    sites.apply(site(), 3_000);
    sites.apply(site(), 4_000);
    expect(standing(db)).toEqual(['a: east/-', 'b: west/1']);
  });

  it('a box that was enrolled stays, whether the file never named it or does so no longer', () => {
    const { db, sites, places } = hub();
    const enrolments = new EnrolmentStore(db);
    sites.apply(site({ 'east/1': 'a' }), 1_000);
    places.put('n', { office: 'east', counter: '2' }, 2_000);
    for (const box of ['a', 'n']) enrolments.setKey(box, 'A'.repeat(43), 2_000);
    sites.apply(site({ 'east/1': 'a' }), 3_000);
    sites.apply(site(), 4_000);
    expect(standing(db)).toEqual(['a: east/1', 'n: east/2']);
  });

  it('whatever files and moves follow each other, counters hold one box, stays never overlap, and the offices of a box are those it stayed at', () => {
    const spot = fc.constantFrom('east/1', 'east/2', 'west/1');
    const box = fc.constantFrom('a', 'b', 'c');
    const file = fc
      .uniqueArray(fc.tuple(spot, box), { selector: ([, name]) => name, maxLength: 3 })
      .map((pairs) => ({ kind: 'file' as const, boxes: Object.fromEntries(pairs) }))
      .filter(({ boxes }) => new Set(Object.values(boxes)).size === Object.keys(boxes).length);
    const move = fc.record({ kind: fc.constant('move' as const), box, spot });
    fc.assert(
      fc.property(fc.array(fc.oneof(file, move), { maxLength: 15 }), (steps) => {
        const db = openSqlite(':memory:', migrations);
        const sites = new SiteStore(db);
        sites.apply(site(), 0);
        steps.forEach((step, index) => {
          const now = 10 * (index + 1);
          if (step.kind === 'file') sites.apply(site(step.boxes), now);
          else {
            const [office = '', counter = ''] = step.spot.split('/');
            if (sites.places.occupant(office, counter) === undefined)
              sites.places.put(step.box, { office, counter }, now);
          }
        });
        for (const line of standing(db)) {
          const name = line.charAt(0);
          const stays = sites.places.history(name);
          const [current] = stays;
          expect(line).toBe(`${name}: ${current?.office}/${current?.counter ?? '-'}`);
          expect(current?.untilMs).toBeNull();
          stays.slice(1).forEach(({ untilMs }, index) => {
            expect(untilMs).toBe(stays[index]?.fromMs);
          });
          expect(sites.places.officesOf(name)).toEqual(new Set(stays.map(({ office }) => office)));
        }
        db.close();
      }),
      { numRuns: 300 },
    );
  });
});
