import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shareLimits } from '../../../../hub/statistics/measures/pChart.js';
import { requiredSample, sampleForLowerLimit } from '../../../../hub/statistics/measures/sampleSize.js';
import { someShare } from '../../../support/shares.js';

describe('how many answers are needed', () => {
  it.each([
    [0.5, 0.1, 97],
    [0.5, 0.05, 385],
    [0.9, 0.05, 139],
  ])('p %d to ± %d needs %i', (p, halfWidth, n) => {
    expect(requiredSample(p, halfWidth)).toBe(n);
  });

  it('is the least n that is enough, and most at p = 0.5', () => {
    const p = fc.double({ min: 0.001, max: 0.999, noNaN: true });
    const width = fc.double({ min: 0.0001, max: 1, noNaN: true });
    const half = (share: number, n: number) => 1.959963984540054 * Math.sqrt((share * (1 - share)) / n);
    fc.assert(
      fc.property(p, width, (share, e) => {
        const n = requiredSample(share, e);
        expect(half(share, n)).toBeLessThanOrEqual(e * (1 + 1e-12));
        if (n > 1) expect(half(share, n - 1)).toBeGreaterThan(e * (1 - 1e-12));
        expect(n).toBeLessThanOrEqual(requiredSample(0.5, e));
        expect(requiredSample(1 - share, e)).toBeCloseTo(n, -1);
      }),
    );
  });

  it('even where nothing varies one has to ask once', () => {
    expect([requiredSample(0, 0.05), requiredSample(1, 0.05)]).toEqual([1, 1]);
  });

  it.each([
    [-0.1, 0.05],
    [1.1, 0.05],
    [Number.NaN, 0.05],
    [0.5, 0],
    [0.5, 1.5],
    [0.5, Number.NaN],
  ])('p %d to ± %d is refused', (p, halfWidth) => {
    expect(() => requiredSample(p, halfWidth)).toThrow(RangeError);
  });
});

describe('S5 from which n a p-chart can tell an unusually low point', () => {
  it('at 3 %, where 9(1−p)/p is exactly 291, it is 292', () => {
    expect(sampleForLowerLimit({ count: 3, of: 100 })).toBe(292);
    expect(shareLimits(0.03, 292).lower).toBeGreaterThan(0);
    expect(shareLimits(0.03, 290).lower).toBe(0);
  });

  it('is the least whole number above 9(1−p)/p', () => {
    fc.assert(
      fc.property(someShare(1), (share) => {
        const n = BigInt(sampleForLowerLimit(share) ?? 0);
        if (share.count === 0) expect(n).toBe(0n);
        else {
          const [count, others] = [BigInt(share.count), BigInt(share.of - share.count)];
          expect(n * count > 9n * others && (n - 1n) * count <= 9n * others).toBe(true);
        }
      }),
    );
  });

  it('there is none for a share of nothing; counts beyond all measure are refused', () => {
    expect(sampleForLowerLimit({ count: 0, of: 100 })).toBeUndefined();
    expect(() => sampleForLowerLimit({ count: 1, of: 2e14 })).toThrow(RangeError);
  });
});
