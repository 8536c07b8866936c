import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { systemClock } from '#platform/clock.js';
import { packageRoot } from '#platform/packageFacts.js';
import { TestBrowser } from '../../support/browser.js';
import { freePort } from '../../support/freePort.js';
import { pause } from '../ground.js';
import { startInstalled } from '../installedBox.js';
import { KEY, type PanelKind, type Place, type Stand } from './panelKind.js';

const PATIENCE_MS = 15_000;
const LOOK_EVERY_MS = 5;
/** Two frames of the display and the browser itself lie on the way: what the citizen is promised (W11) is the goal. */
const LAMP_GOAL_MS = 100;

/** The box's own page in a real Chromium on a small display. */
export const screenKind: PanelKind = {
  name: 'touch screen',
  lampGoalMs: LAMP_GOAL_MS,
  missing() {
    if (!existsSync(join(packageRoot(), '.build/device/screenPage/index.html')))
      return 'its page is not built';
    return existsSync('/usr/bin/chromium') ? undefined : 'chromium is not there';
  },
  async with(place, work) {
    const browser = await TestBrowser.launch();
    try {
      const { page } = await browser.visit({ width: 800, height: 480 });
      return await work(standOf(page, place, await freePort()));
    } finally {
      await browser.close();
    }
  },
};

function standOf(page: Page, place: Place, port: number): Stand {
  return {
    start: () => startInstalled(place, ['--panel', 'screen', '--screen-port', String(port)]),
    async ready(works) {
      const readyAt = await listening(port);
      await page.goto(`http://127.0.0.1:${port}/`);
      await works;
      return readyAt;
    },
    invited: () => page.locator('main[data-mood="asking"]').waitFor(),
    press: () => press(page),
  };
}

/** Timed within the page, from the finger's event to the frame that shows the thanks. */
async function press(page: Page): Promise<number> {
  await page.locator(`[data-key="${KEY}"]`).hover();
  const answer = await page.evaluateHandle(watchPress);
  await page.mouse.down();
  await page.locator('main[data-mood="thanks"]').waitFor();
  const tookMs = await answer.evaluate(({ ms }) => ms);
  await page.mouse.up();
  await answer.dispose();
  return tookMs;
}

/** Runs in the page. The promise is wrapped, because what is evaluated is awaited. */
function watchPress(): { readonly ms: Promise<number> } {
  let begun = Number.NaN;
  window.addEventListener('pointerdown', ({ timeStamp }) => (begun = timeStamp), {
    capture: true,
    once: true,
  });
  const ms = new Promise<number>((resolve) => {
    const main = document.querySelector('main') as HTMLElement;
    const observer = new MutationObserver(() => {
      if (main.dataset.mood !== 'thanks') return;
      observer.disconnect();
      requestAnimationFrame(() => resolve(performance.now() - begun));
    });
    observer.observe(main, { attributeFilter: ['data-mood'] });
  });
  return { ms };
}

/** The moment at which somebody listens on the port. */
async function listening(port: number): Promise<number> {
  const limit = systemClock.monotonic() + PATIENCE_MS;
  while (systemClock.monotonic() < limit) {
    if (await answers(port)) return systemClock.monotonic();
    await pause(LOOK_EVERY_MS);
  }
  throw new Error(`nobody listens on port ${port} after ${PATIENCE_MS} ms`);
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const settle = (open: boolean) => () => {
      socket.destroy();
      resolve(open);
    };
    socket.once('connect', settle(true));
    socket.once('error', settle(false));
  });
}
