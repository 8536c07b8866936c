import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { opinionOf } from '../../../../hub/statistics/measures/opinion.js';
import { numbersIn, sixDecimals, someLevels } from '../../../support/shares.js';

const answersOf = (levels: readonly number[]): number[] =>
  levels.flatMap((count, index) => Array.from({ length: count }, () => 5 - index));

/** Mean and s of single answers, by their definitions. */
function plainly(answers: readonly number[]): { mean: number; s: number } {
  const mean = answers.reduce((sum, answer) => sum + answer, 0) / answers.length;
  const squares = answers.reduce((sum, answer) => sum + (answer - mean) ** 2, 0);
  return { mean, s: Math.sqrt(squares / (answers.length - 1)) };
}

describe('S2 what five counts of answers say', () => {
  it('30/12/5/2/1 has the worked values', () => {
    const opinion = opinionOf([30, 12, 5, 2, 1]);
    expect(opinion.levels).toEqual([30, 12, 5, 2, 1]);
    expect(opinion.satisfaction).toMatchObject({ count: 42, of: 50, value: 0.84 });
    expect([opinion.satisfaction?.low, opinion.satisfaction?.high].map(sixDecimals)).toEqual([
      0.714858, 0.916626,
    ]);
    expect(opinion.dissatisfaction).toMatchObject({ count: 3, of: 50, value: 0.06 });
    expect(opinion.satisfactionOfDecided).toMatchObject({ count: 42, of: 45 });
    expect([opinion.net, opinion.mean, opinion.index].map(sixDecimals)).toEqual([0.78, 4.36, 84]);
    const { s, low, high } = opinion.spread ?? {};
    expect([s, low, high].map(sixDecimals)).toEqual([0.963836, 4.092843, 4.627157]);
  });

  it("the rating system's June of Table 12, 1407/1236/334/4/0, has the worked values", () => {
    const opinion = opinionOf([1407, 1236, 334, 4, 0]);
    const { s, low, high } = opinion.spread ?? {};
    expect([opinion.mean, s, opinion.net, opinion.index, low, high].map(sixDecimals)).toEqual([
      4.357263, 0.679645, 0.885273, 83.931567, 4.332865, 4.38166,
    ]);
    expect(sixDecimals(opinion.satisfaction?.value)).toBe(0.886615);
    expect([opinion.satisfaction?.low, opinion.satisfaction?.high].map(sixDecimals)).toEqual([
      0.874732, 0.897503,
    ]);
  });

  it('level 3 counts in n and in neither rate; among the decided it is left out', () => {
    const opinion = opinionOf([6, 0, 10, 2, 2]);
    expect(opinion.satisfaction).toMatchObject({ count: 6, of: 20 });
    expect(opinion.dissatisfaction).toMatchObject({ count: 4, of: 20 });
    expect(opinion.satisfactionOfDecided).toMatchObject({ count: 6, of: 10 });
    expect(opinionOf([0, 0, 10, 0, 0])).toMatchObject({ mean: 3, index: 50, net: 0 });
    expect(opinionOf([0, 0, 10, 0, 0])).not.toHaveProperty('satisfactionOfDecided');
  });

  it('without answers there is no measure, not a measure of nought', () => {
    expect(opinionOf([0, 0, 0, 0, 0])).toEqual({ levels: [0, 0, 0, 0, 0] });
  });

  it('one answer has a mean but no spread; answers all alike spread by exactly nothing', () => {
    expect(opinionOf([0, 1, 0, 0, 0])).not.toHaveProperty('spread');
    expect(opinionOf([0, 0, 0, 12_000_000, 0]).spread).toEqual({ s: 0, low: 2, high: 2 });
  });

  it('the interval of the mean ends where the scale ends', () => {
    expect(opinionOf([1, 1, 0, 0, 0]).spread).toMatchObject({ high: 5 });
    expect(opinionOf([0, 0, 0, 1, 1]).spread).toMatchObject({ low: 1 });
  });

  it.each([
    [[1, 2, 3, 4]],
    [[1, 2, 3, 4, 5, 6]],
    [[1, 2, 3, 4, -1]],
    [[1, 2, 3, 4, 0.5]],
    [[Number.NaN, 0, 0, 0, 0]],
    [[Number.MAX_SAFE_INTEGER, 0, 0, 0, 0]],
  ])('%j are refused as no five counts', (levels) => {
    expect(() => opinionOf(levels)).toThrow(RangeError);
  });

  it('mean and s are those of the single answers', () => {
    const few = fc.array(fc.nat(30), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(few, (levels) => {
        const answers = answersOf(levels);
        fc.pre(answers.length >= 2);
        const { mean, s } = plainly(answers);
        expect(opinionOf(levels).mean).toBeCloseTo(mean, 10);
        expect(opinionOf(levels).spread?.s).toBeCloseTo(s, 10);
      }),
    );
  });

  it('every measure is finite and within its range, for counts from none to millions', () => {
    fc.assert(
      fc.property(someLevels(), (levels) => {
        const { mean = 3, index = 50, net = 0, spread, ...rates } = opinionOf(levels);
        expect(numbersIn({ mean, index, net, spread, rates }).every(Number.isFinite)).toBe(true);
        expect(1 <= mean && mean <= 5).toBe(true);
        expect(0 <= index && index <= 100).toBe(true);
        expect(-1 <= net && net <= 1).toBe(true);
        const { s, low, high } = spread ?? { s: 0, low: mean, high: mean };
        expect(0 <= s && s <= 2 * Math.SQRT2).toBe(true);
        expect(1 <= low && low <= mean && mean <= high && high <= 5).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('turned upside down, satisfaction becomes dissatisfaction and the scale its mirror image', () => {
    fc.assert(
      fc.property(someLevels(), (levels) => {
        const up = opinionOf(levels);
        const down = opinionOf([...levels].reverse());
        expect(down.satisfaction).toEqual(up.dissatisfaction);
        expect(down.net ?? 0).toBeCloseTo(-(up.net ?? 0), 12);
        expect(down.mean ?? 3).toBeCloseTo(6 - (up.mean ?? 3), 10);
        expect(down.spread?.s ?? 0).toBeCloseTo(up.spread?.s ?? 0, 7);
      }),
    );
  });

  it('an answer one level better raises the mean and lowers no rate of satisfaction', () => {
    const raised = fc.tuple(someLevels(), fc.integer({ min: 1, max: 4 }));
    fc.assert(
      fc.property(raised, ([levels, from]) => {
        fc.pre((levels[from] ?? 0) > 0);
        const better = levels.map((count, at) => count + (at === from - 1 ? 1 : at === from ? -1 : 0));
        const [before, after] = [opinionOf(levels), opinionOf(better)];
        expect(after.mean ?? 0).toBeGreaterThan(before.mean ?? 0);
        expect(after.satisfaction?.count ?? 0).toBeGreaterThanOrEqual(before.satisfaction?.count ?? 0);
        expect(after.dissatisfaction?.count ?? 0).toBeLessThanOrEqual(before.dissatisfaction?.count ?? 0);
      }),
    );
  });
});
