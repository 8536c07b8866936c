import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chanceUnpressed, isCovered } from '../../../../hub/statistics/measures/coveredKey.js';
import { HUGE } from '../../../support/shares.js';

const share = fc.double({ min: 0, max: 1, noNaN: true });

describe('S8 a key that citizens seem unable to press', () => {
  it('a level of 3 % is missed at 227 ratings without it, not yet at 226', () => {
    expect(chanceUnpressed(0.03, 226)).toBeCloseTo(0.0010247, 6);
    expect(isCovered(0.03, 226)).toBe(false);
    expect(isCovered(0.03, 227)).toBe(true);
  });

  it('a level of a half is missed at ten ratings, at 0.000977', () => {
    expect(chanceUnpressed(0.5, 10)).toBe(1 / 1024);
    expect([isCovered(0.5, 9), isCovered(0.5, 10)]).toEqual([false, true]);
  });

  it('a level that nobody chooses is never missed; without ratings none is', () => {
    expect(isCovered(0, HUGE)).toBe(false);
    expect(chanceUnpressed(1, 0)).toBe(1);
    expect(chanceUnpressed(1, 1)).toBe(0);
  });

  it('the chance lies within 0 and 1, and falls with more ratings and with a larger share', () => {
    fc.assert(
      fc.property(share, share, fc.nat(HUGE), fc.nat(HUGE), (q, other, n, more) => {
        const chance = chanceUnpressed(q, n);
        expect(0 <= chance && chance <= 1).toBe(true);
        expect(chanceUnpressed(q, n + more)).toBeLessThanOrEqual(chance);
        expect(chanceUnpressed(Math.max(q, other), n)).toBeLessThanOrEqual(chance);
      }),
    );
  });

  it('independent stretches multiply', () => {
    fc.assert(
      fc.property(share, fc.nat(500), fc.nat(500), (q, n, m) => {
        expect(chanceUnpressed(q, n) * chanceUnpressed(q, m)).toBeCloseTo(chanceUnpressed(q, n + m), 12);
      }),
    );
  });

  it('refuses what is no share or no count', () => {
    expect(() => chanceUnpressed(1.5, 1)).toThrow(RangeError);
    expect(() => chanceUnpressed(0.5, -1)).toThrow(RangeError);
    expect(() => isCovered(Number.NaN, 1)).toThrow(RangeError);
  });
});
