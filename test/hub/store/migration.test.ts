import { describe, expect, it } from 'vitest';
import { openSqlite, type Sqlite } from '#platform/sqlite.js';
import { Ledgers } from '../../../hub/ingest/ledgers.js';
import { ConditionStore } from '../../../hub/store/conditionStore.js';
import { EventStore } from '../../../hub/store/eventStore.js';
import { migrations } from '../../../hub/store/migrations/index.js';
import { SiteStore } from '../../../hub/store/siteStore.js';
import { eastSite } from '../../support/sites.js';
import { temporaryFolder } from '../../support/temporary.js';

/** A hub's file as the first version left it: box-1 at its counter with two stuck keys, box-2 taken off its counter. */
function firstVersion(): string {
  const file = `${temporaryFolder()}/hub.db`;
  const db = openSqlite(file, migrations.slice(0, 1));
  db.exec(`
    INSERT INTO office VALUES ('east', '東區', 'East', '1,2', 0);
    INSERT INTO counter VALUES ('east', '1', '1', '1', 0, 30000, 0), ('east', '2', '2', '2', 0, 30000, 1);
    INSERT INTO box (id, office, counter, seen_ms, stuck) VALUES ('box-1', 'east', '1', 77, '4,1'),
      ('box-2', 'east', NULL, NULL, '');
    INSERT INTO assignment VALUES ('box-1', 'east', '1', 10, NULL), ('box-2', 'east', '2', 10, 20);
    INSERT INTO box_epoch VALUES ('box-1', 'aaaaaaaaaaaaaaaa', 9, 9), ('box-1', 'bbbbbbbbbbbbbbbb', 2, 3);
    INSERT INTO event VALUES ('box-1', 'aaaaaaaaaaaaaaaa', 9, 'x', 100, ''), ('box-1', 'bbbbbbbbbbbbbbbb', 2, 'y', 200, '');
    INSERT INTO rating_window (id, office, counter, clerk, kind, box, state, issued_ms, length_ms, outcome, level)
      VALUES ('w', 'east', '1', 'lin', 'receipt', 'box-1', 'ended', 5, 30000, 'rated', 4);
  `);
  db.close();
  return file;
}

describe('the second migration', () => {
  const migrated = (): Sqlite => openSqlite(firstVersion(), migrations);

  it('keeps every window, and says of none that it was made longer', () => {
    const db = migrated();
    expect(db.prepare('SELECT id, outcome, level, extended FROM rating_window').all()).toEqual([
      { id: 'w', outcome: 'rated', level: 4, extended: 0 },
    ]);
    db.close();
  });

  it('keeps stuck keys, where each box stands, and which numbering it writes', () => {
    const db = migrated();
    expect(new ConditionStore(db).faults('box-1')).toEqual([
      { code: 'key-stuck', level: 1, detail: null, sinceMs: 77 },
      { code: 'key-stuck', level: 4, detail: null, sinceMs: 77 },
    ]);
    const { places } = new SiteStore(db);
    expect(places.placeOf('box-1')).toEqual({ office: 'east', counter: '1' });
    expect(places.history('box-1')).toHaveLength(1);
    expect(places.history('box-2')).toEqual([
      { office: 'east', counter: null, fromMs: 20, untilMs: null },
      { office: 'east', counter: '2', fromMs: 10, untilMs: 20 },
    ]);
    const ledgers = new Ledgers(new EventStore(db));
    expect(ledgers.current('box-1')?.epoch).toBe('bbbbbbbbbbbbbbbb');
    expect(ledgers.lost('box-1')).toBe(0);
    db.close();
  });

  it('takes what the site file had said as said, so that the same file moves nothing', () => {
    const db = migrated();
    const sites = new SiteStore(db);
    const [east] = eastSite.offices;
    if (east === undefined) throw new Error('no office');
    const counters = east.counters.slice(0, 2).map(({ box: _box, ...counter }) => counter);
    const [first, second] = counters;
    if (first === undefined || second === undefined) throw new Error('no counters');
    const file = { offices: [{ ...east, counters: [{ ...first, box: 'box-1' }, second] }] };
    sites.places.put('box-1', { office: 'east', counter: '2' }, 1_000);
    sites.apply(file, 2_000);
    expect(sites.places.placeOf('box-1')).toEqual({ office: 'east', counter: '2' });
    db.close();
  });
});
