import { describe, expect, it } from 'vitest';
import type { QueryOf } from '#contract/api.js';
import type { EquipmentView, StatisticsView } from '#contract/statistics.js';
import type { Problem, Snapshot } from '#contract/views.js';
import { AnalystProgram } from '../../support/analystProgram.js';
import { EventReader } from '../../support/eventReader.js';
import { HubRig } from '../../support/hubRig.js';
import { rate } from '../../support/rate.js';
import { eastSite } from '../../support/sites.js';

const BACKWARDS = 'from=2026-07-07T00:00:00.000Z&to=2026-07-06T00:00:00.000Z';
const YEAR_0 = 'from=0000-01-01T00:00:00.000Z';
const MILLION_DAYS = 'from=2026-01-01T00:00:00.000Z&to=4763-11-27T00:00:00.000Z';
const NO_DAY = 'to=2026-02-31T00:00:00.000Z';
const DECADE = 'from=2016-01-01T00:00:00.000Z&to=2026-01-01T00:00:00.000Z';
const LIFETIME = 'from=1990-01-01T00:00:00.000Z&to=2026-01-01T00:00:00.000Z';

/** Every question with a period, and what else it needs. */
const QUESTIONS = {
  '/statistics': '',
  '/statistics/trend': 'unit=day&measure=satisfaction',
  '/statistics/funnel': 'by=office&measure=coverage',
  '/statistics/alarms': 'unit=month',
  '/statistics/equipment': '',
  '/statistics/screening': 'office=east&viewer=chen',
  '/offices/east/clerks/lin': 'viewer=chen',
  '/ratings': '',
  '/windows/export': 'format=csv',
};

const HOSTILE: ReadonlyArray<readonly [url: string, status: number, code: string]> = [
  ...Object.entries(QUESTIONS).flatMap(([path, needed]) =>
    [BACKWARDS, YEAR_0, MILLION_DAYS, NO_DAY].map(
      (period) => [`${path}?${needed}&${period}`, 422, 'statistics/bad-range'] as const,
    ),
  ),
  ...['/statistics', '/statistics/equipment', '/ratings'].map(
    (path) => [`${path}?office=north`, 404, 'office/unknown'] as const,
  ),
  ['/statistics/trend?office=north&unit=day&measure=satisfaction', 404, 'office/unknown'],
  ['/statistics/funnel?office=north&by=counter&measure=satisfaction', 404, 'office/unknown'],
  ['/statistics/alarms?office=north&unit=day', 404, 'office/unknown'],
  ['/statistics/screening?office=north&viewer=chen', 404, 'office/unknown'],
  ['/offices/north/clerks/lin?viewer=chen', 404, 'office/unknown'],
  ['/windows/export?office=north&format=csv', 404, 'office/unknown'],
  ['/offices/east/clerks/nobody?viewer=chen', 404, 'clerk/unknown'],
  ['/statistics?againstOffice=north', 404, 'office/unknown'],
  [`/statistics?againstFrom=2027-01-01T00:00:00.000Z`, 422, 'statistics/bad-range'],
  ['/statistics?clerk=lin', 422, 'statistics/bad-question'],
  ['/statistics?counter=1', 422, 'statistics/bad-question'],
  ['/statistics?office=east&counter=99', 422, 'statistics/bad-question'],
  ['/statistics?office=east&counter=6&againstOffice=west', 422, 'statistics/bad-question'],
  ['/statistics?by=day&then=day', 422, 'statistics/bad-question'],
  ['/statistics?then=day', 422, 'statistics/bad-question'],
  ['/statistics/trend?counter=1&unit=day&measure=satisfaction', 422, 'statistics/bad-question'],
  ['/ratings?clerk=lin', 422, 'statistics/bad-question'],
  ['/windows/export?clerk=lin&format=csv', 422, 'statistics/bad-question'],
  [`/statistics?${DECADE}&by=day&then=counter`, 422, 'statistics/too-many-groups'],
  [`/statistics?${DECADE}&by=hour&then=day`, 422, 'statistics/too-many-groups'],
  [`/statistics?${LIFETIME}&by=day`, 422, 'statistics/too-many-groups'],
  [`/statistics/trend?${LIFETIME}&unit=day&measure=satisfaction`, 422, 'statistics/too-many-groups'],
  [`/statistics/alarms?${LIFETIME}&unit=day`, 422, 'statistics/too-many-groups'],
  [`/statistics/screening?office=east&viewer=chen&${DECADE}`, 422, 'statistics/bad-range'],
  ['/statistics?by=mood', 422, 'request/invalid'],
  ['/statistics?kind=letter', 422, 'request/invalid'],
  ['/statistics?from=yesterday', 422, 'request/invalid'],
  ['/statistics/trend?unit=hour&measure=satisfaction', 422, 'request/invalid'],
  ['/statistics/trend?unit=day', 422, 'request/invalid'],
  ['/statistics/funnel?by=clerk&measure=satisfaction', 422, 'request/invalid'],
  ['/statistics/screening?office=east', 422, 'request/invalid'],
  ['/offices/east/clerks/lin', 422, 'request/invalid'],
  ['/ratings?level=6', 422, 'request/invalid'],
  ['/ratings?limit=501', 422, 'request/invalid'],
  ['/ratings?excluded=perhaps', 422, 'request/invalid'],
  ['/windows/export', 422, 'request/invalid'],
];

describe('S5 hostile questions', () => {
  it('are each refused with a code, saying what was wrong and what was expected', async () => {
    const rig = await HubRig.start();
    for (const [url, status, code] of HOSTILE) {
      const answer = await rig.request<Problem>({ method: 'GET', url: `/api/v1${url}` });
      expect([url, answer.status, answer.body.code]).toEqual([url, status, code]);
      expect(answer.body.detail.length, url).toBeGreaterThan(15);
      if (code.startsWith('statistics/')) expect(answer.body.detail, url).toMatch(/expected|must be before/);
    }
  });
});

describe('S1 figures on the wall and of the API', () => {
  it('are the same, whatever has happened', async () => {
    const rig = await HubRig.start();
    const box = rig.box('box-1').online();
    await rig.settle();
    for (const level of [5, 4, 1] as const) await rate(rig, box, { counter: '1', level });
    const excluded = await rate(rig, box, { counter: '1', level: 2 });
    await rig.post(`/ratings/${excluded}/exclude`, { by: 'chen', reason: 'test' });
    await rig.issue('6');
    await rig.issue('1');
    const reader = await EventReader.open(`${rig.origin}/api/v1/stream?office=east`);
    const { today } = (await reader.next('snapshot')) as Snapshot;
    const { total } = await rig.get<StatisticsView>('/statistics?office=east');
    expect(total).toEqual(today);
    expect(total).toMatchObject({ windows: 6, rated: 3, excluded: 1, missed: 1, running: 1 });
  });

  it('S1 tell equipped counters from others, and count what was missed without a box', async () => {
    const rig = await HubRig.start();
    await rig.issue('6');
    const { offices } = await rig.get<EquipmentView>('/statistics/equipment');
    expect(offices).toMatchObject([
      { office: 'east', counters: 6, equipped: 5, windows: 1, missedBy: { 'no-box': 1 } },
      { office: 'west', counters: 1, equipped: 1, windows: 0, missedBy: {} },
    ]);
  });
});

describe('S5 a storm of questions', () => {
  const program = new AnalystProgram();

  it('does not keep windows from opening, ratings from being stored, nor questions from their answers', async () => {
    const rig = await HubRig.start(eastSite, undefined, undefined, undefined, (database, clock) => ({
      analyst: program.analyst({ database, clock }),
    }));
    const box = rig.box('box-1').online();
    await rig.settle();
    await rate(rig, box, { counter: '1', level: 5 });
    const heavy: QueryOf<'statistics'> = { from: '2017-01-01T00:00:00.000Z', by: 'day' };
    const questions = Array.from({ length: 100 }, () =>
      rig.request<StatisticsView>({
        method: 'GET',
        url: `/api/v1/statistics?${new URLSearchParams(heavy as Record<string, string>)}`,
      }),
    );
    let answered = 0;
    for (const question of questions) void question.then(() => answered++);
    const window = await rate(rig, box, { counter: '1', level: 1 });
    expect(answered).toBeLessThan(100);
    const answers = await Promise.all(questions);
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    const { items } = await rig.get<{ items: Array<{ window: string }> }>('/ratings');
    expect(items.map(({ window: id }) => id)).toContain(window);
    const { total } = await rig.get<StatisticsView>('/statistics');
    expect(total.levels).toEqual([1, 0, 0, 0, 1]);
  });
});
