import { describe, expect, it } from 'vitest';
import { LEVELS } from '#contract/values.js';
import { systemClock } from '#platform/clock.js';
import { screenWords } from '#words/screen.js';
import type { Scene } from '../../../device/ports/panel.js';
import type { Visit } from '../../support/browser.js';
import {
  click,
  INVITE,
  keyOf,
  LAST_SECONDS,
  ScreenBrowserRig,
  seen,
} from '../../support/screenBrowserRig.js';
import { still } from '../../support/screenChecks.js';

const rig = new ScreenBrowserRig();
const ACCEPTED: Scene = { kind: 'accepted' };
const wallMs = (): number => performance.timeOrigin + performance.now();
const html = (visit: Visit, name: string): Promise<string | null> =>
  visit.page.locator('main').getAttribute(name);

/** Of a screen that draws 60 times a second. */
const FRAME_MS = 1000 / 60;

describe('B1 its keys', () => {
  it('W8 report two fingers that overlap, each as its own key', async () => {
    const visit = await rig.open();
    await rig.show(visit, INVITE);
    await visit.touch.press(4, 0);
    await visit.touch.press(2, 1);
    await visit.touch.lift(0);
    await visit.touch.lift(1);
    expect(await rig.witness.edgeCount(4)).toEqual([
      [4, true],
      [2, true],
      [4, false],
      [2, false],
    ]);
  });

  it('release a finger that slides off, and press no other key on its way', async () => {
    const visit = await rig.open();
    await rig.show(visit, INVITE);
    const next = await keyOf(visit, 3).boundingBox();
    await visit.touch.press(4);
    await rig.witness.edgeCount(1);
    await visit.touch.slideTo({ x: (next?.x ?? 0) + 40, y: (next?.y ?? 0) + 40 });
    await visit.touch.lift();
    await visit.touch.press(1);
    expect(await rig.witness.edgeCount(3)).toEqual([
      [4, true],
      [4, false],
      [1, true],
    ]);
  });

  it('W12 report the key for more time, only while it would help', async () => {
    const visit = await rig.open();
    await rig.show(visit, INVITE);
    await visit.touch.press('more-time');
    await rig.witness.edgeCount(1);
    rig.panel.show({ ...INVITE, moreTime: false });
    await keyOf(visit, 'more-time').waitFor({ state: 'detached' });
    await visit.touch.lift();
    expect(await rig.witness.edgeCount(2)).toEqual([
      ['more-time', true],
      ['more-time', false],
    ]);
  });

  it('W6 W7 report what is touched while nothing is lit, as those of every box do', async () => {
    const visit = await rig.open();
    await visit.touch.press(2);
    await visit.touch.lift();
    await rig.show(visit, ACCEPTED);
    await visit.touch.press(5);
    expect(await rig.witness.edgeCount(3)).toEqual([
      [2, true],
      [2, false],
      [5, true],
    ]);
  });

  it('can be pressed by the keyboard: digits, arrows with space and enter; a repeat is no press', async () => {
    const visit = await rig.open();
    await rig.show(visit, INVITE);
    const { keyboard } = visit.page;
    await keyboard.down('1');
    await keyboard.down('1');
    await keyboard.up('1');
    await keyboard.press('ArrowRight');
    await keyboard.press('ArrowRight');
    await keyboard.press('Space');
    await keyboard.press('ArrowLeft');
    await keyboard.press('ArrowLeft');
    await keyboard.press('Enter');
    await keyboard.press('3');
    expect(await rig.witness.edgeCount(8)).toEqual(
      [1, 4, 1, 3].flatMap((level) => [
        [level, true],
        [level, false],
      ]),
    );
  });

  it('can be pressed by an assistive technology, which only clicks', async () => {
    const visit = await rig.open();
    await rig.show(visit, INVITE);
    await keyOf(visit, 4).evaluate((one) => (one as HTMLElement).click());
    expect(await rig.witness.edgeCount(2)).toEqual([
      [4, true],
      [4, false],
    ]);
  });

  it('are all let go when the window loses the keyboard', async () => {
    const visit = await rig.open();
    await visit.page.keyboard.down('3');
    await rig.witness.edgeCount(1);
    await visit.page.evaluate(() => window.dispatchEvent(new Event('blur')));
    expect(await rig.witness.edgeCount(2)).toEqual([
      [3, true],
      [3, false],
    ]);
  });

  it('report a press as soon as the page hears of it, not with its next frame', {
    retry: 2,
  }, async () => {
    const visit = await rig.open();
    await rig.show(visit, INVITE);
    const delays: number[] = [];
    for (let n = 0; n < 20; n++) {
      const edge = rig.witness.next('edge', 1_000).then(wallMs);
      const heard = visit.page.evaluate(
        () =>
          new Promise<number>((resolve) => {
            const hear = () => resolve(performance.timeOrigin + performance.now());
            window.addEventListener('pointerdown', hear, { once: true, capture: true });
          }),
      );
      await visit.touch.press(LEVELS[n % 5] ?? 5);
      delays.push((await edge) - (await heard));
      const lifted = rig.witness.next('edge', 1_000);
      await visit.touch.lift();
      await lifted;
    }
    expect(delays.sort((a, b) => a - b)[5]).toBeLessThan(FRAME_MS);
  });
});

describe('W11 an accepted press', () => {
  it('leaves the same picture to the last pixel whichever face was touched, and a held face looks as ever', async () => {
    const visit = await rig.open({ reducedMotion: true });
    const accepted: string[] = [];
    for (const level of LEVELS) {
      await rig.show(visit, LAST_SECONDS);
      const before = await still(visit.page);
      await visit.touch.press(level);
      await rig.witness.next('edge', 2_000, rig.witness.events.length - 1);
      expect(await still(visit.page), `face ${level} held`).toBe(before);
      await rig.show(visit, ACCEPTED);
      accepted.push(await still(visit.page));
      await visit.touch.lift();
      accepted.push(await still(visit.page));
    }
    expect(new Set(accepted).size).toBe(1);
  });

  it('leaves no focus where the keyboard stood', async () => {
    const visit = await rig.open({ reducedMotion: true });
    const accepted: string[] = [];
    for (const key of ['ArrowRight', 'ArrowLeft']) {
      await rig.show(visit, LAST_SECONDS);
      await visit.page.keyboard.press(key);
      await visit.page.keyboard.press(key);
      await rig.show(visit, ACCEPTED);
      accepted.push(await still(visit.page));
      expect(await visit.page.evaluate(() => document.activeElement?.tagName)).toBe('BODY');
    }
    expect(new Set(accepted).size).toBe(1);
  });
});

describe('what a citizen may set up', () => {
  it('is a language, told to the box, with its words and its tag', async () => {
    const visit = await rig.open();
    await rig.show(visit, INVITE);
    expect(await visit.page.evaluate(() => document.documentElement.lang)).toBe('zh-Hant-TW');
    const chose = rig.witness.next('chose', 2_000);
    await click(visit, 'English');
    expect((await chose).language).toBe('en');
    await seen(visit, 'Very satisfied');
    await seen(visit, 'Press one face within 30 seconds');
    expect(await visit.page.evaluate(() => document.documentElement.lang)).toBe('en');
  });

  it('is gone for the next citizen', async () => {
    const visit = await rig.open();
    await rig.show(visit, INVITE);
    await click(visit, '大字');
    await click(visit, '高對比');
    await click(visit, 'English');
    await seen(visit, 'Please rate this service');
    expect([await html(visit, 'data-text'), await html(visit, 'data-contrast')]).toEqual(['large', 'high']);
    await rig.show(visit, ACCEPTED);
    await seen(visit, 'Thank you for your rating');
    await rig.show(visit, { kind: 'dark' });
    await rig.show(visit, INVITE);
    await seen(visit, '請為本次服務評分');
    expect([await html(visit, 'data-text'), await html(visit, 'data-contrast')]).toEqual([
      'normal',
      'normal',
    ]);
  });

  it('survives a reload within the window, the ring too', async () => {
    const visit = await rig.open();
    await rig.show(visit, { ...INVITE, leftMs: 60_000 });
    rig.panel.show({ ...LAST_SECONDS, secondsLeft: 10 });
    await click(visit, 'English');
    await seen(visit, 'Please rate this service');
    await visit.page.reload();
    await seen(visit, 'Please rate this service');
    const ring = visit.page.locator('.ring .left');
    expect(Number(await ring.getAttribute('stroke-dashoffset'))).toBeGreaterThan(
      0.8 * Number(await ring.getAttribute('stroke-dasharray')),
    );
  });

  it('starts with more contrast where the browser is set so, and can be switched back', async () => {
    const visit = await rig.open({ contrast: 'more' });
    await rig.show(visit, INVITE);
    expect(await html(visit, 'data-contrast')).toBe('high');
    await click(visit, '高對比');
    await visit.page.locator('main[data-contrast="normal"]').waitFor();
  });

  it('offers no language that the box does not, and no switch for a single one', async () => {
    const visit = await rig.open();
    await rig.show(visit, INVITE);
    expect(await visit.page.getByRole('button', { name: 'ไทย' }).count()).toBe(0);
    rig.panel.offer(['th']);
    await seen(visit, screenWords('th').levels[5]);
    expect(await visit.page.getByRole('button', { name: 'ไทย' }).count()).toBe(0);
  });
});

describe('B2 the page', () => {
  it('is lost and ready again when it is loaded anew, with the scene of now', async () => {
    const visit = await rig.open();
    const [lost, ready] = [rig.witness.next('lost', 2_000), rig.witness.next('ready', 5_000)];
    await visit.page.reload();
    await lost;
    await ready;
    await rig.show(visit, INVITE);
    expect(rig.witness.events.map(({ kind }) => kind)).toEqual(['ready', 'lost', 'ready']);
  });

  it('is lost within 2 s when it hangs, and ready within 5 s of its end', async () => {
    const visit = await rig.open();
    const lost = rig.witness.next('lost', 2_000);
    const hang = visit.page.evaluate(() => {
      const end = performance.now() + 3_000;
      while (performance.now() < end);
    });
    await lost;
    rig.panel.show(INVITE);
    await hang;
    await rig.witness.next('ready', 5_000, rig.witness.events.length);
    await visit.page.locator('main[data-mood="asking"]').waitFor();
    await visit.touch.press(5);
    expect(await rig.witness.edgeCount(1)).toEqual([[5, true]]);
  });

  it('gives way to a newer one and says so, and takes the panel back on request', async () => {
    const first = await rig.open();
    const second = await rig.open();
    await rig.show(second, INVITE);
    await seen(first, '評分已移到另一個畫面');
    await first.touch.press(5);
    await second.touch.press(4);
    expect(await rig.witness.edgeCount(1)).toEqual([[4, true]]);
    await click(first, '改用這個畫面');
    await first.page.locator('main[data-mood="asking"]').waitFor();
    await seen(second, '評分已移到另一個畫面');
  });

  it('waits calmly with no key active while the box’s program is away, and works within 5 s of its return', async () => {
    const visit = await rig.open();
    await rig.show(visit, INVITE);
    const port = Number(new URL(rig.panel.address).port);
    await rig.panel.stop();
    await seen(visit, '準備中，請稍候');
    expect(await html(visit, 'data-mood')).toBe('idle');
    await visit.page.keyboard.down('2');
    const started = systemClock.monotonic();
    await rig.startPanel(port);
    const { held } = await rig.witness.next('ready', 5_000, 0);
    expect(systemClock.monotonic() - started).toBeLessThan(5_000);
    expect(held).toEqual([2]);
    expect(rig.witness.events).toHaveLength(1);
    await seen(visit, '目前沒有需要評分的服務');
  });
});
