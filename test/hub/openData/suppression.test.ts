import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Axis, cellAt, placeOf, type SummedTable, summed } from '../../../hub/openData/axes.js';
import { categoryAxis } from '../../../hub/openData/categories.js';
import { isSmall, suppress } from '../../../hub/openData/suppression.js';
import { seededRandom } from '../../../simulators/random.js';
import { recovered } from './recovery.js';

const total = (leaves: number): Axis => ({ leaves, sums: [Array.from({ length: leaves }, (_, at) => at)] });
/** Two levels, one of the rest, and their sums: the shape of the real categories, small enough to try everything. */
const FEW: Axis = {
  leaves: 4,
  sums: [
    [0, 1],
    [0, 1, 2],
    [0, 1, 2, 3],
  ],
};

function tableOf(axes: SummedTable['axes'], values: readonly number[]): SummedTable {
  const [, second, third] = axes;
  return summed(axes, (a, b, c) => values[(a * second.leaves + b) * third.leaves + c] ?? 0);
}

/** As if only the small counts themselves were left out. */
const onlySmall = (table: SummedTable) => ({
  ...table,
  hidden: table.values.map(isSmall),
  withheld: new Set<number>(),
});

const anyTable = fc
  .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 2 }))
  .chain(([offices, kinds]) =>
    fc
      .array(
        fc.oneof(
          { weight: 2, arbitrary: fc.constant(0) },
          { weight: 3, arbitrary: fc.integer({ min: 1, max: 9 }) },
          { weight: 3, arbitrary: fc.integer({ min: 10, max: 40 }) },
        ),
        { minLength: offices * kinds * FEW.leaves, maxLength: offices * kinds * FEW.leaves },
      )
      .map((values) => tableOf([total(offices), total(kinds), FEW], values)),
  );

describe('S11 what is published tells no small count', () => {
  it('every small count is hidden, in all sums too', () => {
    fc.assert(
      fc.property(anyTable, (table) => {
        const { hidden } = suppress(table);
        table.values.forEach((value, cell) => {
          if (isSmall(value)) expect(hidden[cell]).toBe(true);
        });
      }),
    );
  });

  it('no hidden cell can be worked out from everything published, for any small table: every other table is searched', () => {
    fc.assert(
      fc.property(anyTable, (table) => {
        const { hidden, withheld } = suppress(table);
        expect(recovered({ ...table, hidden, withheld })).toEqual([]);
      }),
      { numRuns: 400 },
    );
  }, 60_000);

  it('the search finds what could be worked out if nothing but the small counts were hidden', () => {
    const one = tableOf([total(2), total(1), FEW], [30, 3, 20, 15, 40, 12, 18, 11]);
    const leaks = recovered(onlySmall(one));
    expect(leaks.length).toBeGreaterThan(0);
    expect(leaks.every((cell) => one.values[cell] === 3)).toBe(true);
    const { hidden, withheld } = suppress(one);
    expect(recovered({ ...one, hidden, withheld })).toEqual([]);
    const found = fc
      .sample(anyTable, { seed: 4, numRuns: 100 })
      .filter((table) => recovered(onlySmall(table)).length > 0);
    expect(found.length).toBeGreaterThan(50);
  });

  it('the search finds a cell that only bounds tell: two that add up to 2 and are both small', () => {
    const axes: SummedTable['axes'] = [total(1), total(1), { leaves: 2, sums: [[0, 1]] }];
    const table = tableOf(axes, [1, 1]);
    const shown = { ...table, hidden: table.values.map((value) => value === 1), withheld: new Set<number>() };
    expect(recovered(shown).map((cell) => table.values[cell])).toEqual(expect.arrayContaining([1, 1]));
    const { hidden, withheld } = suppress(table);
    expect(recovered({ ...table, hidden, withheld })).toEqual([]);
  });

  it('a table in which even that leaves one reading only is withheld as a whole', () => {
    const axes: SummedTable['axes'] = [
      total(1),
      total(1),
      { leaves: 9, sums: [[0, 1, 2, 3, 4, 5, 6, 7, 8]] },
    ];
    const table = tableOf(axes, new Array<number>(9).fill(1));
    const { hidden, withheld } = suppress(table);
    expect(hidden.every(Boolean)).toBe(true);
    expect(withheld.size).toBe(2);
    expect(recovered({ ...table, hidden, withheld })).toEqual([]);
  });

  it('a table without small counts is published whole, and so is an empty one', () => {
    for (const values of [[10, 20, 30, 40, 50, 60, 70, 80], new Array<number>(8).fill(0)]) {
      const { hidden } = suppress(tableOf([total(2), total(1), FEW], values));
      expect(hidden.some(Boolean)).toBe(false);
    }
  });
});

describe('S11 a city of 29 offices', () => {
  /** Windows of a month by office and kind in the proportions of requirements §1 R42 and §4. */
  function city(seed: number, scale: number): SummedTable {
    const random = seededRandom(seed);
    const shares = [0.22, 0.12, 0.008, 0.007, 0.003, 0.6, 0.01, 0.03, 0.0015];
    const values = Array.from({ length: 29 * 2 }, (_, place) => {
      const windows = (place % 2 === 0 ? 1_500 + 4_000 * random() : 100 + 250 * random()) * scale;
      return shares.map((share) => Math.round(windows * share * (0.5 + random())));
    });
    return tableOf([total(29), total(2), categoryAxis], values.flat());
  }

  it.each([
    [1, 1],
    [2, 1],
    [3, 0.2],
    [4, 0.02],
  ])(
    'has for every hidden cell another month that is published in the same way (seed %i, size %d)',
    (seed, scale) => {
      const table = city(seed, scale);
      const { hidden, withheld, alternatives } = suppress(table);
      for (const move of new Set(alternatives.values())) {
        const other = [1, -1]
          .map((sign) => moved(table, move, sign))
          .find((found) => looksAlike(table, found, hidden, withheld));
        if (other === undefined) throw new Error(`no other table for ${JSON.stringify(move)}`);
        for (const { cell } of move) expect(other.values[cell]).not.toBe(table.values[cell]);
      }
      for (const [cell, move] of alternatives) expect(move.some((change) => change.cell === cell)).toBe(true);
      expect([...alternatives.keys()].sort((a, b) => a - b)).toEqual(
        hidden.flatMap((isHidden, cell) => (isHidden ? [cell] : [])),
      );
    },
  );

  it('shows the number of windows and ratings of a month of usual size everywhere', () => {
    const { axes, values } = city(1, 1);
    const { hidden } = suppress({ axes, values });
    const shown = (position: number): number =>
      values.filter((_, cell) => placeOf(axes, cell)[2] === position && !hidden[cell]).length;
    expect([shown(11), shown(12)]).toEqual([90, 90]);
    expect(hidden.filter(Boolean).length / hidden.length).toBeLessThan(0.6);
  });
});

/** The table with other leaves, added up anew. */
function moved(
  { axes, values }: SummedTable,
  move: ReadonlyArray<{ cell: number; by: number }>,
  sign: number,
): SummedTable {
  const changed = [...values];
  for (const { cell, by } of move) changed[cell] = (changed[cell] ?? 0) + sign * by;
  return summed(axes, (a, b, c) => changed[cellAt(axes, [a, b, c])] ?? 0);
}

const looksAlike = (
  table: SummedTable,
  other: SummedTable,
  hidden: readonly boolean[],
  withheld: ReadonlySet<number>,
): boolean =>
  table.values.every((value, cell) => {
    const found = other.values[cell] ?? 0;
    if (!hidden[cell]) return found === value;
    const knownSmall = isSmall(value) && !withheld.has(placeOf(table.axes, cell)[0]);
    return knownSmall ? isSmall(found) : found >= 0;
  });
