import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openSqlite, type Sqlite } from '#platform/sqlite.js';
import { CellLedger } from '../../../hub/store/aggregates/cellLedger.js';
import { CellReader } from '../../../hub/store/aggregates/cellReader.js';
import {
  cellsAreCurrent,
  checkCells,
  ensureCells,
  rebuildCells,
} from '../../../hub/store/aggregates/rebuildCells.js';
import { migrations } from '../../../hub/store/migrations/index.js';
import { openStores } from '../../../hub/store/stores.js';
import { loadWindows } from '../../../hub/store/windowLoader.js';
import { seededRandom } from '../../../simulators/random.js';
import { temporaryFolder } from '../../support/temporary.js';
import { endedWindow, randomWindows } from './aggregates/pastWindows.js';

function opened(): Sqlite {
  const db = openSqlite(join(temporaryFolder(), 'hub.db'), migrations);
  onTestFinished(() => void db.close());
  ensureCells(db);
  return db;
}

const FROM = Date.UTC(2025, 0, 1);
const past = (count: number) => randomWindows(seededRandom(8), count, FROM, 60);

describe('loading windows of earlier times', () => {
  it('stores each window with its document, and counts them in the same transaction', () => {
    const db = opened();
    expect(db.transaction(() => loadWindows(db, past(300), new CellLedger(db)))()).toBe(300);
    const { windows } = openStores(db);
    const [first] = past(1);
    expect(windows.byId(first?.window.id ?? '')).toEqual(first?.window);
    expect(windows.issuancesOf(first?.window.id ?? '')).toEqual([first?.issuance]);
    expect(cellsAreCurrent(db)).toBe(true);
    expect(checkCells(db)).toEqual({ windows: 300, differing: 0 });
  });

  it('stores and counts nothing when one of them is refused', () => {
    const db = opened();
    const cells = new CellLedger(db);
    const double = {
      ...endedWindow(500, { outcome: 'expired' }),
      issuance: endedWindow(7, { outcome: 'expired' }).issuance,
    };
    const load = db.transaction(() => loadWindows(db, [...past(20), double], cells));
    expect(load).toThrow(/UNIQUE/);
    cells.forget();
    expect(openStores(db).windows.byId(endedWindow(7, { outcome: 'expired' }).window.id)).toBeUndefined();
    expect(checkCells(db)).toEqual({ windows: 0, differing: 0 });
  });

  it('takes one window after the other, so that any number of them takes little memory', () => {
    const db = opened();
    let given = 0;
    const stored = db.prepare('SELECT count(*) FROM rating_window').pluck();
    function* watched() {
      for (const window of past(50)) {
        expect(stored.get()).toBe(given++);
        yield window;
      }
    }
    db.transaction(() => loadWindows(db, watched(), new CellLedger(db)))();
    expect(given).toBe(50);
  });

  it('leaves the counting for later when asked to, and says so in the data', () => {
    const db = opened();
    db.transaction(() => loadWindows(db, past(40)))();
    expect(cellsAreCurrent(db)).toBe(false);
    expect(rebuildCells(db)).toBe(40);
    expect(cellsAreCurrent(db)).toBe(true);
    expect(checkCells(db)).toEqual({ windows: 40, differing: 0 });
  });

  it('a load that is undone leaves the cells as current as they were', () => {
    const db = opened();
    const load = db.transaction(() => {
      loadWindows(db, past(40));
      throw new Error('undone');
    });
    expect(load).toThrow('undone');
    expect(cellsAreCurrent(db)).toBe(true);
    const [all] = new CellReader(db).cells({ population: { fromMs: 0, toMs: FROM * 2 }, by: [] });
    expect(all?.counts.expired).toBe(0);
  });
});
