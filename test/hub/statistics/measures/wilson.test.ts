import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wilson } from '../../../../hub/statistics/measures/wilson.js';
import { sixDecimals, someShare } from '../../../support/shares.js';

/** Every proportion and interval worked out in the standards, §6. */
const WORKED: ReadonlyArray<readonly [count: number, of: number, low: number, high: number]> = [
  [0, 10, 0, 0.277533],
  [9, 10, 0.59585, 0.982124],
  [10, 10, 0.722467, 1],
  [27, 30, 0.743789, 0.9654],
  [47, 50, 0.837829, 0.979385],
  [1, 1, 0.206549, 1],
  [2643, 2981, 0.874732, 0.897503],
  [2992, 3007, 0.991786, 0.996975],
  [70_564, 72_282, 0.975096, 0.977317],
  [42, 50, 0.714858, 0.916626],
  [231, 634, 0.327814, 0.402527],
];
const bounds = (count: number, of: number): [low: number, value: number, high: number] => {
  const { low = Number.NaN, value = Number.NaN, high = Number.NaN } = wilson(count, of) ?? {};
  return [low, value, high];
};

describe('S3 Wilson 95 % intervals', () => {
  it.each(WORKED)('%i of %i', (count, of, low, high) => {
    const interval = wilson(count, of);
    expect(interval).toMatchObject({ count, of, value: count / of });
    expect(sixDecimals(interval?.low)).toBe(low);
    expect(sixDecimals(interval?.high)).toBe(high);
  });

  it.each([
    [2643, 2981, 0.886615],
    [2992, 3007, 0.995012],
    [70_564, 72_282, 0.976232],
    [231, 634, 0.364353],
  ])('%i of %i is %d', (count, of, value) => {
    expect(sixDecimals(wilson(count, of)?.value)).toBe(value);
  });

  it('27 of 30 is 0.221611 wide: too wide to rank by', () => {
    const [low, , high] = bounds(27, 30);
    expect(sixDecimals(high - low)).toBe(0.221611);
  });

  it('the lower bounds of 10/10, 95/100 and 460/500 are those of the ranking example', () => {
    expect(
      [wilson(10, 10), wilson(95, 100), wilson(460, 500)].map((found) => sixDecimals(found?.low)),
    ).toEqual([0.722467, 0.88825, 0.892894]);
  });

  it('nothing out of nothing has no interval', () => {
    expect(wilson(0, 0)).toBeUndefined();
  });

  it.each([
    [3, 2],
    [-1, 2],
    [0.5, 2],
    [1, Number.NaN],
    [0, Number.POSITIVE_INFINITY],
    [0, 2 ** 53],
  ])('%d of %d is refused as no share', (count, of) => {
    expect(() => wilson(count, of)).toThrow(RangeError);
  });

  it('any interval lies within 0 and 1 and holds its proportion', () => {
    fc.assert(
      fc.property(someShare(1, Number.MAX_SAFE_INTEGER), ({ count, of }) => {
        const [low, value, high] = bounds(count, of);
        expect(0 <= low && low <= value && value <= high && high <= 1).toBe(true);
        expect(low < high || of > 1e14).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('the interval of the others is its mirror image', () => {
    fc.assert(
      fc.property(someShare(1), ({ count, of }) => {
        const [low, , high] = bounds(count, of);
        const [lowToo, , highToo] = bounds(of - count, of);
        expect(low).toBeCloseTo(1 - highToo, 12);
        expect(high).toBeCloseTo(1 - lowToo, 12);
      }),
    );
  });

  it('one more counted moves both bounds up; ten times as much of the same narrows them', () => {
    fc.assert(
      fc.property(someShare(1, 1_000_000), ({ count, of }) => {
        const [low, , high] = bounds(count, of);
        const [lowOfMany, , highOfMany] = bounds(10 * count, 10 * of);
        expect(highOfMany - lowOfMany).toBeLessThan(high - low);
        if (count === of) return;
        const [lowOfMore, , highOfMore] = bounds(count + 1, of);
        expect(lowOfMore).toBeGreaterThan(low);
        expect(highOfMore).toBeGreaterThan(high);
      }),
    );
  });

  it('each bound is a share from which the proportion lies z standard errors away', () => {
    fc.assert(
      fc.property(someShare(2, 100_000), ({ count, of }) => {
        const [low, value, high] = bounds(count, of);
        for (const bound of [low, high].filter((edge) => edge > 0 && edge < 1)) {
          const away = Math.abs(value - bound) / Math.sqrt((bound * (1 - bound)) / of);
          expect(away).toBeCloseTo(1.959963984540054, 6);
        }
      }),
    );
  });
});
