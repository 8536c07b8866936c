import { beforeEach, describe, expect, it } from 'vitest';
import type { Visit } from '../../support/browser.js';
import { DashboardRig, seen } from '../../support/dashboardRig.js';
import { overflow, smallTargets, unreadable } from '../../support/pageChecks.js';
import { alarmView, boxViews, endedWindow, snapshot, windowView } from '../../support/views.js';

const rig = new DashboardRig();

describe('the language of the pages', () => {
  it.each([
    'wall.html?office=east',
    'console.html?office=east',
    'desk.html?office=east&counter=1',
    'boxes.html',
    'index.html',
  ])('is zh-TW on %s, changes to English by one click, and is remembered', async (path) => {
    const visit = await rig.open(path);
    const html = visit.page.locator('html');
    await visit.page.getByRole('button', { name: '中文', pressed: true }).waitFor();
    expect(await html.getAttribute('lang')).toBe('zh-Hant-TW');
    await visit.page.getByRole('button', { name: 'English' }).click();
    expect(await html.getAttribute('lang')).toBe('en');
    await visit.page.reload();
    await visit.page.getByRole('button', { name: 'English', pressed: true }).waitFor();
    expect(await html.getAttribute('lang')).toBe('en');
    expect(await visit.page.title()).not.toMatch(/\p{Script=Han}/u);
  });

  it('is what ?lang= asks for, and a click overrules that', async () => {
    const wall = await rig.wall('&lang=en');
    await seen(wall, 'Counter 1');
    await wall.page.getByRole('button', { name: '中文' }).click();
    await wall.page.reload();
    await seen(wall, '1 號櫃檯');
    expect(wall.page.url()).toContain('office=east');
  });
});

describe('the start page', () => {
  it('leads to the console, the wall and the desk of every counter', async () => {
    const start = await rig.open('');
    await start.page.getByRole('link', { name: '5 號櫃檯' }).click();
    await seen(start, '開立新文件');
    await start.page.getByRole('link', { name: '回首頁' }).click();
    await start.page.getByRole('link', { name: '開啟主管看板' }).click();
    await seen(start, '84.0%');
    await start.page.goBack();
    await start.page.getByRole('link', { name: '開啟主管警示台' }).click();
    await seen(start, '目前沒有待確認的警示');
    await start.page.goBack();
    for (const name of ['陳情案件', '警示設定']) {
      const href = await start.page.getByRole('link', { name }).first().getAttribute('href');
      expect(href).toContain('office=east');
    }
  });
});

describe('WCAG 2.2 AA, on every page', () => {
  const alarms = [alarmView(1, '2'), alarmView(2, '4', { level: 1 })];
  const PAGES = ['wall.html?office=east', 'desk.html?office=east&counter=1', 'boxes.html?', 'index.html?'];

  const ready = async (visit: Visit) => {
    await visit.page.locator('.counter, .window strong, .office, .box').first().waitFor();
  };

  beforeEach(() => {
    rig.hub.snapshot = snapshot({ alarms });
    rig.hub.boxes = boxViews();
    rig.hub.windows = [windowView(1, '1'), endedWindow(2, '1', { outcome: 'missed', reason: 'late' })];
  });

  for (const lang of ['zh', 'en']) {
    for (const path of PAGES) {
      it(`1.4.10 ${path} in ${lang} needs no sideways scrolling at 320 px, and 2.5.8 its targets are large enough`, async () => {
        const visit = await rig.open(`${path}&lang=${lang}`, { width: 320, height: 640 });
        await ready(visit);
        expect(await overflow(visit.page)).toEqual([]);
        expect(await smallTargets(visit.page)).toEqual([]);
      });

      it(`1.4.3 ${path} in ${lang} can be read, light and dark`, async () => {
        const visit = await rig.open(`${path}&lang=${lang}`);
        await ready(visit);
        expect(await unreadable(visit.page)).toEqual([]);
      });
    }
  }
});
