import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LEVELS } from '#contract/values.js';
import { brightnessOf, dutyOf } from '../../device/adapters/lampDuty.js';
import {
  ALL_DARK,
  brightnessIn,
  frameOf,
  type LampName,
  lampPattern,
  litLamps,
  NONE_LIT,
} from '../../device/adapters/lampPattern.js';
import type { Scene } from '../../device/ports/panel.js';

const INVITE: Scene = { kind: 'invite', leftMs: 30_000, moreTime: true };
const COUNTDOWN: Scene = { kind: 'countdown', secondsLeft: 10, moreTime: true };
const SCENES: readonly Scene[] = [
  { kind: 'dark' },
  INVITE,
  COUNTDOWN,
  { kind: 'accepted' },
  { kind: 'fault' },
];
const NAMES: readonly LampName[] = ['accepted', ...LEVELS, 'more-time'];
const sinceMs = fc.integer({ min: 0, max: 120_000 });

describe('lampPattern', () => {
  it('W2 opens a window with all five keys at full brightness at once', () => {
    expect(lampPattern(INVITE, 0)).toEqual({
      keys: { 5: 1, 4: 1, 3: 1, 2: 1, 1: 1 },
      accepted: 0,
      moreTime: 1,
    });
  });

  it('W2 never lets an invitation look dark', () => {
    fc.assert(
      fc.property(sinceMs, (ms) => {
        expect(litLamps(lampPattern(INVITE, ms))).toEqual({ keys: LEVELS, accepted: false });
      }),
    );
  });

  it('W11 lights only the accepted lamp after a press, whatever the key', () => {
    expect(lampPattern({ kind: 'accepted' }, 0)).toEqual({ ...ALL_DARK, accepted: 1 });
  });

  it('W11 shows every level alike while one can be pressed', () => {
    fc.assert(
      fc.property(fc.constantFrom(INVITE, COUNTDOWN), sinceMs, (scene, ms) => {
        const { keys } = lampPattern(scene, ms);
        expect(new Set(LEVELS.map((level) => keys[level])).size).toBe(1);
      }),
    );
  });

  it('W6 lights nothing in the dark', () => {
    expect(lampPattern({ kind: 'dark' }, 700)).toEqual(ALL_DARK);
    expect(litLamps(ALL_DARK)).toEqual(NONE_LIT);
  });

  it('W12 lights the key for more time only while it would help', () => {
    for (const scene of [INVITE, COUNTDOWN]) {
      expect(lampPattern({ ...scene, moreTime: false } as Scene, 300).moreTime).toBe(0);
      expect(lampPattern(scene, 300).moreTime).toBe(1);
    }
  });

  it('W12 counts down with one sinking light a second, on for its first half where lamps are on or off', () => {
    const at = (ms: number) => lampPattern(COUNTDOWN, ms).keys[5];
    for (let second = 0; second < 10; second++) {
      expect(at(second * 1_000)).toBe(1);
      for (let ms = 0; ms < 950; ms += 50) {
        expect(at(second * 1_000 + ms + 50)).toBeLessThan(at(second * 1_000 + ms));
      }
      expect(litLamps(lampPattern(COUNTDOWN, second * 1_000 + 500)).keys).toEqual(LEVELS);
      expect(litLamps(lampPattern(COUNTDOWN, second * 1_000 + 550)).keys).toEqual([]);
    }
  });

  it.each(SCENES)('W12 $kind flashes at most three times in any second (WCAG 2.3.1)', (scene) => {
    const rises = (name: LampName, from: number): number => {
      let count = 0;
      for (let ms = from; ms < from + 1_000; ms += 10) {
        const [before, after] = [ms, ms + 10].map((at) => brightnessIn(lampPattern(scene, at), name));
        if ((after ?? 0) - (before ?? 0) > 0.1) count++;
      }
      return count;
    };
    for (const name of NAMES)
      for (let from = 0; from < 3_000; from += 170) expect(rises(name, from)).toBeLessThan(3);
  });

  it('B6 shows every lamp of a box that tests itself, at its full brightness', () => {
    expect(lampPattern({ kind: 'test' }, 700)).toEqual({
      keys: { 5: 1, 4: 1, 3: 1, 2: 1, 1: 1 },
      accepted: 1,
      moreTime: 1,
    });
  });

  it('shows a fault as one outer key at a time, slowly, and never as accepted', () => {
    const shown = [0, 999, 1_000, 2_000].map((ms) => litLamps(lampPattern({ kind: 'fault' }, ms)));
    expect(shown.map(({ keys }) => keys)).toEqual([[5], [5], [1], [5]]);
    expect(shown.some(({ accepted }) => accepted)).toBe(false);
  });

  it('keeps every brightness between dark and full', () => {
    fc.assert(
      fc.property(fc.constantFrom(...SCENES), sinceMs, (scene, ms) => {
        for (const name of NAMES) {
          const brightness = brightnessIn(lampPattern(scene, ms), name);
          expect(brightness).toBeGreaterThanOrEqual(0);
          expect(brightness).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it.each(SCENES)('draws $kind anew as often as it moves', (scene) => {
    const moves = [1, 60, 600, 1_100].some(
      (ms) => JSON.stringify(lampPattern(scene, ms)) !== JSON.stringify(lampPattern(scene, 0)),
    );
    expect(frameOf(scene) !== undefined).toBe(moves);
  });
});

describe('lampDuty', () => {
  // CIE 15:2004 §8.2.1: L* of a relative luminance Y.
  it.each([
    [0, 0],
    [0.01126, 0.1],
    [0.18419, 0.5],
    [0.28123, 0.6],
    [1, 1],
  ])('W12 gives the share of light %d to the brightness %d, as the eye sees it', (duty, brightness) => {
    expect(dutyOf(brightness)).toBeCloseTo(duty, 4);
    expect(brightnessOf(duty)).toBeCloseTo(brightness, 3);
  });

  it('reads a brightness back from its duty, and never falls as brightness rises', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(share, share, (one, other) => {
        expect(brightnessOf(dutyOf(one))).toBeCloseTo(one, 3);
        expect(dutyOf(Math.max(one, other))).toBeGreaterThanOrEqual(dutyOf(Math.min(one, other)));
      }),
    );
  });

  it('never turns a lamp off that shall glow, in 255 steps', () => {
    expect(Math.round(dutyOf(0.1) * 255)).toBeGreaterThan(1);
  });
});
