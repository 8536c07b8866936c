import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ManualClock } from '#platform/clock.js';
import { claimDirectory } from '#platform/dataDirectory.js';
import { openSqlite, type Sqlite } from '#platform/sqlite.js';
import { importFile } from '../../../hub/importCommand.js';
import { OfflineRatings } from '../../../hub/imports/offlineRatings.js';
import { checkCells } from '../../../hub/store/aggregates/rebuildCells.js';
import { migrations } from '../../../hub/store/migrations/index.js';
import { SiteStore } from '../../../hub/store/siteStore.js';
import { SurveyStore } from '../../../hub/store/surveyStore.js';
import { countedIds } from '../../support/ids.js';
import { eastSite } from '../../support/sites.js';
import { temporaryFolder } from '../../support/temporary.js';
import { ImportRig, ratingsCsv, sample } from './importRig.js';

const line = (number: number, level = (number % 5) + 1): string =>
  `east,1,lin,receipt,R${number},,103/7/7 09:30,rated,,${level},4.2`;

/** The data directory of a stopped hub, and a file beside it. */
function stopped(file: string | Uint8Array) {
  const data = temporaryFolder();
  const db = openSqlite(join(data, 'hub.db'), migrations);
  new SiteStore(db).apply(eastSite, 0);
  db.close();
  const path = join(temporaryFolder(), 'earlier.csv');
  writeFileSync(path, file);
  const clock = new ManualClock();
  const ids = countedIds();
  const run = (options: { survey?: boolean; dryRun?: boolean } = {}) =>
    importFile({ file: path, data, by: 'director', clock, ids, ...options });
  const look = <T>(task: (db: Sqlite) => T): T => {
    const open = openSqlite(join(data, 'hub.db'), migrations);
    try {
      return task(open);
    } finally {
      open.close();
    }
  };
  const windows = (): unknown =>
    look((open) => open.prepare('SELECT count(*) FROM rating_window').pluck().get());
  return { data, path, run, look, windows };
}

describe('rating-hub import, with the hub stopped', () => {
  it('takes more rows than the running hub would, counts them, and knows them the next time', async () => {
    const rows = 12_345;
    const { run, windows, look } = stopped(ratingsCsv(...Array.from({ length: rows }, (_, n) => line(n))));
    expect(await run({ dryRun: true })).toMatchObject({ rows, good: rows, known: 0, imported: false });
    expect(windows()).toBe(0);
    expect(await run()).toMatchObject({ rows, good: rows, imported: true, id: expect.any(String) });
    expect(windows()).toBe(rows);
    expect(look(checkCells)).toEqual({ windows: rows, differing: 0 });
    expect(await run()).toMatchObject({ rows, known: rows, imported: false });
    expect(windows()).toBe(rows);
  });

  it('stores nothing when one row is bad, and names it', async () => {
    const { run, windows } = stopped(
      ratingsCsv(...Array.from({ length: 6_000 }, (_, n) => line(n)), line(6_000, 6)),
    );
    expect(await run()).toMatchObject({
      rows: 6_001,
      good: 6_000,
      faultCount: 1,
      faults: [{ row: 6_002 }],
      imported: false,
    });
    expect(windows()).toBe(0);
  });

  it('adds what is new, and refuses what is here with other content', async () => {
    const { path, run, windows } = stopped(ratingsCsv(line(1)));
    await run();
    writeFileSync(path, ratingsCsv(line(1), line(2)));
    expect(await run()).toMatchObject({ known: 1, imported: true });
    expect(windows()).toBe(2);
    writeFileSync(path, ratingsCsv(line(1, 5), line(3)));
    expect(await run()).toMatchObject({
      faultCount: 1,
      faults: [{ code: 'import/conflict' }],
      imported: false,
    });
    expect(windows()).toBe(2);
  });

  it('takes ODS and survey tables too', async () => {
    const ods = stopped(sample('ratings.ods'));
    expect(await ods.run()).toMatchObject({ rows: 6, imported: true });
    const survey = stopped(sample('table12.ods'));
    expect(await survey.run({ survey: true })).toMatchObject({ rows: 24, imported: true });
    expect(survey.look((db) => new SurveyStore(db).all())).toMatchObject([
      { middle: '不清楚', asked: 12_682 },
    ]);
  });

  it('refuses ten million rows in a moment, before it has read them', async () => {
    const rig = new ImportRig();
    const thousand = Buffer.from(`${line(1)}\n`.repeat(1_000));
    let given = 0;
    async function* tenMillion(): AsyncGenerator<Uint8Array> {
      for (; given < 10_000; given++) yield thousand;
    }
    await expect(new OfflineRatings(rig.parts).take(tenMillion, { by: 'director' })).rejects.toMatchObject({
      code: 'import/too-many-rows',
      message: expect.stringContaining('1000000'),
    });
    expect(given).toBeLessThan(2_100);
  });

  it('undoes everything when the file is another one the second time it is read', async () => {
    const rig = new ImportRig();
    let times = 0;
    const changing = async function* (): AsyncGenerator<Uint8Array> {
      yield Buffer.from(
        ratingsCsv(...Array.from({ length: 6_000 }, (_, n) => line(n)), line(9_000 + times++)),
      );
    };
    await expect(new OfflineRatings(rig.parts).take(changing, { by: 'director' })).rejects.toMatchObject({
      code: 'import/changed',
    });
    expect(rig.stored()).toMatchObject({ rating_window: 0, issuance: 0, import: 0, journal: 0 });
    expect(rig.differingCells()).toBe(0);
  });

  it('names a file that is not there, and leaves a hub that runs alone', async () => {
    const { run, data, path } = stopped(ratingsCsv(line(1)));
    await expect(importFile({ file: `${path}.no`, data, by: 'director' })).rejects.toMatchObject({
      code: 'import/no-file',
    });
    const claim = claimDirectory(data);
    await expect(run()).rejects.toMatchObject({ code: 'data/in-use' });
    claim.release();
    expect(await run()).toMatchObject({ imported: true });
  });
});
