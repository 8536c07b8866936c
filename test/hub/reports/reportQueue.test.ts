import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { reportDeskRig } from '../../support/reportDeskRig.js';
import { randomWindows, recordedHub, taipei } from '../../support/reportRig.js';
import { eastSite } from '../../support/sites.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** The start of a hub's clock is told to the ms, so that the first timers fall where the test says. */
function hubOf(from: string, to: string, now: string) {
  const places = [1, 2].map((n) => ({ office: 'east', counter: String(n) }));
  const windows = randomWindows({
    seed: 3,
    places,
    fromMs: taipei(from),
    toMs: taipei(to),
    perDay: 2,
    services: [null],
  });
  return recordedHub(eastSite, windows, Date.parse(`${now}+08:00`));
}
type Rig = ReturnType<typeof reportDeskRig>;

/** Moves the clock and lets what it started come to an end. */
async function advance({ clock, queue, writer }: Rig, ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= HOUR_MS) {
    clock.advance(Math.min(left, HOUR_MS));
    await writer.write(() => undefined);
    await new Promise((resolve) => setImmediate(resolve));
    await queue.idle();
  }
}
const made = ({ maker }: Rig): string[] =>
  maker.orders.map(({ occasion, office, fromMs }) => {
    const from = new Date(fromMs + 8 * HOUR_MS).toISOString();
    return `${occasion} ${office ?? 'city'} ${occasion === 'yearly' ? from.slice(0, 4) : from.slice(0, 7)}`;
  });

describe('reports that make themselves', () => {
  it('are made on the first day of the month at 00:10, of each office with windows and of the city, once', async () => {
    const rig = reportDeskRig(hubOf('2026-10-01', '2026-11-01', '2026-10-31T22:00:00'));
    await rig.desk.start();
    await advance(rig, 2 * HOUR_MS + 9 * 60_000);
    expect(made(rig)).toEqual([]);
    await advance(rig, 60_000);
    expect(made(rig)).toEqual(['monthly east 2026-10', 'monthly city 2026-10']);
    await advance(rig, 5 * DAY_MS);
    expect(rig.maker.orders).toHaveLength(2);
    const { items } = rig.desk.list({});
    expect(items.map(({ state, occasion, by }) => [state, occasion, by])).toEqual([
      ['ready', 'monthly', undefined],
      ['ready', 'monthly', undefined],
    ]);
    await rig.desk.stop();
  });

  it('of a hub that was off over the first are made at its next start, the last month and year only', async () => {
    const rig = reportDeskRig(hubOf('2025-11-01', '2027-01-05', '2027-01-20T09:00:00'));
    await rig.desk.start();
    await rig.queue.idle();
    expect(made(rig)).toEqual([
      'monthly east 2026-12',
      'monthly city 2026-12',
      'yearly east 2026',
      'yearly city 2026',
    ]);
    await rig.desk.stop();
    const again = rig.again();
    await again.desk.start();
    await again.queue.idle();
    expect(made(again)).toEqual([]);
    await again.desk.stop();
  });

  it('come every month, the ROC year with December', async () => {
    const rig = reportDeskRig(hubOf('2026-11-01', '2027-03-01', '2026-11-20T09:00:00'));
    await rig.desk.start();
    await advance(rig, 75 * DAY_MS);
    expect(made(rig).filter((name) => !name.includes('city'))).toEqual([
      'monthly east 2026-11',
      'monthly east 2026-12',
      'yearly east 2026',
      'monthly east 2027-01',
    ]);
    await rig.desk.stop();
  });

  it('are not made of a month without windows', async () => {
    const rig = reportDeskRig(recordedHub(eastSite, [], taipei('2026-11-05')));
    await rig.desk.start();
    await rig.queue.idle();
    expect(rig.desk.list({}).items).toEqual([]);
    await rig.desk.stop();
  });

  it('that failed are tried again at the next start, not every hour', async () => {
    const rig = reportDeskRig(hubOf('2026-10-01', '2026-11-01', '2026-11-02T09:00:00'));
    rig.maker.failure = 'report/pdf';
    await rig.desk.start();
    await advance(rig, 3 * HOUR_MS);
    expect(made(rig)).toEqual(['monthly east 2026-10', 'monthly city 2026-10']);
    expect(rig.desk.list({ office: 'east' }).items).toMatchObject([
      { state: 'failed', failure: 'report/pdf' },
    ]);
    await rig.desk.stop();
    const again = rig.again();
    await again.desk.start();
    await again.queue.idle();
    expect(made(again)).toEqual(['monthly east 2026-10']);
    expect(again.desk.list({ office: 'east' }).items.map(({ state }) => state)).toEqual(['ready', 'failed']);
    await again.desk.stop();
  });
});

const request = {
  office: 'east',
  from: '2026-10-01T00:00:00.000Z',
  to: '2026-10-02T00:00:00.000Z',
  by: '林主任',
};

describe('a restart in the middle of making', () => {
  it('a clean stop lets the report wait for the next start, which makes it', async () => {
    const rig = reportDeskRig(recordedHub(eastSite, [], taipei('2026-11-05')));
    await rig.desk.start();
    rig.maker.held = true;
    const { id } = await rig.desk.make(request);
    await rig.writer.write(() => undefined);
    expect(rig.desk.one(id).state).toBe('making');
    await rig.desk.stop();
    expect(rig.desk.one(id).state).toBe('waiting');
    const again = rig.again();
    await again.desk.start();
    await again.queue.idle();
    expect(again.desk.one(id)).toMatchObject({ state: 'ready' });
    expect(again.desk.one(id)).not.toHaveProperty('failure');
  });

  it('after a crash it is made once more, and what was half done is gone; a second crash fails it', async () => {
    const rig = reportDeskRig(recordedHub(eastSite, [], taipei('2026-11-05')));
    await rig.desk.start();
    rig.maker.held = true;
    const { id } = await rig.desk.make(request);
    await rig.writer.write(() => undefined);
    mkdirSync(`${rig.folder}/.making-${id}`, { recursive: true });
    writeFileSync(`${rig.folder}/.making-${id}/report.pdf`, 'half');
    const second = rig.again();
    second.maker.held = true;
    await second.desk.start();
    expect(readdirSync(second.folder)).toEqual([]);
    await second.writer.write(() => undefined);
    expect(second.desk.one(id)).toMatchObject({ state: 'making' });
    const third = rig.again();
    await third.desk.start();
    await third.queue.idle();
    expect(third.desk.one(id)).toMatchObject({ state: 'failed', failure: 'report/interrupted' });
    expect(third.maker.orders).toEqual([]);
    expect(existsSync(`${rig.folder}/${id}`)).toBe(false);
  });
});
