import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Group } from '#contract/statistics.js';
import { figuresOf } from '../../../hub/statistics/figures.js';
import { type ClerkGroup, hideClerks } from '../../../hub/statistics/hiding.js';
import { counted, ratedOnly } from '../../support/counts.js';

const group = (keys: string | readonly string[], levels: readonly number[]): ClerkGroup => ({
  keys: typeof keys === 'string' ? [keys] : keys,
  figures: figuresOf(ratedOnly(levels), 0),
});
/** What became of each group: the reason, `counts only` or `shown`. */
const fates = (groups: readonly ClerkGroup[]): string[] =>
  hideClerks(groups).map(
    ({ hidden, countsOnly }) => hidden ?? (countsOnly === true ? 'counts only' : 'shown'),
  );
/** A clerk with so many answers, not all alike. */
const clerk = (name: string, answers: number): ClerkGroup => group(name, [answers - 1, 1, 0, 0, 0]);

describe('S6 what is shown of single clerks', () => {
  it('everything from 30 answers, counts and interval only from 10', () => {
    expect(fates([clerk('a', 30), clerk('b', 29), clerk('c', 10), clerk('d', 400)])).toEqual([
      'shown',
      'counts only',
      'counts only',
      'shown',
    ]);
  });

  it('nothing under ten answers or without any', () => {
    expect(fates([clerk('a', 9), clerk('b', 3), group('c', [0, 0, 0, 0, 0]), clerk('d', 40)])).toEqual([
      'too-few',
      'too-few',
      'too-few',
      'shown',
    ]);
  });

  it('nothing where all answers are alike, however many', () => {
    expect(fates([group('a', [500, 0, 0, 0, 0]), group('b', [0, 0, 0, 0, 12]), clerk('c', 40)])).toEqual([
      'all-alike',
      'all-alike',
      'shown',
    ]);
  });

  it('a hidden group carries its keys and the reason, and not one figure', () => {
    expect(hideClerks([clerk('a', 9), clerk('b', 9), clerk('c', 40)]).slice(0, 2)).toEqual([
      { keys: ['a'], hidden: 'too-few' },
      { keys: ['b'], hidden: 'too-few' },
    ]);
  });

  it('a shown group carries its figures as they are', () => {
    const one = clerk('a', 40);
    expect(hideClerks([one])).toEqual([{ keys: ['a'], figures: one.figures }]);
  });

  it('one hidden alone would be the rest of the sum, so the next smallest is hidden too', () => {
    expect(fates([clerk('a', 400), clerk('b', 9), clerk('c', 35), clerk('d', 60)])).toEqual([
      'shown',
      'too-few',
      'would-reveal',
      'shown',
    ]);
  });

  it('two hidden whose answers together are too few do not cover one another', () => {
    expect(fates([clerk('a', 4), clerk('b', 5), clerk('c', 35), clerk('d', 60)])).toEqual([
      'too-few',
      'too-few',
      'would-reveal',
      'shown',
    ]);
  });

  it('two hidden whose answers together are all alike do not cover one another', () => {
    const alike = [group('a', [50, 0, 0, 0, 0]), group('b', [60, 0, 0, 0, 0])];
    expect(fates([...alike, clerk('c', 35), clerk('d', 60)])).toEqual([
      'all-alike',
      'all-alike',
      'would-reveal',
      'shown',
    ]);
  });

  it('a clerk who is the only one is hidden or shown by the own answers', () => {
    expect(fates([clerk('a', 9)])).toEqual(['too-few']);
    expect(fates([])).toEqual([]);
  });

  it('excluded ratings are no answers', () => {
    const excluded = { keys: ['a'], figures: figuresOf(counted({ c5: 5, c4: 4, x5: 100 }), 0) };
    expect(fates([excluded, clerk('b', 40)])).toEqual(['too-few', 'would-reveal']);
  });

  it('of two keys every row and every column keeps it, because its sum can be asked for', () => {
    const cells = [
      group(['kim', 'receipt'], [60, 40, 0, 0, 0]),
      group(['kim', 'notice'], [3, 2, 0, 0, 0]),
      group(['lee', 'receipt'], [50, 30, 0, 0, 0]),
      group(['lee', 'notice'], [30, 40, 0, 0, 0]),
      group(['mai', 'receipt'], [90, 30, 0, 0, 0]),
      group(['mai', 'notice'], [80, 90, 0, 0, 0]),
    ];
    expect(fates(cells)).toEqual([
      'would-reveal',
      'too-few',
      'would-reveal',
      'would-reveal',
      'shown',
      'shown',
    ]);
  });
});

const someGroup = fc.oneof(
  fc.array(fc.nat(8), { minLength: 5, maxLength: 5 }),
  fc.array(fc.nat(200), { minLength: 5, maxLength: 5 }),
  fc.nat(40).map((count) => [count, 0, 0, 0, 0]),
);
const someListing = fc
  .array(someGroup, { maxLength: 12 })
  .map((all) => all.map((levels, at) => group(String(at), levels)));
const someGrid = fc
  .array(fc.array(someGroup, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 5 })
  .map((rows) =>
    rows.flatMap((row, at) => row.map((levels, kind) => group([`clerk ${at}`, `kind ${kind}`], levels))),
  );

/** What is left of a sum when all that is shown is subtracted from it. */
function rest(groups: readonly ClerkGroup[], shown: readonly Group[]): { hidden: number; levels: number[] } {
  const hidden = groups.filter((_group, at) => shown[at]?.figures === undefined);
  const levels = [0, 1, 2, 3, 4].map((at) =>
    hidden.reduce((sum, { figures }) => sum + (figures.levels[at] ?? 0), 0),
  );
  return { hidden: hidden.length, levels };
}

/** Whether subtraction leaves nothing, everything, or more than one clerk's enough and differing answers. */
function covered(groups: readonly ClerkGroup[], shown: readonly Group[]): boolean {
  const { hidden, levels } = rest(groups, shown);
  const answers = levels.reduce((sum, count) => sum + count, 0);
  if (hidden === 0 || hidden === groups.length) return true;
  return hidden > 1 && answers >= 10 && !levels.includes(answers);
}

describe('S6 nothing hidden comes back by subtraction', () => {
  it('from the sum of a listing', () => {
    fc.assert(
      fc.property(someListing, (groups) => covered(groups, hideClerks(groups))),
      { numRuns: 500 },
    );
  });

  it('from the sums of rows and columns', () => {
    fc.assert(
      fc.property(someGrid, (cells) => {
        const shown = hideClerks(cells);
        for (const axis of [0, 1]) {
          for (const key of new Set(cells.map(({ keys }) => keys[axis]))) {
            const inLine = cells.map(({ keys }) => keys[axis] === key);
            const line = cells.filter((_cell, at) => inLine[at]);
            expect(
              covered(
                line,
                shown.filter((_cell, at) => inLine[at]),
              ),
            ).toBe(true);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('nothing is shown that has to be hidden, and the order of asking changes no fate', () => {
    fc.assert(
      fc.property(someListing, (groups) => {
        const sizes = groups.map(({ figures }) => figures.rated);
        fc.pre(new Set(sizes).size === sizes.length);
        const found = fates(groups);
        for (const [at, { figures }] of groups.entries()) {
          if (figures.rated < 10) expect(found[at]).toBe('too-few');
          else if (figures.levels.includes(figures.rated)) expect(found[at]).toBe('all-alike');
          else if (found[at] !== 'would-reveal') {
            expect(found[at]).toBe(figures.rated < 30 ? 'counts only' : 'shown');
          }
        }
        expect(fates([...groups].reverse())).toEqual([...found].reverse());
      }),
    );
  });

  it('four thousand groups are decided in well under a second', () => {
    const cells = Array.from({ length: 4_000 }, (_none, at) =>
      group(
        [`clerk ${at % 20}`, `day ${Math.floor(at / 20)}`],
        [(at * 7919) % 40, (at * 104_729) % 5, 1, 0, 0],
      ),
    );
    const start = performance.now();
    expect(hideClerks(cells)).toHaveLength(4_000);
    expect(performance.now() - start).toBeLessThan(1_000);
  });
});
