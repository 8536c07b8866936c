import { describe, expect, it } from 'vitest';
import { LEVELS } from '#contract/values.js';
import { levels } from '#words/levels.js';
import { prompts } from '#words/prompts.js';
import type { Visit } from '../../support/browser.js';
import { seen, textOf } from '../../support/dashboardRig.js';
import { lowContrast, overflow, smallTargets } from '../../support/pageChecks.js';
import { INVITE, keyOf, PanelPageRig } from '../../support/panelPageRig.js';

const rig = new PanelPageRig();

describe('the virtual panel', () => {
  it('is found from the index of counters', async () => {
    const visit = await rig.open('/');
    await visit.page.getByRole('link', { name: '4 號櫃檯' }).click();
    await seen(visit, '真實韌體（模擬電路板）');
    expect(await visit.page.title()).toBe('4 號櫃檯 · 虛擬評分機');
  });

  it('has five faces, best to worst from left to right, each with its own shape, drawing, colour and words', async () => {
    const visit = await rig.openPanel();
    const keys = visit.page.locator('.key');
    const looks = await keys.evaluateAll((all) =>
      all.map((one) => ({
        left: one.getBoundingClientRect().left,
        level: Number(one.getAttribute('data-key')),
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
      expect(await textOf(keyOf(visit, level))).toContain(`${zh} ${en}`);
    }
  });

  it('shows each scene by lamps and words, with the seconds that are left', async () => {
    const visit = await rig.openPanel();
    const lamps = (kind: string) => visit.page.locator(`.keys.${kind}`).waitFor();
    await lamps('dark');
    rig.station.show(INVITE);
    await lamps('lit');
    await seen(visit, '請為本次服務評分');
    await seen(visit, 'Please rate this service');
    const seconds = async () => Number(await visit.page.locator('.seconds strong').textContent());
    const first = await seconds();
    expect(first).toBeGreaterThan(10);
    expect(first).toBeLessThanOrEqual(30);
    await expect.poll(seconds, { timeout: 5_000 }).toBeLessThan(first);
    rig.station.show({ kind: 'countdown', secondsLeft: 7, moreTime: true });
    await lamps('flashing');
    expect(await textOf(visit.page.getByRole('timer'))).toMatch(/^7 秒/);
    rig.station.show({ kind: 'fault' });
    await seen(visit, '暫停服務');
  });

  it('W11 thanks in the same way whichever key was pressed', async () => {
    const visit = await rig.openPanel();
    const pictures: string[] = [];
    for (const level of LEVELS) {
      rig.station.show(INVITE);
      await visit.page.locator('.keys.lit').waitFor();
      await keyOf(visit, level).click();
      rig.station.show({ kind: 'accepted' });
      await visit.page.locator('.thanks.on').waitFor();
      await visit.page.locator('[data-held="true"]').waitFor({ state: 'detached' });
      pictures.push(await visit.page.locator('.box').innerHTML());
    }
    expect(new Set(pictures).size).toBe(1);
  });

  it('W12 lights the key for more time only while it would help', async () => {
    const visit = await rig.openPanel();
    const lit = (count: number) => expect.poll(() => visit.page.locator('.extra-key.on').count()).toBe(count);
    await lit(0);
    rig.station.show(INVITE);
    await lit(1);
    await visit.page.locator('.on[data-key="more-time"]').getByText('延長時間').waitFor();
    rig.station.show({ ...INVITE, moreTime: false });
    await lit(0);
  });

  const captions = (visit: Visit) =>
    visit.page
      .locator('.caption [lang]:not(small *)')
      .evaluateAll((all) => all.map((one) => `${one.getAttribute('lang')} ${one.textContent}`));

  it('shows what is spoken in both languages', async () => {
    const visit = await rig.openPanel();
    rig.station.say('one-key');
    await expect
      .poll(() => captions(visit))
      .toEqual([`zh-TW ${prompts['one-key'].zh}`, `en ${prompts['one-key'].en}`]);
  });

  it('shows what is spoken to a citizen who chose a language in that language alone, true to the length', async () => {
    const visit = await rig.openPanel();
    rig.station.say('invite', { language: 'en', languages: ['en'], lengthMs: 60_000 });
    await expect.poll(() => captions(visit)).toEqual([`en ${prompts['invite-60'].en}`]);
    rig.station.say('thanks', { language: 'th', languages: ['th'] });
    await expect.poll(() => captions(visit)).toEqual([`th ${prompts.thanks.th}`]);
  });

  const recording = (visit: Visit, path: string) =>
    visit.page.waitForResponse((response) => response.url().endsWith(`/prompts/${path}.wav`));

  it('speaks only once its sound is on, in the languages spoken, and says when a recording is missing', async () => {
    const visit = await rig.openPanel();
    const asked = () => visit.requests.filter((one) => one.includes('/prompts/'));
    rig.station.say('invite');
    await seen(visit, prompts.invite.zh);
    await visit.page.getByRole('button', { name: '開啟' }).click();
    expect(asked()).toEqual([]);
    const [chinese, english] = ['zh-TW/invite', 'en/invite'].map((path) => recording(visit, path));
    rig.station.say('invite');
    expect((await chinese)?.ok()).toBe(true);
    expect((await english)?.status()).toBe(404);
    await seen(visit, '沒有這句話的錄音');
    const long = recording(visit, 'vi/invite-60');
    rig.station.say('invite', { languages: ['vi'], lengthMs: 60_000 });
    expect((await long).ok()).toBe(true);
    await visit.page.getByText('沒有這句話的錄音').waitFor({ state: 'detached' });
  });
});

describe('the engineer’s strip', () => {
  it('causes every fault and shows what is broken, apart from what a citizen touches', async () => {
    const visit = await rig.openPanel();
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
      expect(rig.station.done.at(-1)).toBe(fault);
    }
    await seen(visit, '評分機程式已停止');
    expect(await visit.page.locator('main .engineer').count()).toBe(0);
  });

  it('is gone with the simulator, and comes back with it', async () => {
    const visit = await rig.openPanel();
    await rig.stopServer();
    await seen(visit, '與模擬器失去連線');
    expect(await visit.page.locator('.engineer').count()).toBe(0);
    await rig.restartServer();
    await visit.page.locator('.engineer').waitFor();
  });
});

describe('WCAG 2.2 AA, on the panel pages', () => {
  it.each(['/', '/panel/3'])('1.4.10 2.5.8 %s fits 320 px, with targets large enough', async (path) => {
    rig.station.show(INVITE);
    rig.station.say('invite');
    const visit = await rig.open(path, { width: 320, height: 640 });
    await visit.page.locator('.index li, .caption [lang="zh-TW"]').first().waitFor();
    expect(await overflow(visit.page)).toEqual([]);
    expect(await smallTargets(visit.page)).toEqual([]);
  });

  it.each([false, true])('1.4.3 can be read (dark: %s)', async (dark) => {
    rig.station.show(INVITE);
    rig.station.say('invite');
    const visit = await rig.openPanel({ dark });
    expect(await lowContrast(visit.page)).toEqual([]);
    const index = await rig.open('/', { dark });
    await index.page.locator('.index li').first().waitFor();
    expect(await lowContrast(index.page)).toEqual([]);
  });

  it('2.3.1 flashes once a second, and not at all for whoever wants no motion', async () => {
    rig.station.show({ kind: 'countdown', secondsLeft: 5, moreTime: true });
    for (const [reducedMotion, name] of [
      [false, 'flash-cap'],
      [true, 'none'],
    ] as const) {
      const visit = await rig.openPanel({ reducedMotion });
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
