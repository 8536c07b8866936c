import { type Axis, cellAt, leavesOf, placeOf, positions, type SummedTable } from './axes.js';

/** One cell that a move changes, by +1 or −1. */
export interface Change {
  readonly cell: number;
  readonly by: number;
}

/**
 * A way to change a table so that all its sums stay true: some leaves get one more, some one less, and sums with them.
 * Whoever sees only the cells that it does not change cannot tell the table before from the table after.
 */
export type Move = readonly Change[];

/** Leaves that get one more or one less along one axis, and every position of the axis that changes with them. */
type AxisMove = ReadonlyArray<{ readonly position: number; readonly by: number }>;

/** Every move of a simple shape that changes the cell by +1. */
export function* movesOf({ axes }: SummedTable, cell: number): Generator<Move> {
  const [a, b, c] = placeOf(axes, cell);
  const [first, second, third] = [axisMoves(axes[0], a), axisMoves(axes[1], b), axisMoves(axes[2], c)];
  for (const x of first)
    for (const y of second)
      for (const z of third)
        yield x.flatMap((i) =>
          y.flatMap((j) =>
            z.map((k) => ({
              cell: cellAt(axes, [i.position, j.position, k.position]),
              by: i.by * j.by * k.by,
            })),
          ),
        );
}

/** One leaf below the position gets one more; no other leaf, or one elsewhere, gets one less. */
function axisMoves(axis: Axis, position: number): AxisMove[] {
  const within = leavesOf(axis, position);
  const elsewhere = Array.from({ length: axis.leaves }, (_, leaf) => leaf).filter(
    (leaf) => !within.includes(leaf),
  );
  return within.flatMap((more) => [
    effect(axis, more, undefined),
    ...elsewhere.map((less) => effect(axis, more, less)),
  ]);
}

function effect(axis: Axis, more: number, less: number | undefined): AxisMove {
  const changed: Array<{ position: number; by: number }> = [];
  for (let position = 0; position < positions(axis); position++) {
    const leaves = leavesOf(axis, position);
    const by = Number(leaves.includes(more)) - Number(less !== undefined && leaves.includes(less));
    if (by !== 0) changed.push({ position, by });
  }
  return changed;
}
