import { beforeEach, describe, expect, it } from 'vitest';
import type { Visit } from '../../support/browser.js';
import { DashboardRig, seen, textOf } from '../../support/dashboardRig.js';
import { figureScript } from '../../support/figureScript.js';
import { funnelView } from '../../support/figureViews.js';
import { overflow, smallTargets, unreadable } from '../../support/pageChecks.js';
import { officeView } from '../../support/views.js';

const rig = new DashboardRig();

beforeEach(() => {
  rig.hub.script = figureScript();
  rig.hub.offices = [
    officeView(),
    { ...officeView(2), id: 'west', name: { zh: '西區戶政事務所', en: 'West District Office' } },
  ];
});

const counters = (query = '?office=east', options = {}) => rig.open(`counters.html${query}`, options);

/** Waits for all four charts. */
const drawn = (visit: Visit): Promise<void> => visit.page.locator('.drawing svg').nth(3).waitFor();
const section = (visit: Visit, name: string) =>
  visit.page.locator('section.card').filter({ has: visit.page.getByRole('heading', { name, exact: true }) });

describe('counters and offices', () => {
  it('S6 compares the counters of an office on a funnel, naming who is outside and ranking nobody', async () => {
    const visit = await counters();
    await drawn(visit);
    await seen(visit, '3 號櫃檯（低於下限）在 99.8% 界限之外，值得了解原因；其餘 5 處的差異可能只是機遇。');
    const funnel = section(visit, '比較，不排名');
    await funnel.getByText('資料表').click();
    const names = await funnel.locator('tbody th').allTextContents();
    expect(names).toEqual(['1', '2', '3', '4', '5', '6'].map((counter) => `${counter} 號櫃檯`));
    expect(rig.hub.gets.find(({ id }) => id === 'funnel')?.query).toMatchObject({
      by: 'counter',
      office: 'east',
    });
  });

  it('draws a small chart for each counter, for each office of the city', async () => {
    const visit = await counters();
    await drawn(visit);
    const trends = () => rig.hub.gets.filter(({ id }) => id === 'trend');
    expect(
      trends()
        .map(({ query }) => query.counter)
        .sort(),
    ).toEqual(['1', '2', '3', '4', '5', '6']);
    rig.hub.gets.splice(0);
    await visit.page.getByLabel('事務所', { exact: true }).selectOption({ label: '全市' });
    await expect.poll(() => trends().map(({ query }) => query.office)).toEqual(['east', 'west']);
    expect(trends().every(({ query }) => query.counter === undefined)).toBe(true);
  });

  it('compares all counters of the city when asked to', async () => {
    rig.hub.script.funnel = ({ query }) =>
      funnelView({ 'west/1': { count: 90, of: 100 } }, query.by === 'office' ? 'office' : 'counter');
    const visit = await counters('');
    await seen(visit, '各戶所滿意率比較');
    await visit.page.getByRole('button', { name: '各櫃檯' }).click();
    await seen(visit, '各櫃檯滿意率比較');
    expect(visit.page.url()).toContain('by=counter');
  });

  it('changes the measure of the funnel and of the small charts together', async () => {
    const visit = await counters();
    await drawn(visit);
    await visit.page.getByRole('button', { name: '回收率' }).click();
    await expect
      .poll(() => rig.hub.gets.slice(-7).map(({ query }) => query.measure))
      .toEqual(Array.from({ length: 7 }, () => 'responseRate'));
  });

  it('shows when people come, and when they are dissatisfied', async () => {
    const visit = await counters();
    await seen(visit, '星期與時刻：評分時段數');
    await visit.page.getByRole('button', { name: '不滿意', exact: true }).click();
    await seen(visit, '星期與時刻：不滿意件數');
    expect(rig.hub.gets.find(({ query }) => query.by === 'weekday')?.query.then).toBe('hour');
  });

  it('sets a period beside the one before, the same a year earlier, or another office', async () => {
    const visit = await counters();
    const compare = section(visit, '對照');
    await compare
      .getByRole('row', { name: /滿意率.*84\.0% \(71\.5–91\.7%\).*77\.8%.*1\.08.*可能只是機遇/ })
      .waitFor();
    await compare.getByRole('combobox').selectOption({ label: '前一年同期' });
    await expect
      .poll(() => rig.hub.gets.at(-1)?.query)
      .toMatchObject({ againstFrom: '2025-06-30T16:00:00.000Z', againstTo: '2025-07-31T16:00:00.000Z' });
    await compare.getByRole('combobox').selectOption({ label: '西區戶政事務所' });
    await expect.poll(() => rig.hub.gets.at(-1)?.query.againstOffice).toBe('west');
    expect(visit.page.url()).toContain('beside=office%3Awest');
  });

  it('S1 S8 shows how far offices are equipped, and keys that may be covered', async () => {
    const visit = await counters();
    await drawn(visit);
    expect(await textOf(section(visit, '設備與涵蓋'))).toMatch(
      /東區戶政事務所651,95097\.9%.*41評分機離線 30、櫃檯未配置評分機 11/s,
    );
    expect(await textOf(section(visit, '可能被遮住或失靈的按鍵'))).toContain(
      '3 號櫃檯（box-3）：連續 61 件評分沒有一件「滿意」，而全所有 24.1%',
    );
  });

  it('says that the hub is out of reach in every part that cannot be shown', async () => {
    const visit = await counters();
    await drawn(visit);
    rig.hub.goDeaf();
    await visit.page.getByRole('button', { name: '前一期' }).click();
    await visit.page.getByRole('alert').filter({ hasText: '連不上主機' }).nth(4).waitFor();
    rig.hub.comeBack();
    await visit.page.getByRole('button', { name: '後一期' }).click();
    await drawn(visit);
  });
});

describe('WCAG 2.2 AA on counters and offices', () => {
  for (const lang of ['zh', 'en']) {
    it(`1.4.10 2.5.8 in ${lang} only charts and tables scroll sideways at 320 px, and targets are large enough`, async () => {
      const visit = await counters(`?office=east&lang=${lang}`, { width: 320, height: 640 });
      await drawn(visit);
      expect(await overflow(visit.page)).toEqual([]);
      expect(await smallTargets(visit.page)).toEqual([]);
    });

    it(`1.4.3 in ${lang} can be read, light and dark`, async () => {
      const visit = await counters(`?office=east&lang=${lang}`);
      await drawn(visit);
      expect(await unreadable(visit.page)).toEqual([]);
    });
  }

  it('on paper has no controls and fits the page', async () => {
    const visit = await counters();
    await drawn(visit);
    await visit.page.emulateMedia({ media: 'print' });
    await visit.page.setViewportSize({ width: 680, height: 960 });
    await expect.poll(() => visit.page.locator('.drawing svg').first().getAttribute('width')).toBe('676');
    expect(await visit.page.locator('nav, button, select').filter({ visible: true }).count()).toBe(0);
    expect(await overflow(visit.page)).toEqual([]);
  });
});
