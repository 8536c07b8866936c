import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { claimDirectory } from '#platform/dataDirectory.js';
import { openSqlite, type Sqlite } from '#platform/sqlite.js';
import { rebuild } from '../../hub/rebuildCommand.js';
import { CellLedger } from '../../hub/store/aggregates/cellLedger.js';
import { CellReader } from '../../hub/store/aggregates/cellReader.js';
import { checkCells, ensureCells } from '../../hub/store/aggregates/rebuildCells.js';
import { migrations } from '../../hub/store/migrations/index.js';
import { loadWindows } from '../../hub/store/windowLoader.js';
import { seededRandom } from '../../simulators/random.js';
import { HubRig } from '../support/hubRig.js';
import { temporaryFolder } from '../support/temporary.js';
import { randomWindows } from './store/aggregates/pastWindows.js';

const WINDOWS = 200;
const ALL = { population: { fromMs: 0, toMs: Date.UTC(2100, 0, 1) }, by: [] };

/** Does something to a hub's data while no hub works with it. */
function within<T>(folder: string, task: (db: Sqlite) => T): T {
  const db = openSqlite(join(folder, 'hub.db'), migrations);
  try {
    return task(db);
  } finally {
    db.close();
  }
}

function counted(): string {
  const folder = temporaryFolder();
  within(folder, (db) => {
    ensureCells(db);
    const windows = randomWindows(seededRandom(2), WINDOWS, Date.UTC(2026, 0, 1), 90);
    db.transaction(() => loadWindows(db, windows, new CellLedger(db)))();
  });
  return folder;
}

describe('rating-hub rebuild', () => {
  it('S5 finds cells that are right, and changes nothing', () => {
    const folder = counted();
    expect(rebuild(folder)).toEqual({ windows: WINDOWS, differing: 0, rebuilt: false });
  });

  it('S5 names how many cells differed, and counts them anew', () => {
    const folder = counted();
    const { before, spoilt } = within(folder, (db) => ({
      before: new CellReader(db).cells(ALL),
      spoilt: [
        `UPDATE office_month SET c5 = c5 + 1 WHERE scope = '*' AND kind = 'notice'`,
        'DELETE FROM clerk_month',
        `INSERT INTO counter_day (office, day, counter, kind, expired) VALUES ('lost', 1, '1', 'notice', 5)`,
      ].map((sql) => db.prepare(sql).run().changes),
    }));
    const differing = spoilt.reduce((sum, cells) => sum + cells, 0);
    expect(rebuild(folder)).toEqual({ windows: WINDOWS, differing, rebuilt: true });
    expect(within(folder, (db) => new CellReader(db).cells(ALL))).toEqual(before);
    expect(rebuild(folder)).toEqual({ windows: WINDOWS, differing: 0, rebuilt: false });
  });

  it('S5 counts cells of another version anew without comparing them', () => {
    const folder = counted();
    within(folder, (db) => db.exec('UPDATE cell_state SET version = 0; UPDATE hour_day SET c1 = 7'));
    expect(rebuild(folder)).toEqual({ windows: WINDOWS, rebuilt: true });
    expect(within(folder, checkCells)).toEqual({ windows: WINDOWS, differing: 0 });
  });

  it('says that a hub is running, and leaves it alone', () => {
    const folder = counted();
    const directory = claimDirectory(folder);
    expect(() => rebuild(folder)).toThrow(
      expect.objectContaining({ code: 'rebuild/hub-running', message: expect.stringContaining(folder) }),
    );
    directory.release();
    expect(rebuild(folder).rebuilt).toBe(false);
  });

  it('names a directory without data, and makes none of it', () => {
    const folder = temporaryFolder();
    expect(() => rebuild(folder)).toThrow(expect.objectContaining({ code: 'rebuild/no-data' }));
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('a hub that opens data of an earlier version', () => {
  it('S5 counts everything before it serves', async () => {
    const folder = counted();
    const before = within(folder, (db) => {
      const answer = new CellReader(db).cells(ALL);
      db.exec('DELETE FROM cell_state; DELETE FROM office_month; DELETE FROM clerk_month');
      return answer;
    });
    const rig = await HubRig.start(undefined, folder);
    await rig.stop();
    expect(within(folder, (db) => new CellReader(db).cells(ALL))).toEqual(before);
    expect(within(folder, checkCells)).toEqual({ windows: WINDOWS, differing: 0 });
  });
});
