import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ManualClock } from '#platform/clock.js';
import { openSqlite, type Sqlite } from '#platform/sqlite.js';
import { CellReader } from '../../../../hub/store/aggregates/cellReader.js';
import { checkCells } from '../../../../hub/store/aggregates/rebuildCells.js';
import { GroupWriter } from '../../../../hub/store/groupWriter.js';
import { migrations } from '../../../../hub/store/migrations/index.js';
import { openStores, type Stores } from '../../../../hub/store/stores.js';
import { temporaryFolder } from '../../../support/temporary.js';
import { endedWindow } from './pastWindows.js';

const ALL = { population: { fromMs: 0, toMs: Date.UTC(2100, 0, 1) }, by: [] };

function opened(): { db: Sqlite; stores: Stores; writer: GroupWriter } {
  const db = openSqlite(join(temporaryFolder(), 'hub.db'), migrations);
  onTestFinished(() => void db.close());
  const stores = openStores(db);
  const writer = new GroupWriter({ db, clock: new ManualClock() });
  writer.hook({
    beforeCommit: () => stores.cells.save(),
    afterCommit: () => undefined,
    onRollback: () => stores.cells.forget(),
  });
  return { db, stores, writer };
}

const counts = (db: Sqlite) => new CellReader(db).cells(ALL)[0]?.counts;

describe('the ledger of cells', () => {
  it('S5 a job that fails among others takes nothing of theirs and leaves nothing of its own', async () => {
    const { db, stores, writer } = opened();
    const good = [1, 2, 3].map((n) => endedWindow(n, { outcome: 'rated', level: 4, afterMs: 900 }).window);
    const bad = endedWindow(4, { outcome: 'expired' }).window;
    const refused = writer.write(() => {
      stores.windows.insert(bad);
      throw new Error('refused');
    });
    await Promise.all([
      ...good.map((window) => writer.write(() => stores.windows.insert(window))),
      expect(refused).rejects.toThrow('refused'),
    ]);
    expect(counts(db)).toMatchObject({ c4: 3, expired: 0, answerMs: 2_700 });
    expect(checkCells(db)).toEqual({ windows: 3, differing: 0 });
  });

  it('S5 what cannot be committed is forgotten, and counted once when it comes again', async () => {
    const { db, stores, writer } = opened();
    const { window } = endedWindow(1, { outcome: 'rated', level: 5, afterMs: 10 });
    db.exec(`CREATE TEMP TRIGGER full BEFORE INSERT ON clerk_month BEGIN SELECT raise(ABORT, 'full'); END`);
    await expect(writer.write(() => stores.windows.insert(window))).rejects.toMatchObject({
      code: 'store/commit-failed',
    });
    db.exec('DROP TRIGGER full');
    expect(counts(db)).toMatchObject({ c5: 0 });
    await writer.write(() => stores.windows.insert(window));
    expect(counts(db)).toMatchObject({ c5: 1, answerMs: 10 });
    expect(checkCells(db).differing).toBe(0);
  });

  it('S10 a rating leaves the figures with its exclusion and comes back as it was', async () => {
    const { db, stores, writer } = opened();
    const { window } = endedWindow(1, { outcome: 'rated', level: 2, afterMs: 3_000, flagged: true });
    await writer.write(() => stores.windows.insert(window));
    const before = counts(db);
    await writer.write(() => stores.windows.update(window, { excluded: true }));
    expect(counts(db)).toMatchObject({ c2: 0, x2: 1, flagged: 0, answerMs: 0, answer5s: 0 });
    await writer.write(() => stores.windows.update({ ...window, excluded: true }, { excluded: false }));
    expect(counts(db)).toEqual(before);
  });

  it('a window that joined another one is counted no more', async () => {
    const { db, stores, writer } = opened();
    const one = endedWindow(1, { outcome: 'rated', level: 5, afterMs: 1 }).window;
    const gone = endedWindow(2, { outcome: 'missed', reason: 'box-offline' }).window;
    await writer.write(() => {
      stores.windows.insert(one);
      stores.windows.insert(gone);
    });
    expect(counts(db)).toMatchObject({ c5: 1, boxOffline: 1 });
    await writer.write(() => stores.windows.dissolve(gone, one.id));
    expect(counts(db)).toMatchObject({ c5: 1, boxOffline: 0 });
    expect(checkCells(db)).toEqual({ windows: 1, differing: 0 });
  });

  it('a change of what is not counted writes no cell', async () => {
    const { db, stores, writer } = opened();
    const { window } = endedWindow(1, { outcome: 'expired' });
    await writer.write(() => stores.windows.insert(window));
    db.exec(
      `CREATE TEMP TRIGGER touched BEFORE UPDATE ON office_day BEGIN SELECT raise(ABORT, 'touched'); END`,
    );
    await writer.write(() => stores.windows.update(window, { extraPresses: 3 }));
    await writer.write(() => stores.windows.update(window, { flagged: false }));
    expect(counts(db)).toMatchObject({ expired: 1 });
  });
});
