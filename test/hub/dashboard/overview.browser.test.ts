import { beforeEach, describe, expect, it } from 'vitest';
import type { Visit } from '../../support/browser.js';
import { DashboardRig, seen, textOf } from '../../support/dashboardRig.js';
import { figureScript } from '../../support/figureScript.js';
import { alarmsView, figuresFrom, statisticsView, trendView } from '../../support/figureViews.js';
import { lowContrast, overflow, smallTargets, unreadable } from '../../support/pageChecks.js';
import { problem } from '../../support/scriptedHub.js';

const rig = new DashboardRig();

beforeEach(() => {
  rig.hub.script = figureScript();
});

const overview = (query = '?office=east', options = {}) => rig.open(`overview.html${query}`, options);

/** Waits for all seven charts. */
const drawn = (visit: Visit): Promise<void> => visit.page.locator('.drawing svg').nth(6).waitFor();

const card = (visit: Visit, name: string) =>
  visit.page.locator('.card.figure').filter({ has: visit.page.getByRole('heading', { name, exact: true }) });

describe('the overview', () => {
  it('S1 S3 shows every key figure with its interval, and beside the period before in words', async () => {
    const visit = await overview();
    await drawn(visit);
    expect(await textOf(card(visit, '滿意率'))).toMatch(
      /84\.0%.*95% 信賴區間 71\.5.*91\.7%.*50 件中 42 件.*比前期的 77\.8% 高 6\.2 個百分點.*比值 1\.08.*可能只是機遇/s,
    );
    for (const [name, value] of [
      ['不滿意率', '6.0%'],
      ['回收率', '37.3%'],
      ['涵蓋率', '96.4%'],
      ['平均分數', '4.36'],
      ['指數（0–100）', '84.0'],
      ['警示', '51'],
    ] as const) {
      expect(await textOf(card(visit, name).locator('.value'))).toBe(value);
    }
    expect(await visit.page.title()).toBe('總覽 · 東區戶政事務所 · 民國115年7月');
  });

  it('speaks English when asked to', async () => {
    const visit = await overview('?office=east&lang=en');
    await drawn(visit);
    expect(await textOf(card(visit, 'Satisfaction'))).toMatch(
      /6\.2 points above the 77\.8% before\. Ratio 1\.08 .*may be chance alone/,
    );
    await seen(visit, 'Day 6 (6 Jun) is below the lower limit.');
    expect(await textOf(visit.page.locator('main'))).not.toMatch(/\p{Script=Han}/u);
  });

  it('S10 shows the figures with and without the excluded ratings, and says so where there are any', async () => {
    const visit = await overview();
    const section = visit.page.getByRole('region', { name: '有無排除的評分' }).first();
    await section.waitFor();
    expect(await textOf(section)).toMatch(/排除了 3 件.*滿意率84\.0% \(71\.5–91\.7%\)81\.1%/s);
    rig.hub.script.statistics = () => statisticsView(figuresFrom());
    await visit.page.reload();
    await seen(visit, '84.0%');
    expect(await visit.page.getByText('有無排除的評分').count()).toBe(0);
  });

  it('asks for the period, the one before, both alarms and the chosen measure', async () => {
    const visit = await overview('?office=east&period=month&on=2026-06-01');
    await drawn(visit);
    const asked = rig.hub.gets.find(({ id, query }) => id === 'statistics' && query.by === undefined);
    expect(asked?.query).toEqual({
      office: 'east',
      from: '2026-05-31T16:00:00.000Z',
      to: '2026-06-30T16:00:00.000Z',
      againstFrom: '2026-04-30T16:00:00.000Z',
      againstTo: '2026-05-31T16:00:00.000Z',
    });
    await visit.page.getByRole('button', { name: '不滿意率' }).click();
    await seen(visit, '第 6 天（6/6）超出管制上限。');
    expect(rig.hub.gets.at(-1)).toMatchObject({
      id: 'trend',
      query: { unit: 'day', measure: 'dissatisfaction' },
    });
    expect(visit.page.url()).toContain('measure=dissatisfaction');
    await visit.page.reload();
    await visit.page.getByRole('button', { name: '不滿意率', pressed: true }).waitFor();
  });

  it('1.3.1 gives every chart a table, made when it is opened', async () => {
    const visit = await overview();
    await drawn(visit);
    const chart = visit.page.locator('figure').filter({ hasText: '民眾作答時間' });
    expect(await chart.getByRole('table').count()).toBe(0);
    await chart.getByText('資料表').focus();
    await visit.page.keyboard.press('Enter');
    expect(await textOf(chart.getByRole('table'))).toMatch(/1–5 秒2244\.0%/);
    expect(await visit.page.locator('figure').count()).toBe(
      await visit.page.locator('figure summary').count(),
    );
  });

  it('1.1.1 says of each picture what it shows', async () => {
    const visit = await overview();
    await visit.page.getByRole('img', { name: '滿意率趨勢（逐日）. 第 6 天（6/6）低於管制下限。' }).waitFor();
  });

  it('A2 A9 says how long citizens waited, why they were unhappy, and what became of complaints', async () => {
    const visit = await overview();
    await drawn(visit);
    const section = visit.page.getByRole('region', { name: '警示', exact: true });
    expect(await textOf(section)).toMatch(
      /半數在 18 秒內確認，九成在 52 秒內，最久 3 分 10 秒.*10 位民眾在有人到場前離開；有人到場的占 80\.0%.*38 則已結案/s,
    );
    expect(await textOf(section)).toMatch(
      /通知到第二位主管.*擱置 2 次.*陳情案件：新列管 1 件.*逾期 1 件.*設備警示 3 則/s,
    );
    await section
      .getByRole('img', { name: '不滿意的民眾等了多久. 80.0% 在民眾離開前有人處理；半數在 18 秒內。' })
      .waitFor();
    const causes = section.locator('figure').filter({ hasText: '不滿意的原因與處理結果' });
    expect(await textOf(causes.locator('.reading'))).toBe(
      '已結案 38 則中，最多的原因是「等候時間」，23 則（60.5%）。',
    );
    await causes.getByText('資料表').click();
    expect(await textOf(causes.getByRole('table'))).toMatch(/等候時間23000.*23.*60\.5%/s);
    await section.getByText('各處警示').click();
    expect(await textOf(section.getByRole('table', { name: '各處警示' }))).toMatch(/1 號櫃檯5140.*18 秒/s);
  });

  it('says so where there is nothing at all', async () => {
    rig.hub.script = {
      statistics: () => statisticsView(figuresFrom({})),
      trend: () => trendView([]),
      alarmFigures: () => alarmsView([]),
    };
    const visit = await overview();
    await drawn(visit);
    expect(await textOf(card(visit, '滿意率'))).toMatch(/–.*前期沒有資料/s);
    expect(await visit.page.getByText('這段期間沒有資料。').count()).toBeGreaterThanOrEqual(5);
  });
});

describe('what cannot be shown', () => {
  it('a period that ends before it starts is refused in words, and this month is shown', async () => {
    const visit = await overview('?period=range&from=2026-07-09&to=2026-07-01');
    await visit.page.getByRole('alert').getByText('在開始之前就結束').waitFor();
    await seen(visit, '全市 · 民國115年7月');
    await visit.page.getByRole('button', { name: '前一期' }).click();
    await visit.page.getByRole('alert').waitFor({ state: 'detached' });
  });

  it('an unknown office, and a busy hub, are told in words', async () => {
    rig.hub.script.statistics = () => problem(404, 'office/unknown');
    rig.hub.script.trend = () => problem(503, 'statistics/busy');
    const visit = await overview('?office=atlantis');
    await visit.page.getByRole('alert').getByText('沒有這個事務所或櫃檯').first().waitFor();
    await seen(visit, '主機正忙於其他統計，請稍候再試。');
    expect(await visit.page.getByRole('combobox').locator('option:checked').textContent()).toBe(
      '未知的事務所（atlantis）',
    );
  });

  it('a hub out of reach is told, and asked again by a button', async () => {
    rig.hub.goDeaf();
    const visit = await overview();
    const alerts = visit.page.getByRole('alert').filter({ hasText: '連不上主機' });
    await alerts.nth(4).waitFor();
    rig.hub.comeBack();
    await visit.page.getByRole('button', { name: '再試一次' }).first().click();
    await seen(visit, '東區戶政事務所');
    await alerts.last().getByRole('button').click();
    await seen(visit, '規費收據');
  });
});

describe('the frame of the pages of figures', () => {
  it('2.1.1 chooses office and period by keyboard alone, and keeps both in the address', async () => {
    const visit = await overview('');
    await seen(visit, '全市 · 民國115年7月');
    const { page } = visit;
    await page.getByLabel('事務所', { exact: true }).focus();
    await page.keyboard.press('ArrowDown');
    await seen(visit, '東區戶政事務所 · 民國115年7月');
    await page.getByRole('button', { name: '年', exact: true }).focus();
    await page.keyboard.press('Space');
    await seen(visit, '東區戶政事務所 · 民國115年');
    await page.getByRole('button', { name: '前一期' }).focus();
    await page.keyboard.press('Enter');
    await seen(visit, '東區戶政事務所 · 民國114年');
    expect(new URL(page.url()).search).toBe('?office=east&period=year&on=2025-01-01');
    expect(await page.getByRole('link', { name: '櫃檯與戶所' }).getAttribute('href')).toBe(
      './counters.html?period=year&on=2025-01-01&office=east',
    );
    await page.reload();
    await seen(visit, '東區戶政事務所 · 民國114年');
  });

  it('takes any run of days, and refuses one the wrong way round', async () => {
    const visit = await overview();
    const { page } = visit;
    await page.getByRole('button', { name: '自訂' }).click();
    await page.getByLabel('從').fill('2026-06-20');
    await page.getByLabel('到（含當日）').fill('2026-06-10');
    await page.getByRole('button', { name: '套用' }).click();
    await page.getByRole('alert').getByText('結束日期早於開始日期。').waitFor();
    await page.getByLabel('到（含當日）').fill('2026-06-30');
    await page.keyboard.press('Enter');
    await seen(visit, '民國115年6月20日至6月30日');
    expect(page.url()).toContain('period=range&from=2026-06-20&to=2026-06-30');
  });

  it('goes to a date', async () => {
    const visit = await overview();
    await visit.page.getByRole('button', { name: '日', exact: true }).click();
    await seen(visit, '民國115年7月7日（星期二）');
    await visit.page.getByLabel('跳到日期').fill('2025-12-31');
    await seen(visit, '民國114年12月31日（星期三）');
  });

  it('is reached from the start page, for the city and for an office', async () => {
    const visit = await rig.open('');
    await visit.page.getByRole('link', { name: '統計與報表', exact: true }).click();
    await seen(visit, '東區戶政事務所 · 民國115年7月');
    await visit.page.getByRole('link', { name: '回首頁' }).click();
    await visit.page.getByRole('link', { name: '全市統計與報表' }).click();
    await seen(visit, '全市 · 民國115年7月');
    expect(await visit.page.locator('[aria-current="page"]').textContent()).toBe('總覽');
  });
});

describe('the overview on paper', () => {
  it('has its title with office and period, no controls, and charts as wide as the page', async () => {
    const visit = await overview('?office=east', { dark: true });
    await drawn(visit);
    await visit.page.getByText('資料表').first().click();
    await visit.page.emulateMedia({ media: 'print' });
    await visit.page.setViewportSize({ width: 680, height: 960 });
    await expect.poll(() => visit.page.locator('.drawing svg').first().getAttribute('width')).toBe('676');
    for (const gone of ['nav', 'button', 'select', 'input', 'summary']) {
      expect(await visit.page.locator(gone).filter({ visible: true }).count(), gone).toBe(0);
    }
    await visit.page.getByText('東區戶政事務所 · 民國115年7月').waitFor();
    expect(await visit.page.getByRole('table').first().isVisible()).toBe(true);
    expect(await overflow(visit.page)).toEqual([]);
    expect(await lowContrast(visit.page)).toEqual([]);
    const ground = await visit.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(ground).toBe('rgb(255, 255, 255)');
  });
});

describe('WCAG 2.2 AA on the overview', () => {
  for (const lang of ['zh', 'en']) {
    it(`1.4.10 2.5.8 in ${lang} needs no sideways scrolling at 320 px, and its targets are large enough`, async () => {
      const visit = await overview(`?office=east&lang=${lang}`, { width: 320, height: 640 });
      await drawn(visit);
      expect(await overflow(visit.page)).toEqual([]);
      expect(await smallTargets(visit.page)).toEqual([]);
      await visit.page.getByRole('button', { name: lang === 'zh' ? '自訂' : 'Range' }).click();
      expect(await overflow(visit.page)).toEqual([]);
    });

    it(`1.4.3 in ${lang} can be read, light and dark`, async () => {
      const visit = await overview(`?office=east&lang=${lang}`);
      await drawn(visit);
      expect(await unreadable(visit.page)).toEqual([]);
    });
  }
});
