import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openSqlite, openToRead, type Sqlite } from '#platform/sqlite.js';
import type { CellQuestion } from '../../../../hub/statistics/cellSource.js';
import { CellLedger } from '../../../../hub/store/aggregates/cellLedger.js';
import { runningQuery, tableQuery, windowQuery } from '../../../../hub/store/aggregates/cellQueries.js';
import { CellReader } from '../../../../hub/store/aggregates/cellReader.js';
import { plan } from '../../../../hub/store/aggregates/plan.js';
import { checkCells, ensureCells, rebuildCells } from '../../../../hub/store/aggregates/rebuildCells.js';
import { migrations } from '../../../../hub/store/migrations/index.js';
import { openStores } from '../../../../hub/store/stores.js';
import { loadWindows } from '../../../../hub/store/windowLoader.js';
import { WindowStore } from '../../../../hub/store/windowStore.js';
import { seededRandom } from '../../../../simulators/random.js';
import { temporaryFolder } from '../../../support/temporary.js';
import { endedWindow, randomWindows } from './pastWindows.js';
import { randomQuestion } from './randomQuestions.js';
import { recount, rowsOf } from './recount.js';

const WINDOWS = 2_500;
const QUESTIONS = 150;
const DAY_MS = 86_400_000;
/** Midnight in Taipei. */
const NEW_YEAR_2024 = Date.UTC(2023, 11, 31, 16);
const FROM = NEW_YEAR_2024 - 150 * DAY_MS;

/** A history of two years and a half, of which the newest windows still run. */
function history(seed: number): { db: Sqlite; file: string } {
  const file = join(temporaryFolder(), 'hub.db');
  const db = openSqlite(file, migrations);
  onTestFinished(() => void db.close());
  ensureCells(db);
  const cells = new CellLedger(db);
  db.transaction(() => {
    loadWindows(db, randomWindows(seededRandom(seed), WINDOWS, FROM, 900), cells);
    const running = [...randomWindows(seededRandom(seed + 1), 9, FROM + 899 * DAY_MS, 1)];
    const store = new WindowStore(db, cells);
    for (const [n, { window }] of running.entries())
      store.insert({
        ...window,
        id: `running-${n}`,
        state: 'open',
        outcome: null,
        reason: null,
        endedMs: null,
      });
    cells.save();
  })();
  return { db, file };
}

describe('the reader of cells', () => {
  it.each([1, 2])('S5 any period, filter and grouping is answered as the windows say, seed %i', (seed) => {
    const { db, file } = history(seed);
    const reading = openToRead(file);
    const reader = new CellReader(reading);
    const rows = rowsOf(db);
    const random = seededRandom(seed);
    for (let asked = 0; asked < QUESTIONS; asked++) {
      const question = randomQuestion(random, rows);
      expect({ question, cells: reader.cells(question) }).toEqual({
        question,
        cells: recount(rows, question),
      });
    }
    reading.close();
  });

  it('S5 gives the same answers when everything was counted anew', () => {
    const { db } = history(3);
    const random = seededRandom(3);
    const rows = rowsOf(db);
    const questions = Array.from({ length: 40 }, () => randomQuestion(random, rows));
    const reader = new CellReader(db);
    const before = questions.map((question) => reader.cells(question));
    expect(rebuildCells(db)).toBe(WINDOWS);
    expect(questions.map((question) => reader.cells(question))).toEqual(before);
  });

  it('S5 years that are over have cells of their own once the hub opens, kept with every late change', () => {
    const { db } = history(3);
    const years = db.prepare('SELECT DISTINCT year FROM clerk_year ORDER BY year').pluck();
    expect(years.all()).toEqual([]);
    ensureCells(db);
    expect(checkCells(db)).toEqual({ windows: WINDOWS, differing: 0 });
    expect(years.all()).toEqual([2023, 2024, 2025]);
    const { windows, cells } = openStores(db);
    const [old] = randomWindows(seededRandom(9), 1, FROM - 900 * DAY_MS, 1);
    const rated = windows.byId(endedWindow(1, { outcome: 'rated' }).window.id);
    db.transaction(() => {
      if (old !== undefined) windows.insert({ ...old.window, id: 'late' });
      if (rated !== undefined) windows.update(rated, { outcome: 'cancelled' });
      cells.save();
    })();
    expect(years.all()).toEqual([2021, 2023, 2024, 2025]);
    expect(checkCells(db).differing).toBe(0);
  });

  it('without windows there is one empty cell, and none in groups', () => {
    const db = openSqlite(join(temporaryFolder(), 'hub.db'), migrations);
    const reader = new CellReader(db);
    const population = { fromMs: 0, toMs: NEW_YEAR_2024 };
    expect(reader.cells({ population, by: [] })).toMatchObject([{ keys: [], running: 0, counts: { c5: 0 } }]);
    expect(reader.cells({ population, by: ['counter', 'day'] })).toEqual([]);
    db.close();
  });

  it('S7 a window belongs to the Taipei hour, day, week, month and year of its issue', () => {
    const db = openSqlite(join(temporaryFolder(), 'hub.db'), migrations);
    const turn = [NEW_YEAR_2024 - 1, NEW_YEAR_2024];
    const windows = turn.map((issuedMs, n) => endedWindow(n, { outcome: 'expired', issuedMs }));
    db.transaction(() => loadWindows(db, windows, new CellLedger(db)))();
    const reader = new CellReader(db);
    const keysOf = (...by: CellQuestion['by']): string[] =>
      reader
        .cells({ population: { fromMs: FROM, toMs: FROM + 900 * DAY_MS }, by })
        .map(({ keys }) => keys.join(' '));
    expect(keysOf('day', 'hour')).toEqual(['2023-12-31 23', '2024-01-01 00']);
    expect(keysOf('hour', 'weekday')).toEqual(['00 1', '23 7']);
    expect(keysOf('week')).toEqual(['2023-12-25', '2024-01-01']);
    expect(keysOf('month', 'office')).toEqual(['2023-12 east', '2024-01 east']);
    expect(keysOf('year', 'counter')).toEqual(['2023 east/1', '2024 east/1']);
    db.close();
  });
});

describe('how questions are looked up', () => {
  const years = { fromMs: NEW_YEAR_2024, toMs: NEW_YEAR_2024 + 800 * DAY_MS };
  const odd = { fromMs: NEW_YEAR_2024 + 12.4 * DAY_MS, toMs: NEW_YEAR_2024 + 500.7 * DAY_MS };
  const east = { office: 'east' };
  const questions: CellQuestion[] = [years, odd].flatMap((period): CellQuestion[] => [
    { population: period, by: [] },
    { population: period, by: ['office'] },
    { population: period, by: ['counter'] },
    { population: period, by: ['weekday', 'hour'] },
    { population: { ...period, ...east }, by: ['day'] },
    { population: { ...period, ...east, service: 'seal' }, by: ['week'] },
    { population: { ...period, ...east, kind: 'notice' }, by: ['hour'] },
    { population: { ...period, ...east, counter: '1' }, by: ['month'] },
    { population: { ...period, ...east, counter: '1' }, by: ['hour'] },
    { population: { ...period, ...east, clerk: 'lin' }, by: ['service'] },
    { population: { ...period, ...east, clerk: 'lin' }, by: ['day'] },
    { population: { ...period, ...east }, by: ['clerk'] },
  ]);

  it('S5 every piece is found by a key or an index that begins with place and time, none by going through a table', () => {
    const { db } = history(6);
    const offices = (): string[] => ['east', 'north', 'west'];
    for (const question of questions) {
      const queries = plan(question, Number.POSITIVE_INFINITY).map((piece) =>
        piece.table === undefined
          ? windowQuery(question, piece, offices)
          : tableQuery(question, piece, piece.table, offices),
      );
      for (const { sql, parameters } of queries)
        expect(stepsOf(db, sql, parameters)).toMatch(BY_PLACE_AND_TIME);
      const { sql, parameters } = runningQuery(question);
      expect(stepsOf(db, sql, parameters)).toMatch(/USING INDEX window_running/);
    }
  });
});

const BY_PLACE_AND_TIME =
  /^SEARCH \w+ USING (PRIMARY KEY|INDEX window_by_\w+) \((scope|office)=\? AND (clerk=\? AND |counter=\? AND )?(day|month|year|issued_ms)>\? AND \w+<\?\)/;

const stepsOf = (db: Sqlite, sql: string, parameters: readonly unknown[]): string =>
  (db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...parameters) as Array<{ detail: string }>)
    .map(({ detail }) => detail)
    .join('\n');
