import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StatisticsView } from '#contract/statistics.js';
import type { WindowView } from '#contract/views.js';
import { systemClock } from '#platform/clock.js';
import { silentLogger } from '#platform/logger.js';
import { readSettings } from '#platform/settings.js';
import { type OfficeAddresses, SimulatedOffice } from '../simulators/office/office.js';
import { officeSettings } from '../simulators/office/settings.js';
import { TestBrowser, type Visit } from './support/browser.js';

let office: SimulatedOffice;
let browser: TestBrowser;
let addresses: OfficeAddresses;

beforeAll(async () => {
  const flags = [
    '--counters=2',
    '--visits=1',
    '--speed=1',
    '--http-port=0',
    '--panel-port=0',
    '--supervisor-s=0',
  ];
  office = new SimulatedOffice(
    readSettings(officeSettings, { flags, environment: {}, prefix: 'TEST' }),
    systemClock,
    silentLogger,
    (error) => {
      throw error;
    },
  );
  await office.start();
  if (office.addresses === undefined) throw new Error('the office has no addresses');
  addresses = office.addresses;
  browser = await TestBrowser.share();
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await office?.stop();
});

/** Every note the page starts, by its frequency. */
async function listen(visit: Visit): Promise<void> {
  await visit.page.addInitScript(() => {
    const notes: number[] = [];
    Object.assign(window, { notes });
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (this: OscillatorNode, ...when: [number?]) {
      notes.push(Math.round(this.frequency.value));
      start.apply(this, when);
    };
  });
}

const notesOf = (visit: Visit): Promise<number[]> =>
  visit.page.evaluate(() => (window as unknown as { notes: number[] }).notes);

async function api<T>(path: string): Promise<T> {
  return (await (await fetch(`${addresses.hub}/api/v1${path}`)).json()) as T;
}

async function boxesAreOnline(): Promise<void> {
  const online = async () => {
    const { items } = await api<{ items: Array<{ presence: string; panel?: string }> }>('/boxes');
    return items.filter(({ presence, panel }) => presence === 'online' && panel === 'ok').length;
  };
  await expect.poll(online, { timeout: 20_000 }).toBe(2);
}

describe('an office from document to chime', () => {
  it.each([
    ['a virtual panel', '2'],
    ['real firmware', '1'],
  ])(
    'R10 A1 A7 a press of 非常不滿意 on %s chimes on the wall and is found in the figures',
    async (_what, counter) => {
      await boxesAreOnline();
      const before = (await api<StatisticsView>('/statistics?office=east')).total;
      const wall = await browser.visit({ width: 1920, height: 1080 });
      await listen(wall);
      await wall.page.goto(`${addresses.hub}/wall.html?office=east`);
      await wall.page.getByRole('button', { name: '開啟警示音' }).click();

      const panel = await browser.visit();
      await panel.page.goto(`${addresses.panels}/panel/${counter}`);
      const key = panel.page.getByRole('button', { name: /^非常不滿意/ });
      await key.waitFor();

      const desk = await browser.visit();
      await desk.page.goto(`${addresses.hub}/desk.html?office=east&counter=${counter}`);
      await desk.page.getByLabel('服務人員').fill('林志明');
      await desk.page.getByRole('button', { name: '開立', exact: true }).click();
      await panel.page.getByText('請您為本次服務評分').first().waitFor();

      await key.click({ delay: 120 });
      await panel.page.getByText('謝謝您的評分').first().waitFor();
      const alert = wall.page.getByRole('alert').filter({ hasText: `${counter} 號` });
      await alert.waitFor();
      await expect.poll(() => notesOf(wall)).toEqual(expect.arrayContaining([262, 330, 392, 523]));

      const { total } = await api<StatisticsView>('/statistics?office=east');
      expect(total.levels[4]).toBe((before.levels[4] ?? 0) + 1);
      const { items } = await api<{ items: WindowView[] }>('/windows?office=east&limit=1');
      expect(items[0]).toMatchObject({ counter, outcome: 'rated', clerk: '林志明' });
      expect([wall, panel, desk].flatMap(({ errors }) => errors)).toEqual([]);
      await Promise.all([wall, panel, desk].map((visit) => visit.end()));
    },
    60_000,
  );
});
