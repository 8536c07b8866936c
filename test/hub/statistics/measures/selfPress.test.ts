import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SCREENS } from '#contract/statistics.js';
import { differenceLimit, largestDifference } from '../../../../hub/statistics/measures/kolmogorov.js';
import {
  chanceOfRun,
  LEAST_RATINGS,
  type Presses,
  screenPresses,
} from '../../../../hub/statistics/measures/selfPress.js';
import { wilson } from '../../../../hub/statistics/measures/wilson.js';

/** How citizens of an ordinary office press: 1 % at once, most within ten seconds. */
const CITIZENS = [1, 45, 35, 15, 4];
const times = (classes: readonly number[], by: number): number[] => classes.map((count) => count * by);
const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

/** A clerk as any other, in an office of ten such clerks, but for what a test says. */
function presses(unlike: Partial<Presses> & { readonly own?: readonly number[] }): Presses {
  const answerClasses = unlike.own ?? CITIZENS;
  const ratings = sum(answerClasses);
  return {
    ratings,
    responseRate: wilson(ratings, 3 * ratings),
    quick: wilson(answerClasses[0] ?? 0, ratings),
    longestRun: { length: 9 },
    shareOfRunLevel: 0.6,
    answerClasses,
    officeAnswerClasses: times(CITIZENS, 9).map((count, at) => count + (answerClasses[at] ?? 0)),
    ...unlike,
  };
}

describe('S9 self-press screen', () => {
  it('finds nothing in an ordinary clerk', () => {
    expect(screenPresses(presses({}))).toEqual([]);
  });

  it('presses at once more often than chance allows in this office are too quick', () => {
    expect(screenPresses(presses({ own: [5, 44, 33, 14, 4] }))).toEqual([]);
    expect(screenPresses(presses({ own: [6, 44, 32, 14, 4] }))).toEqual(['too-quick']);
  });

  it('a few presses at once prove nothing where the others have none yet, or are few themselves', () => {
    const none = { officeAnswerClasses: [3, 450, 350, 150, 40] };
    expect(screenPresses(presses({ own: [3, 44, 34, 15, 4], ...none }))).toEqual([]);
    expect(
      screenPresses(presses({ own: [9, 44, 30, 14, 3], officeAnswerClasses: [9, 57, 41, 18, 4] })),
    ).toEqual([]);
    expect(screenPresses(presses({ quick: wilson(29, 29) }))).toEqual([]);
  });

  it('half of them at once are too quick, whatever the rest of the office does', () => {
    const all = { own: [50, 20, 20, 8, 2], officeAnswerClasses: [500, 200, 200, 80, 20] };
    expect(screenPresses(presses(all))).toEqual(['too-quick']);
    expect(screenPresses(presses({ ...all, own: [49, 21, 20, 8, 2] }))).toEqual([]);
    expect(screenPresses(presses({ ...all, officeAnswerClasses: all.own }))).toEqual(['too-quick']);
  });

  it('a response of 95 % and more is near all', () => {
    expect(screenPresses(presses({ responseRate: wilson(95, 100) }))).toEqual(['response-near-all']);
    expect(screenPresses(presses({ responseRate: wilson(94, 100) }))).toEqual([]);
    expect(screenPresses(presses({ responseRate: undefined }))).toEqual([]);
  });

  it("a run that chance allows once in a thousand, given the office's share of the level, is long", () => {
    expect(chanceOfRun(20, 100, 0.6)).toBeCloseTo(0.6 ** 20 * 33, 12);
    expect(screenPresses(presses({ longestRun: { length: 20 } }))).toEqual([]);
    expect(screenPresses(presses({ longestRun: { length: 21 } }))).toEqual(['long-run']);
    expect(screenPresses(presses({ longestRun: { length: 100 }, shareOfRunLevel: 0.97 }))).toEqual([]);
  });

  it('a family that agrees is no long run, however rare the level', () => {
    const rare = { shareOfRunLevel: 0.01 };
    expect(screenPresses(presses({ ...rare, longestRun: { length: 9 } }))).toEqual([]);
    expect(screenPresses(presses({ ...rare, longestRun: { length: 10 } }))).toEqual(['long-run']);
  });

  it('answering times that differ by a fifth and more than chance allows are unlike the office', () => {
    expect(screenPresses(presses({ own: [1, 70, 20, 7, 2] }))).toEqual(['unlike-office']);
    expect(screenPresses(presses({ own: [1, 62, 25, 9, 3] }))).toEqual([]);
  });

  it('a difference that is certain yet small is not worth a look', () => {
    const many = { own: times([1, 60, 25, 11, 3], 100), officeAnswerClasses: times(CITIZENS, 10_000) };
    expect(largestDifference(many.own, many.officeAnswerClasses)).toBeGreaterThan(
      differenceLimit(0.001, 10_000, 1e6),
    );
    expect(screenPresses(presses(many))).toEqual([]);
  });

  it('of 30 ratings a quarter may come at another time by chance', () => {
    const few = [0, 21, 6, 2, 1];
    const rest = times(CITIZENS, 100).map((count, at) => count + (few[at] ?? 0));
    expect(largestDifference(few, times(CITIZENS, 100))).toBeGreaterThan(0.2);
    expect(screenPresses(presses({ own: few, officeAnswerClasses: rest }))).toEqual([]);
  });

  it('nobody is unlike an office of fewer than 30 other ratings', () => {
    const own = [1, 90, 5, 3, 1];
    expect(screenPresses(presses({ own, officeAnswerClasses: [1, 90, 5, 3, 30] }))).toEqual([]);
    expect(screenPresses(presses({ own, officeAnswerClasses: [1, 90, 5, 3, 31] }))).toEqual([
      'unlike-office',
    ]);
  });

  it('the only clerk of an office is unlike nobody', () => {
    const own = [1, 90, 5, 3, 1];
    expect(screenPresses(presses({ own, officeAnswerClasses: own }))).toEqual([]);
  });

  it('several flags come in the order of the contract', () => {
    const all = presses({
      own: [90, 10, 0, 0, 0],
      responseRate: wilson(100, 100),
      longestRun: { length: 100 },
    });
    expect(screenPresses(all)).toEqual([...SCREENS]);
  });

  it('says nothing under 30 ratings, and always the same of the same', () => {
    expect(LEAST_RATINGS).toBe(30);
    const classes = fc.array(fc.nat(2_000), { minLength: 5, maxLength: 5 });
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(classes, classes, share, fc.nat(), (own, others, shareOfRunLevel, length) => {
        const ratings = sum(own);
        const found = screenPresses({
          ratings,
          responseRate: wilson(ratings, ratings),
          quick: wilson(own[0] ?? 0, ratings),
          longestRun: { length: ratings === 0 ? 0 : length % (ratings + 1) },
          shareOfRunLevel,
          answerClasses: own,
          officeAnswerClasses: own.map((count, at) => count + (others[at] ?? 0)),
        });
        expect(found).toEqual(SCREENS.filter((flag) => found.includes(flag)));
        if (ratings < 30) expect(found).toEqual([]);
        else expect(found).toContain('response-near-all');
      }),
    );
  });
});

describe('S9 distance of answering times', () => {
  it('is the largest difference of the cumulative shares', () => {
    expect(largestDifference([5, 5, 0, 0, 0], [0, 0, 0, 5, 5])).toBe(1);
    expect(largestDifference([2, 2, 2, 2, 2], [20, 20, 20, 20, 20])).toBe(0);
    expect(largestDifference([5, 0, 5], [0, 5, 5])).toBe(0.5);
    expect(largestDifference([0, 0], [1, 1])).toBeUndefined();
  });

  it('is symmetric and within 0 and 1', () => {
    const classes = fc.array(fc.nat(1_000_000), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(classes, classes, (ours, theirs) => {
        const found = largestDifference(ours, theirs) ?? 0;
        expect(found).toBe(largestDifference(theirs, ours) ?? 0);
        expect(0 <= found && found <= 1 + 1e-12).toBe(true);
      }),
    );
  });

  it('at 0.001, 1.949475 standard lengths are the limit', () => {
    expect(differenceLimit(0.001, 100, 100)).toBeCloseTo(1.949475 * Math.sqrt(0.02), 6);
  });
});

describe('S9 chance of a run', () => {
  it('of one level in n ratings is at most the expected number of such runs', () => {
    expect(chanceOfRun(2, 3, 0.5)).toBe(0.375);
    expect(chanceOfRun(3, 2, 0.5)).toBe(0);
    expect(chanceOfRun(5, 10, 1)).toBe(1);
    expect(chanceOfRun(1, 1, 0)).toBe(0);
  });

  it('is never under the true one, counted over all sequences', () => {
    const run = (bits: number, n: number): number => {
      let [longest, length] = [0, 0];
      for (let at = 0; at < n; at += 1) {
        length = (bits >> at) & 1 ? length + 1 : 0;
        longest = Math.max(longest, length);
      }
      return longest;
    };
    for (let n = 1; n <= 12; n += 1) {
      for (let length = 1; length <= n; length += 1) {
        let holding = 0;
        for (let bits = 0; bits < 1 << n; bits += 1) if (run(bits, n) >= length) holding += 1;
        expect(chanceOfRun(length, n, 0.5)).toBeGreaterThanOrEqual(holding / (1 << n));
      }
    }
  });
});
