import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { funnelLimits, funnelSignal, LEAST_MARKED } from '../../../../hub/statistics/measures/funnel.js';
import { wilson } from '../../../../hub/statistics/measures/wilson.js';
import { HUGE, numbersIn, sixDecimals, someShare } from '../../../support/shares.js';

const probability = fc.double({ min: 0, max: 1, noNaN: true });

describe('S6 funnel limits', () => {
  it('around 0.9 with n = 100: 0.9 ± 1.959964 · 0.03 and ± 3.090232 · 0.03', () => {
    const { lower95, upper95, lower998, upper998 } = funnelLimits(0.9, 100);
    expect([lower95, upper95, lower998, upper998].map(sixDecimals)).toEqual([
      0.841201, 0.958799, 0.807293, 0.992707,
    ]);
  });

  it('where nothing was counted anything may be', () => {
    expect(funnelLimits(0.9, 0)).toEqual({ lower95: 0, upper95: 1, lower998: 0, upper998: 1 });
  });

  it('a share lies outside the 95 % funnel exactly when its Wilson interval does not hold the centre', () => {
    fc.assert(
      fc.property(someShare(1), probability, ({ count, of }, centre) => {
        const { low = 0, high = 1, value = 0 } = wilson(count, of) ?? {};
        const { lower95, upper95 } = funnelLimits(centre, of);
        fc.pre(
          [low - centre, high - centre, value - lower95, value - upper95].every(
            (gap) => Math.abs(gap) > 1e-9,
          ),
        );
        expect(value < lower95 || value > upper95).toBe(centre < low || centre > high);
      }),
      { numRuns: 2_000 },
    );
  });

  it('the limits lie within one another, hold the centre, stay within 0 and 1 and narrow with n', () => {
    fc.assert(
      fc.property(probability, fc.nat(HUGE), fc.integer({ min: 1, max: HUGE }), (centre, n, more) => {
        const few = funnelLimits(centre, n);
        const many = funnelLimits(centre, n + more);
        expect(numbersIn([few, many]).every(Number.isFinite)).toBe(true);
        const ordered = [0, few.lower998, few.lower95, centre, few.upper95, few.upper998, 1];
        expect(ordered).toEqual([...ordered].sort((a, b) => a - b));
        expect(many.lower998).toBeGreaterThanOrEqual(few.lower998);
        expect(many.upper95).toBeLessThanOrEqual(few.upper95);
      }),
    );
  });

  it('the funnel of the others is its mirror image', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.nat(HUGE), (millionths, n) => {
        const centre = millionths / 1_000_000;
        const [limits, others] = [funnelLimits(centre, n), funnelLimits(1 - centre, n)];
        expect(others.lower998).toBeCloseTo(1 - limits.upper998, 9);
        expect(others.upper95).toBeCloseTo(1 - limits.lower95, 9);
      }),
    );
  });

  it('marks what lies outside the 99.8 % limits, on its side', () => {
    expect(funnelSignal(100, 100, 0.9)).toBe('above');
    expect(funnelSignal(80, 100, 0.9)).toBe('below');
    expect(funnelSignal(81, 100, 0.9)).toBeUndefined();
    expect(funnelSignal(99, 100, 0.9)).toBeUndefined();
  });

  it('never marks under 30 answers, however far out', () => {
    expect(LEAST_MARKED).toBe(30);
    expect(funnelSignal(0, 29, 0.9)).toBeUndefined();
    expect(funnelSignal(0, 30, 0.9)).toBe('below');
    fc.assert(
      fc.property(someShare(0, 29), probability, ({ count, of }, centre) => {
        expect(funnelSignal(count, of, centre)).toBeUndefined();
      }),
    );
  });

  it('refuses a centre that is no share and counts that are none', () => {
    expect(() => funnelLimits(1.01, 10)).toThrow(RangeError);
    expect(() => funnelLimits(Number.NaN, 10)).toThrow(RangeError);
    expect(() => funnelLimits(0.5, -1)).toThrow(RangeError);
    expect(() => funnelSignal(11, 10, 0.5)).toThrow(RangeError);
  });
});
