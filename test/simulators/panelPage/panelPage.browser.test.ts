import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LEVELS } from '#contract/values.js';
import { systemClock } from '#platform/clock.js';
import { systemIds } from '#platform/identity.js';
import { silentLogger } from '#platform/logger.js';
import { levels } from '#words/levels.js';
import { prompts } from '#words/prompts.js';
import { PanelServer } from '../../../simulators/panelServer/panelServer.js';
import { TestBrowser, type Visit, type VisitOptions } from '../../support/browser.js';
import { type BuiltPages, builtPages } from '../../support/builtPages.js';
import { seen, textOf } from '../../support/dashboardRig.js';
import { MemoryStation } from '../../support/memoryStation.js';
import { lowContrast, overflow, smallTargets } from '../../support/pageChecks.js';
import { noise, writeClip } from '../../support/wavFiles.js';

let pages: BuiltPages;
let recordings: string;
let browser: TestBrowser;
let station: MemoryStation;
let server: PanelServer;
let address: string;
let visits: Visit[] = [];

beforeAll(async () => {
  pages = await builtPages('simulators/panelPage/vite.config.ts');
  recordings = mkdtempSync(join(tmpdir(), 'rating-recordings-'));
  writeClip(recordings, 'invite', 'zh', noise(0.3));
  browser = await TestBrowser.launch();
});

afterAll(async () => {
  await browser?.close();
  pages?.remove();
  rmSync(recordings, { recursive: true });
});

beforeEach(async () => {
  station = new MemoryStation('3');
  server = panelServer(0);
  address = await server.start();
});

const panelServer = (port: number): PanelServer =>
  new PanelServer({
    stations: [station, new MemoryStation('4', 'board')],
    pages: pages.folder,
    prompts: recordings,
    port,
    clock: systemClock,
    ids: systemIds,
    logger: silentLogger,
  });

afterEach(async () => {
  for (const { errors, requests, end } of visits) {
    expect(errors).toEqual([]);
    expect(requests.filter((one) => !one.startsWith(`${address}/`))).toEqual([]);
    await end();
  }
  visits = [];
  await server.stop();
});

async function open(path: string, options: VisitOptions = {}): Promise<Visit> {
  const visit = await browser.visit(options);
  visits.push(visit);
  await visit.page.goto(address + path);
  return visit;
}

async function openPanel(options: VisitOptions = {}): Promise<Visit> {
  const visit = await open('/panel/3', options);
  await visit.page.locator('.engineer').waitFor();
  return visit;
}

const key = (visit: Visit, level: number) => visit.page.locator(`[data-level="${level}"]`);

describe('the virtual panel', () => {
  it('is found from the index of counters', async () => {
    const visit = await open('/');
    await visit.page.getByRole('link', { name: '4 號櫃檯' }).click();
    await seen(visit, '真實韌體（模擬電路板）');
    expect(await visit.page.title()).toBe('4 號櫃檯 · 虛擬評分機');
  });

  it('has five faces, best to worst from left to right, each with its own shape, drawing, colour and words', async () => {
    const visit = await openPanel();
    const keys = visit.page.locator('.key');
    const looks = await keys.evaluateAll((all) =>
      all.map((one) => ({
        left: one.getBoundingClientRect().left,
        level: Number(one.getAttribute('data-level')),
        shape: one.querySelector('.cap')?.getAttribute('d'),
        drawing: one.querySelector('.features')?.getAttribute('d'),
        colour: getComputedStyle(one).getPropertyValue('--cap'),
      })),
    );
    expect(looks.map(({ level }) => level)).toEqual([5, 4, 3, 2, 1]);
    expect(looks.map(({ left }) => left)).toEqual(looks.map(({ left }) => left).sort((a, b) => a - b));
    for (const part of ['shape', 'drawing', 'colour'] as const) {
      expect(new Set(looks.map((look) => look[part])).size, part).toBe(5);
    }
    for (const level of LEVELS) {
      const { zh, en } = levels[level].label;
      expect(await textOf(key(visit, level))).toContain(`${zh} ${en}`);
    }
  });

  it('shows each scene by lamps and words, with the seconds of a countdown', async () => {
    const visit = await openPanel();
    const lamps = (kind: string) => visit.page.locator(`.keys.${kind}`).waitFor();
    await lamps('dark');
    station.show({ kind: 'invite' });
    await lamps('lit');
    await seen(visit, '請為本次服務評分');
    await seen(visit, 'Please rate this service');
    station.show({ kind: 'countdown', secondsLeft: 7 });
    await lamps('flashing');
    expect(await textOf(visit.page.getByRole('timer'))).toMatch(/^7 秒/);
    station.show({ kind: 'fault' });
    await seen(visit, '暫停服務');
  });

  it('W11 thanks in the same way whichever key was pressed', async () => {
    const visit = await openPanel();
    const pictures: string[] = [];
    for (const level of LEVELS) {
      station.show({ kind: 'invite' });
      await visit.page.locator('.keys.lit').waitFor();
      await key(visit, level).click();
      station.show({ kind: 'accepted' });
      await visit.page.locator('.thanks.on').waitFor();
      await visit.page.locator('[data-held="true"]').waitFor({ state: 'detached' });
      pictures.push(await visit.page.locator('.box').innerHTML());
    }
    expect(new Set(pictures).size).toBe(1);
  });

  it('shows what is spoken in both languages', async () => {
    const visit = await openPanel();
    station.say('one-key');
    await seen(visit, prompts['one-key'].zh);
    await seen(visit, prompts['one-key'].en);
  });

  it('speaks only once its sound is on, in the language chosen, and says when a recording is missing', async () => {
    const visit = await openPanel();
    const asked = () =>
      visit.requests.filter((one) => one.includes('/prompts/')).map((one) => new URL(one).pathname);
    station.say('invite');
    await seen(visit, prompts.invite.zh);
    expect(asked()).toEqual([]);
    await visit.page.getByRole('button', { name: '中文語音' }).click();
    expect(asked()).toEqual([]);
    const wav = visit.page.waitForResponse((response) =>
      response.url().endsWith('/prompts/zh-TW/invite.wav'),
    );
    station.say('invite');
    expect((await wav).ok()).toBe(true);
    station.say('thanks');
    await seen(visit, '沒有這句話的錄音');
  });
});

describe('its keys', () => {
  it('are down as long as the pointer is', async () => {
    const visit = await openPanel();
    await key(visit, 4).hover();
    await visit.page.mouse.down();
    await station.did('4 down');
    await visit.page.locator('[data-level="4"][data-held="true"]').waitFor();
    await visit.page.mouse.move(5, 5);
    await visit.page.mouse.up();
    await station.did('4 down', '4 up');
  });

  it('are pressed by the digits of the keyboard from anywhere, once however long they are held', async () => {
    const visit = await openPanel();
    await visit.page.keyboard.down('1');
    await visit.page.keyboard.down('1');
    await visit.page.keyboard.down('5');
    await visit.page.keyboard.up('1');
    await visit.page.keyboard.up('5');
    await station.did('1 down', '5 down', '1 up', '5 up');
  });

  it('are pressed by Space and Enter when they have the focus', async () => {
    const visit = await openPanel();
    await key(visit, 2).focus();
    await visit.page.keyboard.press('Space');
    await visit.page.keyboard.press('Enter');
    await station.did('2 down', '2 up', '2 down', '2 up');
  });

  it('are released when the window loses the keyboard, and when the page goes away', async () => {
    const visit = await openPanel();
    await visit.page.keyboard.down('3');
    await station.did('3 down');
    await visit.page.evaluate(() => window.dispatchEvent(new Event('blur')));
    await station.did('3 down', '3 up');
    await visit.page.keyboard.up('3');
    await visit.page.keyboard.down('3');
    await station.did('3 down', '3 up', '3 down');
    await visit.page.close();
    await station.did('3 down', '3 up', '3 down', '3 up');
  });
});

describe('the engineer’s strip', () => {
  it('causes every fault and shows what is broken, apart from what a citizen touches', async () => {
    const visit = await openPanel();
    const strip = visit.page.locator('.engineer');
    for (const [name, fault, effect] of [
      ['拔除面板', 'unplug', '面板未接上'],
      ['接回面板', 'plug', '面板已接上'],
      ['切斷連線', 'cut-link', '連線中斷'],
      ['恢復連線', 'restore-link', '連線正常'],
      ['強制結束程式', 'kill', '程式已停止'],
    ] as const) {
      await strip.getByRole('button', { name }).click();
      await strip.getByText(effect).waitFor();
      expect(station.done.at(-1)).toBe(fault);
    }
    await seen(visit, '評分機程式已停止');
    expect(await visit.page.locator('main .engineer').count()).toBe(0);
  });

  it('is gone with the simulator, and comes back with it', async () => {
    const visit = await openPanel();
    await server.stop();
    await seen(visit, '與模擬器失去連線');
    expect(await visit.page.locator('.engineer').count()).toBe(0);
    server = panelServer(Number(new URL(address).port));
    await server.start();
    await visit.page.locator('.engineer').waitFor();
  });
});

describe('WCAG 2.2 AA, on the panel pages', () => {
  it.each(['/', '/panel/3'])('1.4.10 2.5.8 %s fits 320 px, with targets large enough', async (path) => {
    station.say('invite');
    const visit = await open(path, { width: 320, height: 640 });
    await visit.page.locator('.index li, .caption .zh').first().waitFor();
    expect(await overflow(visit.page)).toEqual([]);
    expect(await smallTargets(visit.page)).toEqual([]);
  });

  it.each([false, true])('1.4.3 can be read (dark: %s)', async (dark) => {
    station.say('invite');
    const visit = await openPanel({ dark });
    expect(await lowContrast(visit.page)).toEqual([]);
    const index = await open('/', { dark });
    await index.page.locator('.index li').first().waitFor();
    expect(await lowContrast(index.page)).toEqual([]);
  });

  it('2.3.1 flashes once a second, and not at all for whoever wants no motion', async () => {
    station.show({ kind: 'countdown', secondsLeft: 5 });
    for (const [reducedMotion, name] of [
      [false, 'flash-cap'],
      [true, 'none'],
    ] as const) {
      const visit = await openPanel({ reducedMotion });
      const cap = visit.page.locator('.flashing .cap').first();
      const { animationName, animationDuration } = await cap.evaluate((one) => {
        const style = getComputedStyle(one);
        return { animationName: style.animationName, animationDuration: style.animationDuration };
      });
      expect(animationName).toBe(name);
      if (!reducedMotion) expect(animationDuration).toBe('1s');
    }
  });
});
