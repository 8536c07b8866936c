import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dispersionLimit, LEAST_SPANS, sigmaZOf } from '../../../../hub/statistics/measures/laney.js';
import { pChart, shareLimits } from '../../../../hub/statistics/measures/pChart.js';
import type { Share } from '../../../../hub/statistics/measures/share.js';
import { numbersIn, sixDecimals, someShare } from '../../../support/shares.js';

const days = (...texts: readonly string[]): Share[] =>
  texts.map((text) => {
    const [of = 0, count = 0] = text.split('/').map(Number);
    return { count, of };
  });
/** The worked days of the standards, §6: n/x. */
const WORKED = days('118/3', '131/2', '124/5', '109/1', '127/4', '122/14', '115/3', '130/2');

describe('S5 p-chart', () => {
  it('the worked days: day 6 is above its limit and the only signal', () => {
    const chart = pChart(WORKED);
    expect(chart.method).toBe('p');
    expect(sixDecimals(chart.centre)).toBe(0.034836);
    expect(chart.limits.map((found) => found?.lower)).toEqual(WORKED.map(() => 0));
    expect(sixDecimals(chart.limits[5]?.upper)).toBe(0.084639);
    expect(sixDecimals(chart.limits[0]?.upper)).toBe(0.085476);
    expect(chart.limits.map((found) => found?.signal)).toEqual([
      ...Array(5).fill(undefined),
      'above',
      undefined,
      undefined,
    ]);
    expect(sixDecimals(14 / 122)).toBe(0.114754);
  });

  it('the worked days without day 6', () => {
    const { centre = Number.NaN, limits } = pChart(WORKED.filter((_day, at) => at !== 5));
    expect(sixDecimals(centre)).toBe(0.023419);
    expect(sixDecimals(shareLimits(centre, 122).upper)).toBe(0.064495);
    expect(limits.every((found) => found?.signal === undefined)).toBe(true);
  });

  it('a day below its lower limit is a signal too', () => {
    const { limits } = pChart(days('500/450', '500/455', '500/380', '500/452'));
    expect(limits.map((found) => found?.signal)).toEqual([undefined, undefined, 'below', undefined]);
  });

  it('a day without anything counted has no limits and moves none', () => {
    const gap = pChart([...WORKED.slice(0, 3), { count: 0, of: 0 }, ...WORKED.slice(3)]);
    expect(gap.limits[3]).toBeUndefined();
    const { limits, ...rest } = pChart(WORKED);
    expect(gap).toEqual({ ...rest, limits: [...limits.slice(0, 3), undefined, ...limits.slice(3)] });
  });

  it('nothing counted at all has neither centre nor limits', () => {
    expect(pChart([])).toEqual({ method: 'p', limits: [] });
    expect(pChart(days('0/0', '0/0'))).toEqual({ method: 'p', limits: [undefined, undefined] });
  });

  it('where everybody or nobody is satisfied nothing varies and nothing is a signal', () => {
    expect(pChart(days('7/7', '9/9'))).toEqual({
      method: 'p',
      centre: 1,
      limits: [
        { lower: 1, upper: 1 },
        { lower: 1, upper: 1 },
      ],
    });
    expect(pChart(days('7/0', '9/0')).limits).toEqual([
      { lower: 0, upper: 0 },
      { lower: 0, upper: 0 },
    ]);
  });

  it('a point that is no share is refused', () => {
    expect(() => pChart([{ count: 2, of: 1 }])).toThrow(RangeError);
  });

  it('limits hold the centre, stay within 0 and 1, and every number is finite', () => {
    fc.assert(
      fc.property(fc.array(someShare(), { maxLength: 40 }), (points) => {
        const chart = pChart(points);
        expect(chart.limits).toHaveLength(points.length);
        expect(numbersIn(chart).every(Number.isFinite)).toBe(true);
        for (const [at, found] of chart.limits.entries()) {
          expect(found === undefined).toBe(points[at]?.of === 0);
          const { lower = 0, upper = 1 } = found ?? {};
          const { centre = 0.5 } = chart;
          expect(0 <= lower && lower <= centre && centre <= upper && upper <= 1).toBe(true);
        }
      }),
    );
  });

  it('a larger n has limits no wider', () => {
    const probability = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        probability,
        fc.integer({ min: 1, max: 1e7 }),
        fc.integer({ min: 1, max: 1e7 }),
        (p, n, more) => {
          const [few, many] = [shareLimits(p, n), shareLimits(p, n + more)];
          expect(many.lower).toBeGreaterThanOrEqual(few.lower);
          expect(many.upper).toBeLessThanOrEqual(few.upper);
        },
      ),
    );
  });

  it('the others are charted as the mirror image', () => {
    fc.assert(
      fc.property(fc.array(someShare(1, 5_000), { minLength: 1, maxLength: 30 }), (points) => {
        const [chart, others] = [
          pChart(points),
          pChart(points.map(({ count, of }) => ({ count: of - count, of }))),
        ];
        expect(others.centre).toBeCloseTo(1 - (chart.centre ?? 0), 9);
        for (const [at, found] of chart.limits.entries()) {
          expect(others.limits[at]?.lower).toBeCloseTo(1 - (found?.upper ?? 0), 7);
          expect(others.limits[at]?.upper).toBeCloseTo(1 - (found?.lower ?? 0), 7);
        }
      }),
    );
  });
});

/** Months of a city whose true share wanders by far more than chance: 90 % and 93 % by turns, n = 50,000. */
const WANDERING = Array.from({ length: 12 }, (_none, at) => ({
  count: at % 2 === 0 ? 45_000 : 46_500,
  of: 50_000,
}));

describe("S5 Laney's limits where the points vary more than chance allows", () => {
  it('months that wander would all be signals on a p-chart; with p′ none is', () => {
    const chart = pChart(WANDERING);
    const plain = WANDERING.map(({ of }) => shareLimits(chart.centre ?? 0, of));
    const outside = WANDERING.filter(({ count, of }, at) => {
      const { lower, upper } = plain[at] ?? { lower: 0, upper: 1 };
      return count / of < lower || count / of > upper;
    });
    expect(outside).toHaveLength(12);
    expect(chart.method).toBe('laney');
    expect(chart.limits.map((found) => found?.signal)).toEqual(WANDERING.map(() => undefined));
  });

  it('σz is the mean moving range of the standardised points over 1.128379', () => {
    const centre = 0.915;
    const error = Math.sqrt((centre * (1 - centre)) / 50_000);
    const expected = 0.03 / error / 1.1283791670955126;
    expect(pChart(WANDERING).sigmaZ).toBeCloseTo(expected, 9);
    expect(sigmaZOf(WANDERING, centre)).toBeCloseTo(expected, 9);
    const { lower, upper } = shareLimits(centre, 50_000);
    const widened = pChart(WANDERING).limits[0];
    expect((widened?.upper ?? 0) - (widened?.lower ?? 0)).toBeCloseTo(expected * (upper - lower), 9);
  });

  it('under so many points no spread is believed: eleven of the same months stay with p', () => {
    expect(LEAST_SPANS).toBe(12);
    expect(pChart(WANDERING.slice(1)).method).toBe('p');
  });

  it('one extreme month does not widen the limits until it hides itself', () => {
    const usual = [450, 457, 449, 460, 452, 446, 455, 447, 454, 461, 452, 400];
    const chart = pChart(usual.map((count) => ({ count, of: 500 })));
    expect(chart.sigmaZ).toBeGreaterThan(dispersionLimit(12));
    expect(chart.method).toBe('p');
    expect(chart.limits.map((found) => found?.signal)).toEqual([...Array(11).fill(undefined), 'below']);
  });

  it('what chance alone gives stays with p about nineteen times in twenty', () => {
    let laney = 0;
    const charts = 400;
    for (let chart = 0; chart < charts; chart += 1) {
      const points = Array.from({ length: 30 }, (_none, at) => ({
        count: chosen(chart * 30 + at, 200),
        of: 200,
      }));
      if (pChart(points).method === 'laney') laney += 1;
    }
    expect(laney).toBeGreaterThan(0);
    expect(laney / charts).toBeLessThan(0.1);
  });

  it('the limit of σz comes nearer to 1 the more points tell of it', () => {
    expect(sixDecimals(dispersionLimit(12))).toBe(1.44446);
    expect(dispersionLimit(365)).toBeLessThan(1.08);
    for (let points = 3; points < 400; points += 1) {
      expect(dispersionLimit(points + 1)).toBeLessThan(dispersionLimit(points));
    }
  });

  it('with σz = 1 Laney equals p; limits widen with σz', () => {
    const probability = fc.double({ min: 0.01, max: 0.99, noNaN: true });
    fc.assert(
      fc.property(probability, fc.integer({ min: 1, max: 1e7 }), (p, n) => {
        expect(shareLimits(p, n, 1)).toEqual(shareLimits(p, n));
        expect(shareLimits(p, n, 2).upper).toBeGreaterThanOrEqual(shareLimits(p, n).upper);
        expect(shareLimits(p, n, 2).lower).toBeLessThanOrEqual(shareLimits(p, n).lower);
      }),
    );
  });

  it('σz is told neither by one point nor where nothing can vary', () => {
    expect(sigmaZOf(days('10/5'), 0.5)).toBeUndefined();
    expect(sigmaZOf(days('10/10', '10/10'), 1)).toBeUndefined();
  });
});

/** How many of `of` fair coins show heads, always the same for a seed (a linear congruential generator). */
function chosen(seed: number, of: number): number {
  let state = BigInt(seed) * 2654435761n + 12345n;
  let heads = 0;
  for (let coin = 0; coin < of; coin += 1) {
    state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffffffffffffffffn;
    heads += Number(state >> 63n);
  }
  return heads;
}
