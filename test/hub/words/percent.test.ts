import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { meanLevel, percent, percentOf, ratio } from '#words/percent.js';

/** `requirements.md` §4: Table 12 recomputed, half-up from exact decimals. */
const TABLE_12 = [
  { row: 'June', counts: [9467, 7213, 1140, 64, 2], decimals: 2, shown: '52.93 40.33 6.37 0.36 0.01' },
  { row: 'August', counts: [11603, 6176, 287, 0, 0], decimals: 2, shown: '64.23 34.19 1.59 0.00 0.00' },
  { row: 'October', counts: [12757, 5398, 133, 0, 0], decimals: 2, shown: '69.76 29.52 0.73 0.00 0.00' },
  { row: 'December', counts: [13544, 4406, 92, 0, 0], decimals: 2, shown: '75.07 24.42 0.51 0.00 0.00' },
  {
    row: 'overall',
    counts: [47371, 23193, 1652, 64, 2],
    decimals: 3,
    shown: '65.536 32.087 2.285 0.089 0.003',
  },
];
const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);

describe('S4 percentages are rounded half-up from exact decimals', () => {
  it.each(TABLE_12)('prints the row of $row as recomputed', ({ counts, decimals, shown }) => {
    expect(counts.map((count) => percent(count, sum(counts), decimals)).join(' ')).toBe(shown);
  });

  it('are never forced to add up to 100: October adds up to 100.01', () => {
    const { counts } = TABLE_12[2] ?? { counts: [] };
    const hundredths = counts.map((count) => Number(percent(count, sum(counts), 2).replace('.', '')));
    expect(sum(hundredths)).toBe(10_001);
  });

  it('rounds an exact half up, where binary fractions would lose it', () => {
    expect(percent(1, 800, 2)).toBe('0.13');
    expect(ratio(1005, 1000, 2)).toBe('1.01');
    expect(ratio(-1005, 1000, 2)).toBe('-1.01');
    expect(percent(1, 8, 0)).toBe('13');
  });

  it('shows nothing, everything and a response rate plainly', () => {
    expect(percent(0, 7, 1)).toBe('0.0');
    expect(percent(7, 7, 1)).toBe('100.0');
    expect(percent(12_047, 12_682, 2)).toBe('94.99');
  });

  it('is off by at most half of the last digit', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.integer({ min: 1, max: 1_000_000 }), (count, of) => {
        const shown = BigInt(percent(count, of, 2).replace('.', ''));
        const error = 2n * (shown * BigInt(of) - BigInt(count) * 10_000n);
        expect(error > -BigInt(of) && error <= BigInt(of)).toBe(true);
      }),
    );
  });

  it('refuses what is no ratio of counts', () => {
    expect(() => ratio(1, 0, 1)).toThrow(RangeError);
    expect(() => ratio(0.5, 1, 1)).toThrow(RangeError);
  });
});

describe('S3 bounds of an interval', () => {
  it.each([
    [0.714858, 1, '71.5'],
    [0.916626, 1, '91.7'],
    [0, 1, '0.0'],
    [1, 1, '100.0'],
    [0.0004, 1, '0.0'],
    [0.206549, 0, '21'],
  ])('prints %d with %d decimals as %s', (value, decimals, shown) => {
    expect(percentOf(value, decimals)).toBe(shown);
  });
});

describe('S2 mean level', () => {
  it('has the worked values of standards §6', () => {
    expect(meanLevel([30, 12, 5, 2, 1], 2)).toBe('4.36');
    expect(meanLevel([1407, 1236, 334, 4, 0], 6)).toBe('4.357263');
  });

  it('is absent where nothing was counted', () => {
    expect(meanLevel([0, 0, 0, 0, 0], 2)).toBeUndefined();
  });
});
