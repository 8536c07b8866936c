import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rateRatio } from '../../../../hub/statistics/measures/rateRatio.js';
import { wilson } from '../../../../hub/statistics/measures/wilson.js';
import { numbersIn, sixDecimals, someShare } from '../../../support/shares.js';

const ratioOf = (count: number, of: number, against: number, ofThose: number) =>
  rateRatio(wilson(count, of), wilson(against, ofThose));

describe('a rate against that of another period or office', () => {
  it("June's satisfaction of the rating system against December's: 0.891060, and it differs", () => {
    const found = ratioOf(2643, 2981, 2992, 3007);
    expect([found?.ratio, found?.low, found?.high].map(sixDecimals)).toEqual([0.89106, 0.879477, 0.902796]);
    expect(found?.differs).toBe(true);
  });

  it('42 of 50 against 38 of 50 may be chance', () => {
    const found = ratioOf(42, 50, 38, 50);
    expect([found?.ratio, found?.low, found?.high].map(sixDecimals)).toEqual([1.105263, 0.907432, 1.346225]);
    expect(found?.differs).toBe(false);
  });

  it.each([
    ['nothing was counted on one side', 0, 0, 5, 10],
    ['nothing was counted on the other', 5, 10, 0, 0],
    ['a rate is 0', 0, 10, 5, 10],
    ['the other rate is 0', 5, 10, 0, 10],
    ['both rates are 1, which leaves the method without a width', 10, 10, 20, 20],
  ])('there is no ratio where %s', (_why, count, of, against, ofThose) => {
    expect(ratioOf(count, of, against, ofThose)).toBeUndefined();
  });

  it('all of ten against half of ten has one', () => {
    expect(ratioOf(10, 10, 5, 10)?.ratio).toBe(2);
  });

  it('the interval holds the ratio and is finite; the other way round it is the reciprocal', () => {
    fc.assert(
      fc.property(someShare(1), someShare(1), (a, b) => {
        const found = ratioOf(a.count, a.of, b.count, b.of);
        const turned = ratioOf(b.count, b.of, a.count, a.of);
        expect(turned === undefined).toBe(found === undefined);
        if (found === undefined || turned === undefined) return;
        expect(numbersIn(found).every(Number.isFinite)).toBe(true);
        expect(0 < found.low && found.low <= found.ratio && found.ratio <= found.high).toBe(true);
        expect(turned.ratio * found.ratio).toBeCloseTo(1, 9);
        expect(turned.low * found.high).toBeCloseTo(1, 9);
        expect(turned.differs).toBe(found.differs);
        expect(found.differs).toBe(found.low > 1 || found.high < 1);
      }),
      { numRuns: 500 },
    );
  });

  it('a rate does not differ from itself, and more of the same is told more exactly', () => {
    fc.assert(
      fc.property(someShare(1, 1_000_000), someShare(1, 1_000_000), (a, b) => {
        expect(ratioOf(a.count, a.of, a.count, a.of)?.differs ?? false).toBe(false);
        const found = ratioOf(a.count, a.of, b.count, b.of);
        const more = ratioOf(10 * a.count, 10 * a.of, 10 * b.count, 10 * b.of);
        if (found === undefined || more === undefined) return;
        expect(more.high - more.low).toBeLessThan(found.high - found.low);
      }),
    );
  });
});
