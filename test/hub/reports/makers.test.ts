import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ManualClock } from '#platform/clock.js';
import { InlineMaker } from '../../../hub/reports/inlineMaker.js';
import { readingMeans } from '../../../hub/reports/readingMeans.js';
import { ThreadMaker } from '../../../hub/reports/threadMaker.js';
import { type Bundle, bundle } from '../../support/bundle.js';
import { uuid } from '../../support/ids.js';
import { october, twoMonths } from '../../support/reportRig.js';
import { temporaryFolder } from '../../support/temporary.js';

const code = (expected: string) => expect.objectContaining({ code: expected });
const FILES = ['report.json', 'report.ods', 'report.odt', 'report.pdf', 'report.zip'];

function order(madeMs: number) {
  return { ...october, id: uuid(7), office: 'east', occasion: 'monthly', by: null, madeMs } as const;
}

describe('making a report in this thread', () => {
  it('leaves all five files, and none when a single one cannot be made', async () => {
    const hub = twoMonths({ perDay: 5 });
    const madeMs = hub.clock.wall();
    const means = readingMeans(hub.db, madeMs);
    const folder = temporaryFolder();
    const broken = {
      ...means,
      drawChart: () => {
        throw new RangeError('no chart');
      },
    };
    await expect(new InlineMaker(folder, broken).make(order(madeMs))).rejects.toEqual(code('report/pdf'));
    expect(readdirSync(folder)).toEqual([]);
    const unknown = { ...order(madeMs), office: 'nowhere' };
    await expect(new InlineMaker(folder, means).make(unknown)).rejects.toEqual(code('office/unknown'));
    await new InlineMaker(folder, means).make(order(madeMs));
    expect(readdirSync(folder)).toEqual([uuid(7)]);
    expect(readdirSync(`${folder}/${uuid(7)}`).sort()).toEqual(FILES);
  }, 60_000);
});

describe('making a report in a thread of its own', () => {
  let worker: Bundle;
  beforeAll(async () => {
    worker = await bundle('hub/reports/reportWorker.ts');
  }, 120_000);
  afterAll(() => worker?.remove());

  const makerFor = (database: string, folder: string, clock = new ManualClock()): ThreadMaker =>
    new ThreadMaker({ program: pathToFileURL(worker.program), database, folder, clock });

  it('gives the same files as in this thread, from a database that another connection is writing to', async () => {
    const hub = twoMonths({ perDay: 5 });
    const madeMs = hub.clock.wall();
    const [folder, other] = [temporaryFolder(), temporaryFolder()];
    await makerFor(hub.file, folder).make(order(madeMs));
    await new InlineMaker(other, readingMeans(hub.db, madeMs)).make(order(madeMs));
    for (const name of FILES)
      expect(
        readFileSync(`${folder}/${uuid(7)}/${name}`).equals(readFileSync(`${other}/${uuid(7)}/${name}`)),
        name,
      ).toBe(true);
  }, 60_000);

  it('says with a code what went wrong there', async () => {
    const folder = temporaryFolder();
    const hub = twoMonths({ perDay: 1 });
    const unknown = { ...order(hub.clock.wall()), office: 'nowhere' };
    await expect(makerFor(hub.file, folder).make(unknown)).rejects.toEqual(code('office/unknown'));
    await expect(makerFor(`${folder}/none.db`, folder).make(order(0))).rejects.toEqual(code('report/failed'));
    expect(readdirSync(folder)).toEqual([]);
  }, 60_000);

  it('ends at once when it is stopped or takes too long, and leaves nothing half done', async () => {
    const hub = twoMonths({ perDay: 20 });
    const folder = temporaryFolder();
    const maker = makerFor(hub.file, folder);
    const making = maker.make(order(hub.clock.wall()));
    const stopped = expect(making).rejects.toEqual(code('report/stopped'));
    await maker.stop();
    await stopped;
    await expect(maker.make(order(0))).rejects.toEqual(code('report/stopped'));
    const clock = new ManualClock();
    const slow = makerFor(hub.file, folder, clock);
    const late = expect(slow.make(order(hub.clock.wall()))).rejects.toEqual(code('report/too-long'));
    clock.advance(600_000);
    await late;
    await slow.stop();
    expect(existsSync(`${folder}/${uuid(7)}`)).toBe(false);
  }, 60_000);
});
