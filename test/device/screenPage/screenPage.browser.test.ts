import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { VOICE_LANGUAGES } from '#contract/values.js';
import { prompts } from '#words/prompts.js';
import { SCREEN_LANGUAGES, screenWords } from '#words/screen.js';
import type { Scene } from '../../../device/ports/panel.js';
import { eventually } from '../../support/eventually.js';
import { lowContrast, overflow, smallTargets } from '../../support/pageChecks.js';
import {
  click,
  DISPLAYS,
  INVITE,
  keyOf,
  LAST_SECONDS,
  ScreenBrowserRig,
  seen,
} from '../../support/screenBrowserRig.js';
import { clipped, faceLooks, shapeContrasts } from '../../support/screenChecks.js';

const rig = new ScreenBrowserRig();
const ACCEPTED: Scene = { kind: 'accepted' };

/** Those this machine has letters for: Thai comes with a font of its own, and squares are no measure. */
const WRITTEN = VOICE_LANGUAGES.filter((language) => {
  const fonts = spawnSync('fc-list', [`:lang=${language === 'th' ? 'th' : 'zh-tw'}`], { encoding: 'utf8' });
  return fonts.stdout.trim() !== '';
});

describe('the touch screen', () => {
  it.each([...DISPLAYS])(
    'has five faces, each with its own shape, drawing, colour and words, 20 mm wide and high on 7 inches ($width×$height)',
    async (size) => {
      const visit = await rig.open(size);
      await rig.show(visit, INVITE);
      const looks = await faceLooks(visit.page);
      expect(looks.map(({ key }) => key)).toEqual(['5', '4', '3', '2', '1']);
      const along = looks.map(({ left, top }) => (size.width > size.height ? left : top));
      expect(along).toEqual([...along].sort((a, b) => a - b));
      for (const part of ['shape', 'drawing', 'colour', 'words'] as const) {
        expect(new Set(looks.map((look) => look[part])).size, part).toBe(5);
      }
      // 800 px are 154 mm on a display of 7 inches; the larger one has 10.
      const pxPerMm = Math.max(size.width, size.height) / (size.width === 1280 ? 217 : 154);
      for (const { width, height } of looks) {
        expect(width / pxPerMm).toBeGreaterThanOrEqual(20);
        expect(height / pxPerMm).toBeGreaterThanOrEqual(20);
      }
    },
  );

  it('W6 is dim and says that there is nothing to rate while nobody is asked', async () => {
    const visit = await rig.open();
    await seen(visit, '目前沒有需要評分的服務');
    await seen(visit, 'Nothing to rate at the moment');
    expect(await visit.page.locator('button:visible:not([tabindex="-1"])').count()).toBe(0);
    expect(
      await visit.page.locator('.key').evaluateAll((all) => all.map((one) => getComputedStyle(one).opacity)),
    ).toEqual(Array(5).fill('0'));
  });

  it('W12 counts the last seconds in numerals, and empties a ring before', async () => {
    const visit = await rig.open({ reducedMotion: true });
    await rig.show(visit, INVITE);
    const left = () =>
      visit.page
        .locator('.ring .left')
        .evaluate(
          (one) =>
            Number(one.getAttribute('stroke-dashoffset')) / Number(one.getAttribute('stroke-dasharray')),
        );
    expect(await visit.page.locator('.ring strong').count()).toBe(0);
    expect(await left()).toBeLessThan(0.1);
    rig.panel.show(LAST_SECONDS);
    await seen(visit, '時間快到了');
    expect(await visit.page.getByRole('timer').textContent()).toBe('7 秒');
    expect(await left()).toBeCloseTo(1 - 7 / 30, 2);
    rig.panel.show({ ...LAST_SECONDS, secondsLeft: 6 });
    await visit.page.getByRole('timer').getByText('6').waitFor();
  });

  it('says that it is out of service', async () => {
    const visit = await rig.open();
    await rig.show(visit, { kind: 'fault' });
    await seen(visit, '評分機暫停服務');
    await seen(visit, 'This rating box is out of service');
  });

  it('EN 301 549 5.1 shows what is spoken, and the scene itself otherwise', async () => {
    const visit = await rig.open();
    await rig.show(visit, INVITE);
    rig.panel.caption({ prompt: 'one-key' });
    await visit.page.getByRole('status').getByText(prompts['one-key'].zh).waitFor();
    await rig.show(visit, { kind: 'dark' });
    rig.panel.caption({ prompt: 'closed' });
    await visit.page.getByRole('status').getByText(prompts.closed.zh).waitFor();
    await rig.show(visit, INVITE);
    await visit.page.getByRole('heading', { name: '請為本次服務評分' }).waitFor();
  });
});

describe('WCAG 2.2 AA, on the touch screen', () => {
  it.each([...DISPLAYS])(
    '1.4.3 1.4.4 1.4.10 2.5.8 every language fits, in large text and high contrast too ($width×$height)',
    { timeout: 60_000 },
    async (size) => {
      const visit = await rig.open({ ...size, reducedMotion: true });
      rig.panel.offer(VOICE_LANGUAGES);
      await rig.show(visit, INVITE);
      const check = async (what: string) => {
        const looks = [overflow, clipped, lowContrast, smallTargets].map((look) => look(visit.page));
        expect(await Promise.all(looks), what).toEqual([[], [], [], []]);
      };
      const tour = async (mode: string) => {
        for (const language of WRITTEN) {
          await click(visit, SCREEN_LANGUAGES[language].name);
          await visit.page.locator(`html[lang="${SCREEN_LANGUAGES[language].tag}"]`).waitFor();
          await check(`${mode}, ${language}, invitation`);
          rig.panel.caption({ prompt: 'one-key' });
          rig.panel.show(LAST_SECONDS);
          await seen(visit, prompts['one-key'][language]);
          await check(`${mode}, ${language}, countdown`);
          rig.panel.show(INVITE);
          await seen(visit, screenWords(language).within(30));
        }
      };
      await tour('plain');
      await visit.page.locator('.switches button').first().click();
      await visit.page.locator('main[data-text="large"]').waitFor();
      await visit.page.locator('.switches button').last().click();
      await visit.page.locator('main[data-contrast="high"]').waitFor();
      await tour('large, high contrast');
    },
  );

  it.each([...DISPLAYS])(
    '1.4.3 every other scene can be read, with what is said in it ($width×$height)',
    async (size) => {
      const visit = await rig.open(size);
      const check = async (text: string) => {
        await seen(visit, text);
        expect(await clipped(visit.page), text).toEqual([]);
        expect(await lowContrast(visit.page), text).toEqual([]);
      };
      const show = (scene: Scene, text: string) => {
        rig.panel.show(scene);
        return check(text);
      };
      for (const language of WRITTEN) {
        const words = screenWords(language);
        rig.panel.offer([language, language === 'en' ? 'zh' : 'en']);
        await show({ kind: 'fault' }, words.fault);
        await show(ACCEPTED, words.accepted);
        await show({ kind: 'dark' }, words.dark);
      }
      rig.panel.caption({ prompt: 'wait' });
      for (const language of WRITTEN) {
        rig.panel.offer([language]);
        rig.panel.caption({ prompt: 'wait' });
        await show({ kind: 'dark' }, prompts.wait[language]);
        await show(ACCEPTED, prompts.wait[language]);
      }
    },
  );

  it('1.4.11 draws faces, ring and edges of switches so that they can be made out, in both looks', async () => {
    const visit = await rig.open();
    await rig.show(visit, INVITE);
    for (const look of ['normal', 'high']) {
      if (look === 'high') await click(visit, '高對比');
      await visit.page.locator(`main[data-contrast="${look}"]`).waitFor();
      for (const [pair, ratio] of Object.entries(await shapeContrasts(visit.page)))
        expect(ratio, `${look}: ${pair}`).toBeGreaterThanOrEqual(3);
    }
  });

  it('2.2.2 2.3.3 moves nothing for whoever wants no motion, and breathes once otherwise', async () => {
    for (const [reducedMotion, seconds] of [
      [true, 0],
      [false, 1.2],
    ] as const) {
      const visit = await rig.open({ reducedMotion });
      await rig.show(visit, INVITE);
      const moving = () =>
        visit.page.evaluate(() =>
          document.getAnimations().map((one) => Number(one.effect?.getComputedTiming().endTime) / 1_000),
        );
      expect(await moving()).toEqual(Array(seconds === 0 ? 0 : 5).fill(seconds));
      await eventually(
        'everything stands still',
        3_000,
        async () => (await moving()).length === 0 || undefined,
      );
      rig.panel.show(LAST_SECONDS);
      await seen(visit, '時間快到了');
      expect(await moving()).toEqual([]);
    }
  });

  it('2.4.7 shows where the keyboard stands', async () => {
    const visit = await rig.open();
    await rig.show(visit, INVITE);
    await visit.page.keyboard.press('ArrowRight');
    const outline = await keyOf(visit, 5).evaluate((one) => getComputedStyle(one).outlineStyle);
    expect(outline).not.toBe('none');
  });
});

describe('as a kiosk', () => {
  it('selects, scrolls, zooms and opens nothing', async () => {
    const visit = await rig.open();
    await rig.show(visit, INVITE);
    const refused = await visit.page.evaluate(() => {
      const offer = (event: Event) => !document.querySelector('.key')?.dispatchEvent(event);
      return {
        menu: offer(new MouseEvent('contextmenu', { bubbles: true, cancelable: true })),
        drag: offer(new DragEvent('dragstart', { bubbles: true, cancelable: true })),
        selection: offer(new Event('selectstart', { bubbles: true, cancelable: true })),
        wheelZoom: offer(new WheelEvent('wheel', { bubbles: true, cancelable: true, ctrlKey: true })),
        keyZoom: offer(
          new KeyboardEvent('keydown', { key: '+', ctrlKey: true, bubbles: true, cancelable: true }),
        ),
      };
    });
    expect(refused).toEqual({ menu: true, drag: true, selection: true, wheelZoom: true, keyZoom: true });
    const style = await visit.page.evaluate(() => {
      const { touchAction, userSelect, overscrollBehaviorY } = getComputedStyle(document.documentElement);
      return { touchAction, userSelect, overscrollBehaviorY };
    });
    expect(style).toEqual({ touchAction: 'none', userSelect: 'none', overscrollBehaviorY: 'none' });
  });

  it('does not zoom when two fingers part on it', async () => {
    const visit = await rig.open();
    await rig.show(visit, INVITE);
    await visit.touch.pressAt({ x: 300, y: 240 }, 0);
    await visit.touch.pressAt({ x: 340, y: 240 }, 1);
    await visit.touch.slideTo({ x: 100, y: 240 }, 0);
    await visit.touch.slideTo({ x: 700, y: 240 }, 1);
    await visit.touch.lift(0);
    await visit.touch.lift(1);
    expect(await visit.page.evaluate(() => window.visualViewport?.scale)).toBe(1);
  });
});
