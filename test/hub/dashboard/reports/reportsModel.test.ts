import { describe, expect, it } from 'vitest';
import { REPORT_FORMATS, type ReportView } from '#contract/reports.js';
import { REPORT_FORMATS_SHOWN } from '../../../../hub/dashboard/reports/formats.js';
import { byMonth } from '../../../../hub/dashboard/reports/openDataMonths.js';
import { periodBetween, reportPeriod } from '../../../../hub/dashboard/reports/reportPeriod.js';
import { POLL_MS, ReportsModel } from '../../../../hub/dashboard/reports/reportsModel.js';
import { PageHub, refusal, settled } from '../../../support/pageHub.js';
import { reportView } from '../../../support/recordViews.js';

async function opened(search = '?office=east&period=month&on=2026-06-01') {
  const rig = new PageHub(search);
  const state: { items: ReportView[] } = { items: [reportView(1)] };
  rig.answers.set('/reports', ({ method }) => {
    if (method === 'GET') return { items: state.items };
    const report = reportView(2, { occasion: 'asked', by: '李主任', state: 'waiting' });
    state.items = [report, ...state.items];
    return report;
  });
  rig.answers.set('/improvements', () => ({ items: [] }));
  rig.answers.set('/open-data', () => ({ items: [] }));
  const model = new ReportsModel({ frame: rig.frame, person: rig.person, clock: rig.clock });
  model.start();
  await settled();
  const poll = async (): Promise<void> => {
    rig.clock.advance(POLL_MS);
    await settled();
  };
  const lists = () => rig.of('/reports').filter(({ method }) => method === 'GET').length;
  return { rig, model, state, poll, lists };
}

describe('making a report', () => {
  it('is of the office and the period that the frame shows', async () => {
    const { rig, model } = await opened();
    await model.make('李主任');
    expect(rig.asks.find(({ method }) => method === 'POST')?.body).toEqual({
      office: 'east',
      from: '2026-05-31T16:00:00.000Z',
      to: '2026-06-30T16:00:00.000Z',
      by: '李主任',
    });
  });

  it('is of the whole city where no office is chosen', async () => {
    const { rig, model } = await opened('?period=year&on=2025-01-01');
    await model.make('李主任');
    expect(rig.asks.find(({ method }) => method === 'POST')?.body).toEqual({
      from: '2024-12-31T16:00:00.000Z',
      to: '2025-12-31T16:00:00.000Z',
      by: '李主任',
    });
  });

  it('follows it until it is ready, says so, and then asks no more', async () => {
    const { model, state, poll, lists } = await opened();
    await poll();
    expect(lists()).toBe(1);
    await model.make('李主任');
    await settled();
    expect(model.told.value?.kind).toBe('asked');
    await poll();
    expect(lists()).toBe(3);
    state.items = [reportView(2, { occasion: 'asked', state: 'ready' })];
    await poll();
    expect(model.told.value).toMatchObject({ kind: 'ready', report: { state: 'ready' } });
    await poll();
    expect(lists()).toBe(4);
  });

  it('says so when it failed, and goes on looking while the hub is out of reach meanwhile', async () => {
    const { rig, model, state, poll } = await opened();
    await model.make('李主任');
    await settled();
    const answer = rig.answers.get('/reports');
    rig.answers.delete('/reports');
    await poll();
    expect(model.list.answer.value.problem?.code).toBe('page/unreachable');
    if (answer !== undefined) rig.answers.set('/reports', answer);
    state.items = [reportView(2, { state: 'failed', failure: 'report/no-font' })];
    await poll();
    expect(model.told.value?.kind).toBe('failed');
  });

  it('does not speak of reports that others asked for', async () => {
    const { model, state, poll } = await opened();
    state.items = [reportView(7, { state: 'making' })];
    model.list.again();
    await settled();
    state.items = [reportView(7)];
    await poll();
    expect(model.told.value).toBeUndefined();
  });

  it('tells why not', async () => {
    const { rig, model } = await opened();
    rig.answers.set('/reports', () => refusal(503, 'report/too-many-waiting'));
    await model.make('李主任');
    expect(model.refused.value?.code).toBe('report/too-many-waiting');
  });
});

describe('improvements', () => {
  it('are those of the period, and a new one is of the office', async () => {
    const { rig, model } = await opened();
    expect(rig.of('/improvements')[0]?.query).toMatchObject({
      office: 'east',
      from: '2026-05-31T16:00:00.000Z',
    });
    expect(await model.improvements.note('加開櫃檯', '李主任')).toBe(true);
    await settled();
    expect(rig.asks.find(({ method }) => method === 'POST')?.body).toEqual({
      office: 'east',
      by: '李主任',
      text: '加開櫃檯',
    });
    expect(rig.of('/improvements')).toHaveLength(3);
  });

  it('of no office cannot be noted', async () => {
    const { rig, model } = await opened('?period=year&on=2025-01-01');
    expect(await model.improvements.note('加開櫃檯', '李主任')).toBe(false);
    expect(rig.asks.some(({ method }) => method === 'POST')).toBe(false);
  });
});

describe('a report’s period', () => {
  it.each([
    ['2026-05-31T16:00:00.000Z', '2026-06-30T16:00:00.000Z', '民國115年6月', 'June 2026 (ROC 115)'],
    ['2025-12-31T16:00:00.000Z', '2026-12-31T16:00:00.000Z', '民國115年', '2026 (ROC 115)'],
    [
      '2026-06-02T16:00:00.000Z',
      '2026-06-18T16:00:00.000Z',
      '民國115年6月3日至6月18日',
      '3 June – 18 June 2026 (ROC 115)',
    ],
  ])('S7 from %s to %s is named as people name it', (from, to, zh, en) => {
    expect(reportPeriod({ from, to }, 'zh')).toBe(zh);
    expect(reportPeriod({ from, to }, 'en')).toBe(en);
  });

  it('that is nothing of the calendar is a run of days', () => {
    expect(periodBetween(0, 1).kind).toBe('range');
  });
});

it('every format of the contract is offered', () => {
  expect([...REPORT_FORMATS_SHOWN]).toEqual([...REPORT_FORMATS]);
});

it('S11 open data stands month by month, newest first, after its dictionary', () => {
  const file = (name: string, month?: string) => ({ name, bytes: 1, ...(month && { month }) });
  const files = [
    file('ratings-2026-05.json', '2026-05'),
    file('ratings-2026-06.csv', '2026-06'),
    file('dictionary.json'),
    file('ratings-2026-05.csv', '2026-05'),
  ];
  expect(byMonth(files).map(({ month, files: named }) => [month, named.map(({ name }) => name)])).toEqual([
    ['', ['dictionary.json']],
    ['2026-06', ['ratings-2026-06.csv']],
    ['2026-05', ['ratings-2026-05.csv', 'ratings-2026-05.json']],
  ]);
});
