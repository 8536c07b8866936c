import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BELL_RHYTHMS } from '../../hub/lamp/bellRhythm.js';
import type { LampSignal } from '../../hub/lamp/lampSignal.js';
import { beginnings, glances, isLit, type LightRig, rings } from '../support/lightRig.js';

const show = (shows: LampSignal['shows'], bell?: LampSignal['bell']): LampSignal => ({ shows, bell });
/** Of a light that takes what it is told at once. */
const SHOWN_MS = 20;
const BACK_MS = 5_000;
/** Longer than any cycle of light or bell. */
const LONG_MS = 20_000;
/** One of a light's own steps, at the end of a round of rings. */
const STEP_MS = 500;

export interface SignalLightCase {
  makeRig(): LightRig;
  /** Rings for each chime: of one that rings each note, or each round, or keeps the rhythm by itself. */
  readonly ringsPerChime: Readonly<Record<'medium' | 'high', number>>;
}

/** What every signal light does alike. */
export function signalLightConformance(name: string, { makeRig, ringsPerChime }: SignalLightCase): void {
  describe(`A3 ${name}`, () => {
    let rig: LightRig;

    beforeEach(async () => {
      rig = await makeRig().start();
    });

    afterEach(() => rig.light.close());

    it('is connected once, and dark until it is told anything', async () => {
      expect((await rig.watch(1_000)).some(isLit)).toBe(false);
      expect(rig.heard).toEqual(['connected']);
    });

    it.each([
      ['off', 0, 0],
      ['medium', 20, 0.5],
      ['high', 40, 0.5],
      ['acknowledged', 0, 1],
      ['disconnected', 5, 0.25],
    ] as const)('A3 shows %s as %i flashes in 20 s', async (shows, flashes, share) => {
      rig.light.show(show(shows));
      await rig.wait(5);
      const seen = await rig.watch(LONG_MS);
      expect(Math.abs(beginnings(seen, isLit) - flashes)).toBeLessThanOrEqual(1);
      expect(Math.abs(seen.filter(isLit).length / seen.length - share)).toBeLessThan(0.11);
      expect(seen.some(rings)).toBe(false);
    });

    it('A3 flashes at most three times in any second, however its alarms change', async () => {
      const order = ['high', 'medium', 'disconnected', 'high', 'acknowledged', 'off', 'medium'] as const;
      const seen = [];
      for (const shows of order) {
        rig.light.show(show(shows));
        seen.push(...(await rig.watch(1_300)));
      }
      for (let from = 0; from + glances(1_000) < seen.length; from += 5)
        expect(beginnings(seen.slice(from, from + glances(1_000)), isLit)).toBeLessThanOrEqual(3);
    });

    it(`A8 shows an alarm within ${SHOWN_MS} ms`, async () => {
      for (const shows of ['medium', 'off', 'high', 'off', 'acknowledged'] as const) {
        rig.light.show(show(shows));
        await rig.wait(SHOWN_MS);
        expect(isLit(rig.hands.look())).toBe(shows !== 'off');
        await rig.wait(730);
      }
    });

    it('A8 takes only the newest of many changes', async () => {
      const before = rig.hands.messages;
      for (let change = 0; change < 1_000; change++)
        rig.light.show(show(change % 2 === 0 ? 'high' : 'medium'));
      rig.light.show(show('acknowledged'));
      await rig.wait(SHOWN_MS);
      expect(rig.hands.look()).toEqual({ colour: expect.stringMatching(/amber|red/), rings: false });
      expect(rig.hands.messages - before).toBeLessThan(20);
      expect((await rig.watch(2_000)).every(isLit)).toBe(true);
    });

    it('A3 goes on by itself, for hours', async () => {
      rig.light.show(show('acknowledged'));
      await rig.wait(120_000);
      expect((await rig.watch(2_000)).every(isLit)).toBe(true);
    });

    it.each(['medium', 'high'] as const)('A7 rings in the rhythm of the chime: %s', async (bell) => {
      const { repeatMs, rounds } = BELL_RHYTHMS[bell];
      rig.light.show(show(bell, bell));
      const seen = await rig.watch(repeatMs * 8);
      const count = beginnings(seen, rings);
      expect(Math.abs(count - ringsPerChime[bell] * 8)).toBeLessThanOrEqual(1);
      const last = rounds.at(-1);
      const chimeMs = (last?.startMs ?? 0) + (last?.durationMs ?? 0);
      const silence = seen.slice(glances(chimeMs + STEP_MS), glances(repeatMs) - 1);
      expect(silence.some(rings)).toBe(false);
      expect(seen.slice(0, 5).some(rings)).toBe(true);
    });

    it('A4 is silent at once when nothing rings any more, and its light flashes on', async () => {
      rig.light.show(show('high', 'high'));
      await rig.wait(40);
      expect(rig.hands.look().rings).toBe(true);
      rig.light.show(show('high'));
      await rig.wait(SHOWN_MS);
      const seen = await rig.watch(4_000);
      expect(seen.some(rings)).toBe(false);
      expect(Math.abs(beginnings(seen, isLit) - 8)).toBeLessThanOrEqual(1);
    });

    it('A6 reports an unplugged light at once, looks every second, and shows what it should when it is back', async () => {
      rig.light.show(show('medium'));
      await rig.wait(100);
      rig.hands.unplug();
      expect(rig.heard).toEqual(['connected', expect.stringMatching(/^lost: .*unplugged/)]);
      const before = rig.hands.searches;
      rig.light.show(show('acknowledged'));
      await rig.wait(10_000);
      expect(rig.hands.searches - before).toBeGreaterThanOrEqual(9);
      expect(rig.heard).toHaveLength(2);
      rig.hands.plug();
      await rig.wait(BACK_MS);
      expect(rig.heard.slice(2)).toEqual(['connected']);
      expect((await rig.watch(2_000)).every(isLit)).toBe(true);
    });

    it('A6 survives being plugged in and out in a hurry', async () => {
      rig.light.show(show('acknowledged'));
      for (let round = 0; round < 20; round++) {
        rig.hands.unplug();
        await rig.wait(round * 70);
        rig.hands.plug();
        await rig.wait((20 - round) * 70);
      }
      await rig.wait(BACK_MS);
      expect(rig.hands.look().colour).not.toBe('dark');
      expect(rig.heard.at(-1)).toBe('connected');
    });

    it('A6 takes a light that takes nothing for lost, and has it again when it does', async () => {
      rig.light.show(show('acknowledged'));
      await rig.wait(100);
      rig.hands.hang();
      await rig.wait(8_000);
      expect(rig.heard[1]).toMatch(/^lost: .*took nothing for 2 s/);
      rig.hands.unhang();
      await rig.wait(BACK_MS);
      expect(rig.heard.at(-1)).toBe('connected');
      expect(rig.hands.look().colour).not.toBe('dark');
    });

    it('A6 says when a light may not be opened, and uses it without a restart once it may', async () => {
      rig.hands.unplug();
      rig.hands.forbidden = true;
      rig.hands.plug();
      await rig.wait(3_000);
      expect(rig.heard.slice(2)).toEqual([expect.stringMatching(/^lost: no permission to open/)]);
      rig.hands.forbidden = false;
      await rig.wait(BACK_MS);
      expect(rig.heard.at(-1)).toBe('connected');
    });

    it('is dark and silent after it was closed, and says nothing more', async () => {
      rig.light.show(show('high', 'high'));
      await rig.wait(100);
      await rig.light.close();
      await rig.light.close();
      const { messages } = rig.hands;
      expect((await rig.watch(3_000)).some((seen) => isLit(seen) || seen.rings)).toBe(false);
      rig.hands.unplug();
      await rig.wait(3_000);
      expect(rig.heard).toEqual(['connected']);
      expect(rig.hands.messages).toBe(messages);
    });
  });

  describe(`A3 ${name}, not there at first`, () => {
    it('A6 is reported missing, and found when it comes', async () => {
      const rig = makeRig();
      rig.hands.unplug();
      await rig.start();
      expect(rig.heard).toEqual([expect.stringMatching(/^lost: no .* is plugged in$/)]);
      rig.light.show(show('acknowledged'));
      rig.hands.plug();
      await rig.wait(BACK_MS);
      expect(rig.heard.at(-1)).toBe('connected');
      expect(rig.hands.look().colour).not.toBe('dark');
      await rig.light.close();
    });

    it('can be closed while it is searched for', async () => {
      const rig = makeRig();
      rig.light.start(rig.listener);
      await rig.light.close();
      await rig.wait(3_000);
      expect(rig.heard).toEqual([]);
    });
  });
}
