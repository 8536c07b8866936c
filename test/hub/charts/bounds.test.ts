import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundsOf } from '../../../hub/charts/bounds.js';

describe('the ends of an axis', () => {
  it('hold every value on few whole steps, within what a share can be', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 1, maxLength: 30 }),
        (values) => {
          const { min, max, interval } = boundsOf(values, 0, 100);
          expect(min).toBeLessThanOrEqual(Math.min(...values));
          expect(max).toBeGreaterThanOrEqual(Math.max(...values));
          expect(min).toBeGreaterThanOrEqual(0);
          expect(max).toBeLessThanOrEqual(100);
          expect(max).toBeGreaterThan(min);
          expect((max - min) / interval).toBeLessThanOrEqual(7);
        },
      ),
    );
  });

  it('are 0 and 100 % where there is nothing', () => {
    expect(boundsOf([], 0, 100)).toEqual({ min: 0, max: 100, interval: 20 });
  });
});
