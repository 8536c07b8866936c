import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chanceOfAtLeast } from '../../../../hub/statistics/measures/binomial.js';
import { someShare } from '../../../support/shares.js';

/** Exactly, in whole numbers: Σ C(n,k)·aᵏ(b−a)ⁿ⁻ᵏ over bⁿ, for the share a/b. */
function exactly(count: number, of: number, a: number, b: number): number {
  let ways = 1n;
  let tail = 0n;
  for (let k = 0; k <= of; k += 1) {
    if (k >= count) tail += ways * BigInt(a) ** BigInt(k) * BigInt(b - a) ** BigInt(of - k);
    ways = (ways * BigInt(of - k)) / BigInt(k + 1);
  }
  return Number((tail * 10n ** 18n) / BigInt(b) ** BigInt(of)) / 1e18;
}

describe('the chance of so many or more', () => {
  it('agrees with whole-number arithmetic', () => {
    const share = fc.integer({ min: 1, max: 1_000 }).chain((b) => fc.tuple(fc.nat(b), fc.constant(b)));
    fc.assert(
      fc.property(someShare(1, 90), share, ({ count, of }, [a, b]) => {
        const expected = exactly(count, of, a, b);
        const found = chanceOfAtLeast({ count, of }, a / b);
        expect(Math.abs(found - expected)).toBeLessThanOrEqual(1e-15 + 1e-9 * expected);
      }),
      { numRuns: 300 },
    );
  });

  it('of a million, half or more at one half: a half and half of the middle term', () => {
    const middle = 1 / Math.sqrt(Math.PI * 500_000);
    expect(chanceOfAtLeast({ count: 500_000, of: 1_000_000 }, 0.5)).toBeCloseTo(0.5 + middle / 2, 7);
  });

  it('of a million fair presses one or more is certain, and all but none impossible', () => {
    expect(chanceOfAtLeast({ count: 1, of: 1_000_000 }, 0.5)).toBe(1);
    expect(chanceOfAtLeast({ count: 999_999, of: 1_000_000 }, 0.5)).toBe(0);
  });

  it('nothing or more is certain; more than none of what never happens is impossible', () => {
    expect(chanceOfAtLeast({ count: 0, of: 0 }, 0.3)).toBe(1);
    expect(chanceOfAtLeast({ count: 1, of: 9 }, 0)).toBe(0);
    expect(chanceOfAtLeast({ count: 9, of: 9 }, 1)).toBe(1);
  });

  it('lies within 0 and 1 for any n, falls with the count and grows with the share', () => {
    const probability = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(someShare(1), probability, probability, ({ count, of }, p, other) => {
        const chance = chanceOfAtLeast({ count, of }, p);
        expect(0 <= chance && chance <= 1).toBe(true);
        if (count < of)
          expect(chanceOfAtLeast({ count: count + 1, of }, p)).toBeLessThanOrEqual(chance + 1e-9);
        expect(chanceOfAtLeast({ count, of }, Math.max(p, other))).toBeGreaterThanOrEqual(chance - 1e-9);
      }),
      { numRuns: 200 },
    );
  });
});
