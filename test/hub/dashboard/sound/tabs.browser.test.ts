import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AlarmView } from '#contract/alarms.js';
import type { ChimeTestResult, ChimeTestView } from '#contract/signals.js';
import { DEAD_MS } from '../../../../hub/dashboard/sound/tabLeader.js';
import type { livePage } from '../../../support/announcerModule.js';
import { TestBrowser, type Visit } from '../../../support/browser.js';
import { builtModule } from '../../../support/builtPages.js';
import { type Received, ScriptedHub } from '../../../support/scriptedHub.js';
import { alarmView, at, uuid } from '../../../support/views.js';

let code: string;
let browser: TestBrowser;
let hub: ScriptedHub;
let visit: Visit;

beforeAll(async () => {
  code = await builtModule('test/support/announcerModule.ts');
  browser = await TestBrowser.share();
});

afterAll(async () => {
  await browser?.close();
});

beforeEach(async () => {
  hub = new ScriptedHub([code]);
  await hub.start();
  visit = await browser.visit();
});

afterEach(async () => {
  await visit.end();
  await hub.stop();
  expect(visit.errors).toEqual([]);
});

declare global {
  interface Window {
    own: ReturnType<typeof livePage>;
  }
}

/** A tab with the announcer of a page of that office; `armed` by a click, as a browser wants. */
async function tab({ office = 'east', armed = true } = {}): Promise<Page> {
  const page = await visit.page.context().newPage();
  await page.addInitScript(
    `import('/module.js').then(({ livePage }) => { window.own = livePage('${office}'); })`,
  );
  await page.goto(`${hub.origin}/module.js`);
  await page.waitForFunction(() => window.own !== undefined);
  if (armed) await arm(page);
  return page;
}

async function arm(page: Page): Promise<void> {
  await page.mouse.click(5, 5);
  await page.evaluate(() => window.own.announcer.arm());
  await page.waitForFunction(() => window.own.announcer.state.value === 'on');
}

/** Not by frames, which a page in the background has none of. */
const POLL = { polling: 20 };

const leading = async (page: Page): Promise<unknown> =>
  page.waitForFunction(() => window.own.announcer.leads.value, undefined, POLL);

/** A tab that has found out that it is the one to chime. */
async function leader(office = 'east'): Promise<Page> {
  const page = await tab({ office });
  await leading(page);
  return page;
}

/** By then a tab that is armed at once knows the others and they know it. */
const joined = (page: Page): Promise<unknown> =>
  page.waitForFunction(() => performance.now() > 1_500, undefined, POLL);

const medium = alarmView(1, '1');
const tell = (page: Page, ...alarms: AlarmView[]): Promise<void> =>
  page.evaluate((all) => window.own.announcer.sound(all), alarms);
const heard = (page: Page): Promise<unknown> =>
  page.waitForFunction(() => window.own.ears.peak > 0.05, undefined, POLL);
const peak = (page: Page): Promise<number> => page.evaluate(() => window.own.ears.peak);
const leads = (page: Page): Promise<boolean> => page.evaluate(() => window.own.announcer.leads.value);

/** Until the tab leads, ms. */
async function takesOver(page: Page): Promise<number> {
  const from = performance.now();
  await leading(page);
  return performance.now() - from;
}

describe('A3 several tabs of one browser chime once', () => {
  it('exactly one of two sounds; when it closes the other takes over within 2 s, in the middle of an alarm', async () => {
    const first = await leader();
    const second = await tab();
    await tell(first, medium);
    await tell(second, medium);
    await heard(first);
    await joined(second);
    expect(await peak(second)).toBe(0);
    expect(await leads(second)).toBe(false);
    await first.close();
    expect(await takesOver(second)).toBeLessThan(2_000);
    await heard(second);
  });

  it('a tab that is frozen is replaced within 2 s and does not chime beside the other when it thaws', async () => {
    const first = await leader();
    const second = await tab();
    await joined(second);
    const debug = await first.context().newCDPSession(first);
    await debug.send('Debugger.enable');
    const paused = new Promise((resolve) => debug.once('Debugger.paused', resolve));
    await debug.send('Debugger.pause');
    await paused;
    const frozenAt = await second.evaluate(() => performance.now());
    expect(await takesOver(second)).toBeLessThan(2_000);
    await second.waitForFunction((until) => performance.now() > until, frozenAt + DEAD_MS + 100, POLL);
    await debug.send('Debugger.resume');
    await first.waitForFunction(() => !window.own.announcer.leads.value, undefined, POLL);
    expect(await leads(second)).toBe(true);
  });

  it('a tab whose sound is blocked never is the one; tabs of different offices do not care for each other', async () => {
    const blocked = await tab({ armed: false });
    const east = await leader();
    const west = await leader('west');
    expect(await Promise.all([blocked, east, west].map(leads))).toEqual([false, true, true]);
    await tell(blocked, medium);
    expect(await peak(blocked)).toBe(0);
  });
});

const test = (n: number): ChimeTestView => ({
  id: uuid(n),
  office: 'east',
  at: at(0),
  dueAt: at(180),
  state: 'pending',
});

const run = (page: Page, n: number): Promise<void> =>
  page.evaluate((one) => window.own.announcer.runTest(one), test(n));

const result = ({ body }: Received): ChimeTestResult => body as ChimeTestResult;

describe('A7 the self-test of the chime in a browser', () => {
  it('plays softly through the graph of every alarm, measures what leaves it, and tells the hub; one tab does', async () => {
    hub.answer = () => ({ status: 200, body: { ...test(1), state: 'confirmed' } });
    const first = await leader();
    const second = await tab();
    await joined(second);
    await run(second, 1);
    await run(first, 1);
    const posted = await hub.post(1);
    expect(posted.url).toBe(`/api/v1/chime-tests/${uuid(1)}/result`);
    const { heard: sounded, peak: measured, console, volume } = result(posted);
    expect({ sounded, volume }).toEqual({ sounded: true, volume: 0.8 });
    expect(console).toMatch(/^console-[2-9a-z]{5}$/);
    expect(measured).toBeGreaterThan(0.02);
    expect(measured).toBeLessThan(0.3);
    expect(await peak(first)).toBeCloseTo(measured, 2);
    expect(await peak(second)).toBe(0);
    expect(hub.posts).toHaveLength(1);
  });

  it('a console that is blocked says that it cannot be heard, and runs the test once it is armed', async () => {
    hub.answer = () => ({ status: 200, body: test(1) });
    const page = await tab({ armed: false });
    await run(page, 1);
    expect(result(await hub.post(1))).toMatchObject({ heard: false, peak: 0 });
    await arm(page);
    expect(result(await hub.post(2))).toMatchObject({ heard: true });
  });
});
