import type { Locator } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Visit, VisitOptions } from '../../support/browser.js';
import { DashboardRig, seen, textOf } from '../../support/dashboardRig.js';
import { overflow, smallTargets, unreadable } from '../../support/pageChecks.js';
import { asked, clerkView, figuresOf, statisticsView } from '../../support/recordViews.js';
import { problem } from '../../support/scriptedHub.js';
import { officeView } from '../../support/views.js';

const rig = new DashboardRig();
const EAST = '?office=east&period=month&on=2026-07-01';

beforeEach(() => {
  rig.hub.offices = [
    officeView(),
    { ...officeView(2), id: 'west', name: { zh: '西區戶政事務所', en: 'West Office' } },
  ];
  rig.hub.script = {
    statistics: () =>
      statisticsView(figuresOf([300, 150, 40, 8, 2]), [
        { keys: ['林雅婷'], figures: figuresOf([30, 12, 5, 2, 1]) },
        { keys: ['陳志明'], hidden: 'too-few' },
        { keys: ['王淑芬'], figures: figuresOf([300, 12, 5, 2, 1]) },
      ]),
    clerk: ({ params }) => clerkView(params.clerk ?? ''),
    screening: () => ({
      asked,
      items: [
        {
          clerk: '林雅婷',
          counter: '2',
          ratings: 60,
          longestRun: { level: 5, length: 24 },
          flags: ['long-run'],
        },
        { clerk: '王淑芬', counter: '1', ratings: 80, longestRun: { level: 4, length: 5 }, flags: [] },
      ],
    }),
  };
});

async function open(query = EAST, options: VisitOptions = {}): Promise<Visit> {
  const visit = await rig.open(`clerks.html${query}`, options);
  await visit.page.locator('.gate').waitFor();
  return visit;
}

async function enter(visit: Visit, name = '李主任'): Promise<void> {
  await visit.page.locator('#viewer').fill(name);
  await visit.page.locator('.gate button').click();
  await visit.page.locator('.gate').waitFor({ state: 'detached' });
}

async function opened(query = EAST, options: VisitOptions = {}): Promise<Visit> {
  const visit = await open(query, options);
  await enter(visit);
  return visit;
}
const link = (visit: Visit, name: string): Locator => visit.page.getByRole('link', { name, exact: true });

describe('P5 the page of clerks', () => {
  it('says that looking is journalled and asks for nothing before there is a name', async () => {
    const visit = await open();
    await seen(visit, '查看服務人員的評分會記入日誌');
    expect(rig.hub.gets).toEqual([]);
    await visit.page.locator('.gate button').click();
    await seen(visit, '請輸入 1 至 64 個字的姓名。');
    expect(rig.hub.gets).toEqual([]);
    await enter(visit);
    await seen(visit, '以「李主任」的名義查看，每次查看都記入日誌。');
    await link(visit, '林雅婷').waitFor();
    for (const { query } of rig.hub.gets) expect(query.viewer).toBe('李主任');
  });

  it('remembers the name and still asks each time the page is opened', async () => {
    const visit = await opened();
    await visit.page.reload();
    await visit.page.locator('.gate').waitFor();
    expect(await visit.page.locator('#viewer').inputValue()).toBe('李主任');
    await visit.page.locator('.gate button').click();
    await link(visit, '林雅婷').click();
    await visit.page.getByRole('button', { name: '更改姓名' }).click();
    expect(await visit.page.locator('.beside').count()).toBe(0);
    await enter(visit, '王課長');
    await visit.page.locator('.beside').waitFor();
    expect(rig.hub.gets.at(-1)).toMatchObject({ id: 'clerk', query: { viewer: '王課長' } });
  });

  it('needs an office', async () => {
    const visit = await opened('?period=month&on=2026-07-01');
    await seen(visit, '請先選擇一個事務所');
    expect(rig.hub.gets).toEqual([]);
    await visit.page.getByLabel('事務所', { exact: true }).selectOption('east');
    await link(visit, '林雅婷').waitFor();
  });
});

describe('S6 the clerks of an office', () => {
  it('stand by name with counts only, and those with few ratings with none', async () => {
    const visit = await opened();
    await link(visit, '林雅婷').waitFor();
    const table = visit.page.locator('.clerk-list');
    expect(await table.locator('tbody th').allTextContents()).toEqual(['王淑芬', '林雅婷', '陳志明']);
    expect(await textOf(table)).not.toMatch(/%|\d\.\d/);
    expect(await textOf(table.locator('tr', { hasText: '陳志明' }))).toBe('陳志明少於 10 筆，不顯示');
  });

  it('have a page each: figures with intervals beside the office’s, by kind, service and month', async () => {
    const visit = await opened();
    await link(visit, '林雅婷').click();
    const beside = visit.page.locator('.beside');
    await beside.waitFor();
    expect(new URL(visit.page.url()).searchParams.get('clerk')).toBe('林雅婷');
    expect(await visit.page.locator('#clerk-heading').evaluate((one) => one === document.activeElement)).toBe(
      true,
    );
    const satisfaction = await textOf(beside.locator('tr', { hasText: '滿意率' }).first());
    expect(satisfaction).toMatch(/84\.0%.*71\.5\u2060–\u206091\.7%.*50 件中 42 件.*90\.0%.*500 件中 450 件/s);
    const groups = await textOf(visit.page.locator('.groups'));
    for (const text of ['少於 10 筆，不顯示', '評分全部相同，不顯示', '為避免推算出其他未顯示的數字，不顯示'])
      expect(groups).toContain(text);
    expect(groups).toContain('民國115年5月');
    const few = await textOf(visit.page.locator('.groups tr', { hasText: '一次告知單' }));
    expect(few).toContain('少於 30 筆，只顯示筆數與區間');
    expect(few).toContain('14 件中 12 件');
    expect(few).not.toContain('85.7%');
    await visit.page.getByRole('img', { name: /各月評分分布/ }).waitFor();
  });

  it('that are hidden say why in words, and show no figure of their own', async () => {
    rig.hub.script.clerk = () =>
      clerkView('陳志明', {
        total: { keys: ['陳志明'], hidden: 'too-few' },
        byKind: [{ keys: ['receipt'], hidden: 'too-few' }],
        byService: [],
        byMonth: [{ keys: ['2026-06'], hidden: 'too-few' }],
      });
    const visit = await opened();
    await link(visit, '陳志明').click();
    await seen(visit, '少於 10 筆評分時，比率幾乎全由偶然決定');
    expect(await textOf(visit.page.locator('.one-clerk'))).not.toContain('%');
    expect(await visit.page.getByRole('img').count()).toBe(0);
  });

  it('under 30 ratings show counts and intervals without percentages or a drawing of them', async () => {
    rig.hub.script.clerk = () =>
      clerkView('林雅婷', {
        total: { keys: ['林雅婷'], figures: figuresOf([9, 6, 3, 1, 1]), countsOnly: true },
        byMonth: [],
      });
    const visit = await opened(`${EAST}&clerk=${encodeURIComponent('林雅婷')}`);
    await seen(visit, '少於 30 筆，只顯示筆數與區間');
    const row = visit.page.locator('.beside tr', { hasText: '滿意率' }).first();
    expect(await textOf(row.locator('td').first())).toMatch(
      /^95% 區間 [\d.]+\u2060–\u2060[\d.]+%20 件中 15 件$/,
    );
    expect(await textOf(row.locator('td').nth(1))).toContain('90.0%');
    expect(await visit.page.getByRole('img').count()).toBe(0);
  });

  it('are left and found again by back and forward, and left with the office', async () => {
    const visit = await opened();
    await link(visit, '林雅婷').click();
    await visit.page.locator('.beside').waitFor();
    await visit.page.goBack();
    await link(visit, '王淑芬').waitFor();
    await visit.page.goForward();
    await visit.page.locator('.beside').waitFor();
    await visit.page.getByLabel('事務所', { exact: true }).selectOption('west');
    await link(visit, '王淑芬').waitFor();
    expect(visit.page.url()).not.toContain('clerk=');
  });

  it('unknown in the period are said to be, and the hub out of reach too', async () => {
    rig.hub.script.clerk = () => problem(404, 'clerk/unknown');
    const visit = await opened(`${EAST}&clerk=nobody&lang=en`);
    await seen(visit, 'There is no record of this clerk in the period');
    rig.hub.goAway();
    await link(visit, 'Back to the list').click();
    await seen(visit, 'The hub cannot be reached.');
    rig.hub.comeBack();
    await visit.page.getByRole('button', { name: 'Try again' }).click();
    await link(visit, '林雅婷').waitFor();
  });
});

describe('S9 the screening', () => {
  it('is folded, asked for only when opened, explains each flag and accuses nobody', async () => {
    const visit = await opened();
    await link(visit, '林雅婷').waitFor();
    expect(rig.hub.gets.map(({ id }) => id)).toEqual(['statistics']);
    const summary = visit.page.getByText('評分型態的標記（不是指控）');
    await summary.focus();
    await visit.page.keyboard.press('Enter');
    await visit.page.locator('.screening table').waitFor();
    const text = await textOf(visit.page.locator('.screening'));
    for (const said of [
      '不代表有人做錯事',
      '長串相同的評分',
      '「非常滿意」連續 24 筆',
      '也可能是服務真的穩定',
    ])
      expect(text).toContain(said);
    expect(text).not.toContain('王淑芬');
  });

  it('says so when nothing is flagged', async () => {
    rig.hub.script.screening = () => ({ asked, items: [] });
    const visit = await opened();
    await visit.page.locator('.screening summary').click();
    await seen(visit, '這段期間沒有任何標記。');
  });
});

describe('WCAG 2.2 AA, on the page of clerks', () => {
  for (const lang of ['zh', 'en'])
    it(`1.4.10 1.4.3 2.5.8 fits 320 px, can be read and hit, in ${lang}`, async () => {
      const visit = await open(`${EAST}&lang=${lang}`, { width: 320, height: 640 });
      const check = async () => {
        expect(await overflow(visit.page)).toEqual([]);
        expect(await smallTargets(visit.page)).toEqual([]);
        expect(await unreadable(visit.page)).toEqual([]);
      };
      await check();
      await enter(visit);
      await visit.page.locator('.screening summary').click();
      await visit.page.locator('.screening table').waitFor();
      await check();
      await link(visit, '林雅婷').click();
      await visit.page.locator('.beside').waitFor();
      await check();
    });
});
