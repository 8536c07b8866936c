/**
 * One direction of a table: leaves 0, 1, 2 …, and after them the sums over them, each the list of its leaves. Any two
 * sums share all leaves of one of them or none.
 */
export interface Axis {
  readonly leaves: number;
  readonly sums: ReadonlyArray<readonly number[]>;
}

/** A table of whole numbers in three directions with all its sums; cells are numbered with the last direction fastest. */
export interface SummedTable {
  readonly axes: readonly [Axis, Axis, Axis];
  readonly values: readonly number[];
}

export const positions = ({ leaves, sums }: Axis): number => leaves + sums.length;

/** The leaves a position adds up; a leaf is its own. */
export const leavesOf = ({ leaves, sums }: Axis, position: number): readonly number[] =>
  position < leaves ? [position] : (sums[position - leaves] ?? []);

export const cellAt = (axes: SummedTable['axes'], [a, b, c]: readonly [number, number, number]): number =>
  (a * positions(axes[1]) + b) * positions(axes[2]) + c;

export function placeOf(axes: SummedTable['axes'], cell: number): [number, number, number] {
  const [second, third] = [positions(axes[1]), positions(axes[2])];
  return [Math.floor(cell / (second * third)), Math.floor(cell / third) % second, cell % third];
}

/** Adds up the sums. `leaf` tells the value of each innermost cell. */
export function summed(
  axes: SummedTable['axes'],
  leaf: (a: number, b: number, c: number) => number,
): SummedTable {
  const values = Array.from({ length: axes.reduce((size, axis) => size * positions(axis), 1) }, (_, cell) => {
    const [a, b, c] = placeOf(axes, cell);
    let sum = 0;
    for (const i of leavesOf(axes[0], a))
      for (const j of leavesOf(axes[1], b)) for (const k of leavesOf(axes[2], c)) sum += leaf(i, j, k);
    return sum;
  });
  return { axes, values };
}
