import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { uChart } from '../../../../hub/statistics/measures/uChart.js';
import { HUGE, numbersIn, sixDecimals } from '../../../support/shares.js';

/** The worked weeks of the standards, §6: windows/presses. */
const WEEKS = [
  { of: 640, count: 8 },
  { of: 702, count: 6 },
  { of: 588, count: 9 },
  { of: 655, count: 21 },
  { of: 691, count: 7 },
];
const rates = fc.array(
  fc.record({ count: fc.nat(HUGE), of: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: HUGE })) }),
  { maxLength: 40 },
);

describe('S5 u-chart: how often per 100 windows', () => {
  it('the worked weeks: week 4 is above its limit and the only signal', () => {
    const { centre, limits } = uChart(WEEKS);
    expect(sixDecimals(centre)).toBe(1.556777);
    const [first, , , fourth] = limits;
    expect([fourth?.rate, fourth?.upper, fourth?.lower].map(sixDecimals)).toEqual([
      3.206107, 3.019337, 0.094216,
    ]);
    expect([first?.lower, first?.upper].map(sixDecimals)).toEqual([0.077176, 3.036377]);
    expect(limits.map((found) => found?.signal)).toEqual([
      undefined,
      undefined,
      undefined,
      'above',
      undefined,
    ]);
  });

  it('a week below its lower limit is a signal too', () => {
    const quiet = uChart([
      ...WEEKS.map(({ of, count }) => ({ of: 10 * of, count: 10 * count })),
      { of: 6_000, count: 5 },
    ]);
    expect(quiet.limits.at(-1)?.signal).toBe('below');
  });

  it('a week without windows has no rate, whatever was raised in it', () => {
    const gap = uChart([...WEEKS, { of: 0, count: 3 }]);
    expect(gap.limits.at(-1)).toBeUndefined();
    expect(gap.centre).toBe(uChart(WEEKS).centre);
    expect(uChart([{ of: 0, count: 0 }])).toEqual({ limits: [undefined] });
  });

  it('without a single alarm the rate is nought and nothing is a signal', () => {
    expect(uChart([{ of: 640, count: 0 }])).toEqual({ centre: 0, limits: [{ rate: 0, lower: 0, upper: 0 }] });
  });

  it('refuses what is no count and a rate per nothing', () => {
    expect(() => uChart([{ of: 1, count: -1 }])).toThrow(RangeError);
    expect(() => uChart(WEEKS, 0)).toThrow(RangeError);
    expect(() => uChart(WEEKS, Number.POSITIVE_INFINITY)).toThrow(RangeError);
  });

  it('limits hold the centre and end at nought; every number is finite', () => {
    fc.assert(
      fc.property(rates, (points) => {
        const chart = uChart(points);
        expect(numbersIn(chart).every(Number.isFinite)).toBe(true);
        for (const found of chart.limits) {
          const { lower = 0, upper = Number.MAX_VALUE } = found ?? {};
          const { centre = 0 } = chart;
          expect(0 <= lower && lower <= centre && centre <= upper).toBe(true);
        }
      }),
    );
  });

  it('the centre is that of all spans together, and the same signals show per 100 as per 1,000', () => {
    fc.assert(
      fc.property(rates, (points) => {
        const chart = uChart(points);
        const reversed = uChart([...points].reverse());
        expect(reversed.centre ?? 0).toBeCloseTo(chart.centre ?? 0, 6);
        const perThousand = uChart(points, 1_000);
        for (const [at, found] of chart.limits.entries()) {
          const other = perThousand.limits[at];
          const ratio = (other?.rate ?? 0) - 10 * (found?.rate ?? 0);
          expect(Math.abs(ratio)).toBeLessThanOrEqual(1e-9 * (other?.rate ?? 0));
        }
      }),
    );
  });
});
