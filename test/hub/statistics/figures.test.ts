import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { percent } from '#words/percent.js';
import { figuresOf, type Tally } from '../../../hub/statistics/figures.js';
import { wilson } from '../../../hub/statistics/wilson.js';

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
const rounded = (value: number | undefined): number => Number(value?.toFixed(6));
const ratings = (counts: readonly number[]): Tally[] =>
  counts.map((count, index) => ({ outcome: 'rated', reason: null, level: 5 - index, count }));
const ended = (outcome: Tally['outcome'], count: number, reason: Tally['reason'] = null): Tally => ({
  outcome,
  reason,
  level: null,
  count,
});

describe('S3 Wilson 95 % intervals', () => {
  it.each(WORKED)('%i of %i', (count, of, low, high) => {
    const interval = wilson(count, of);
    expect(interval).toMatchObject({ count, of, value: count / of });
    expect(rounded(interval?.low)).toBe(low);
    expect(rounded(interval?.high)).toBe(high);
  });

  it('the lower bounds put C before B before A', () => {
    expect([wilson(10, 10), wilson(95, 100), wilson(460, 500)].map((found) => rounded(found?.low))).toEqual([
      0.722467, 0.88825, 0.892894,
    ]);
  });

  it('nothing out of nothing has no interval', () => {
    expect(wilson(0, 0)).toBeUndefined();
  });

  it('any interval lies within 0 and 1, holds its proportion, and narrows with more of the same', () => {
    const pair = fc.integer({ min: 1, max: 1_000_000 }).chain((of) => fc.tuple(fc.nat(of), fc.constant(of)));
    fc.assert(
      fc.property(pair, ([count, of]) => {
        const { low = Number.NaN, high = Number.NaN, value = Number.NaN } = wilson(count, of) ?? {};
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(value);
        expect(high).toBeGreaterThanOrEqual(value);
        const larger = wilson(10 * count, 10 * of);
        expect((larger?.high ?? 1) - (larger?.low ?? 0)).toBeLessThan(high - low);
      }),
      { numRuns: 500 },
    );
  });
});

describe('S2 scores', () => {
  it('30/12/5/2/1: satisfaction 84 %, mean 4.36, index 84', () => {
    const figures = figuresOf(ratings([30, 12, 5, 2, 1]));
    expect(figures).toMatchObject({ rated: 50, levels: [30, 12, 5, 2, 1] });
    expect(figures.satisfaction).toMatchObject({ count: 42, of: 50, value: 0.84 });
    expect(figures.dissatisfaction).toMatchObject({ count: 3, of: 50, value: 0.06 });
    expect(figures.mean).toBe(4.36);
    expect(rounded(figures.index)).toBe(84);
  });

  it("the rating system's June of Table 12: 1407/1236/334/4/0", () => {
    const figures = figuresOf(ratings([1407, 1236, 334, 4, 0]));
    expect(rounded(figures.mean)).toBe(4.357263);
    expect(rounded(figures.index)).toBe(83.931567);
    expect(rounded(figures.satisfaction?.value)).toBe(0.886615);
    expect([rounded(figures.satisfaction?.low), rounded(figures.satisfaction?.high)]).toEqual([
      0.874732, 0.897503,
    ]);
    const net = (figures.satisfaction?.value ?? 0) - (figures.dissatisfaction?.value ?? 0);
    expect(rounded(net)).toBe(0.885273);
  });

  it('S4 what is shown of a proportion is rounded half-up from the counts, not from the binary fraction', () => {
    const { satisfaction } = figuresOf(ratings([1, 0, 799, 0, 0]));
    expect(percent(satisfaction?.count ?? 0, satisfaction?.of ?? 0, 2)).toBe('0.13');
  });

  it('level 3 counts in n and in neither rate', () => {
    const figures = figuresOf(ratings([0, 0, 10, 0, 0]));
    expect(figures.satisfaction?.value).toBe(0);
    expect(figures.dissatisfaction?.value).toBe(0);
    expect(figures).toMatchObject({ mean: 3, index: 50 });
  });

  it('without ratings there is no score, not a score of nought', () => {
    const figures = figuresOf([ended('expired', 3), ended('missed', 2, 'no-box')]);
    expect(figures).toMatchObject({ windows: 5, rated: 0, levels: [0, 0, 0, 0, 0] });
    for (const name of ['satisfaction', 'dissatisfaction', 'mean', 'index'])
      expect(figures).not.toHaveProperty(name);
    expect(figuresOf([])).not.toHaveProperty('coverage');
  });
});

describe('S1 census', () => {
  const day = [
    ...ratings([150, 60, 15, 4, 2]),
    ended('expired', 403),
    ended('cancelled', 6),
    ended('missed', 40, 'box-offline'),
    ended('missed', 20, 'late'),
    ended('missed', 6, 'no-box'),
    ended(null, 3),
  ];

  it('response is rated of those asked; voided and missed windows are not in it', () => {
    const { responseRate } = figuresOf(day);
    expect(responseRate).toMatchObject({ count: 231, of: 634 });
    expect(rounded(responseRate?.value)).toBe(0.364353);
    expect([rounded(responseRate?.low), rounded(responseRate?.high)]).toEqual([0.327814, 0.402527]);
  });

  it('coverage is asked of all that ended, but for the voided; the missed are listed with their reasons', () => {
    const figures = figuresOf(day);
    expect(figures.coverage).toMatchObject({ count: 634, of: 700 });
    expect(figures).toMatchObject({
      windows: 709,
      running: 3,
      cancelled: 6,
      missed: 66,
      missedBy: { 'box-offline': 40, late: 20, 'no-box': 6 },
    });
  });

  it('the parts add up to the whole, however the counts are split', () => {
    const tally: fc.Arbitrary<Tally> = fc
      .record({
        outcome: fc.constantFrom('rated', 'expired', 'cancelled', 'missed', null),
        level: fc.integer({ min: 1, max: 5 }),
        reason: fc.constantFrom('late', 'no-box', 'interrupted'),
        count: fc.nat(500),
      })
      .map(({ outcome, level, reason, count }) => ({
        outcome,
        count,
        level: outcome === 'rated' ? level : null,
        reason: outcome === 'missed' ? reason : null,
      })) as fc.Arbitrary<Tally>;
    fc.assert(
      fc.property(fc.array(tally), (tallies) => {
        const figures = figuresOf(tallies);
        const { rated, expired, cancelled, missed, running, windows, levels, missedBy } = figures;
        const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
        expect(windows).toBe(sum(tallies.map(({ count }) => count)));
        expect(rated + expired + cancelled + missed + running).toBe(windows);
        expect(sum(levels)).toBe(rated);
        expect(sum(Object.values(missedBy))).toBe(missed);
        expect(figuresOf([...tallies].reverse())).toEqual(figures);
      }),
    );
  });
});
