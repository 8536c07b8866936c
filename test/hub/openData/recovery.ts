import { leavesOf, placeOf, type SummedTable } from '../../../hub/openData/axes.js';

/** What an attacker knows of a published table. */
export interface Published extends SummedTable {
  readonly hidden: readonly boolean[];
  readonly withheld: ReadonlySet<number>;
}

/** lowest ≤ the sum of these leaves ≤ highest. */
interface Bound {
  readonly leaves: readonly number[];
  readonly lowest: number;
  readonly highest: number;
}

/** No count of the tables tried is larger. */
const LARGEST = 100;
/** Tables looked at before the other direction has its turn; one direction may be impossible and slow to exclude. */
const TURNS = [100, 1_000, 10_000, 100_000, 1_000_000];
/** Tables alike are looked for in these neighbourhoods first, and then everywhere. */
const NEIGHBOURHOODS = [1, 4, LARGEST];

/**
 * The hidden cells whose value can be worked out from everything published: all cells and sums shown, that counts are
 * whole and not negative, and which hidden cells are small (1–9), except in rows that are withheld. Complete: a cell is
 * named only after every table that agrees with all of it was excluded, and left out only with such a table at hand,
 * whatever the way in which the cells were chosen. Throws where neither is found in time.
 */
export function recovered(table: Published): number[] {
  const bounds = boundsOf(table);
  return table.values.flatMap((value, cell) => {
    if (!table.hidden[cell]) return [];
    const leaves = leafCells(table, cell);
    const more = { leaves, lowest: value + 1, highest: Number.POSITIVE_INFINITY };
    const less = { leaves, lowest: 0, highest: value - 1 };
    return isPossible(
      [
        [...bounds, more],
        [...bounds, less],
      ],
      table,
    )
      ? []
      : [cell];
  });
}

function boundsOf({ axes, values, hidden, withheld }: Published): Bound[] {
  return values.map((value, cell) => {
    const leaves = leafCells({ axes, values }, cell);
    if (!hidden[cell]) return { leaves, lowest: value, highest: value };
    const small = value >= 1 && value <= 9 && !withheld.has(placeOf(axes, cell)[0]);
    return small
      ? { leaves, lowest: 1, highest: 9 }
      : { leaves, lowest: 0, highest: Number.POSITIVE_INFINITY };
  });
}

/** Numbers of the leaves that a cell adds up. */
function leafCells({ axes }: SummedTable, cell: number): number[] {
  const [a, b, c] = placeOf(axes, cell);
  return leavesOf(axes[0], a).flatMap((i) =>
    leavesOf(axes[1], b).flatMap((j) =>
      leavesOf(axes[2], c).map((k) => (i * axes[1].leaves + j) * axes[2].leaves + k),
    ),
  );
}

interface Search {
  readonly bounds: readonly Bound[];
  /** Where the search begins: tables alike are near the true one. It goes on to all others. */
  readonly near: readonly number[];
  left: number;
}

/** Whether any of the sets of bounds leaves a table. */
function isPossible(sets: ReadonlyArray<readonly Bound[]>, table: SummedTable): boolean {
  const near = nearOf(table);
  const open = new Set(sets);
  for (const turn of TURNS)
    for (const radius of NEIGHBOURHOODS)
      for (const bounds of open) {
        const low = near.map((value) => Math.max(0, value - radius));
        const found = solve(
          { bounds, near, left: turn },
          low,
          near.map((value) => value + radius),
        );
        if (found === true) return true;
        if (found === false && radius === LARGEST) open.delete(bounds);
        if (open.size === 0) return false;
      }
  throw new Error('the search for another table takes too long');
}

function nearOf(table: SummedTable): number[] {
  const near: number[] = [];
  table.values.forEach((value, cell) => {
    const [leaf, ...more] = leafCells(table, cell);
    if (leaf !== undefined && more.length === 0) near[leaf] = value;
  });
  return near;
}

/**
 * Splits what a leaf can be at the value that mends the first bound that the nearest table breaks. Undefined where it ran
 * out of turns.
 */
function solve(search: Search, low: readonly number[], high: readonly number[]): boolean | undefined {
  if (--search.left < 0) return undefined;
  const [from, to] = [[...low], [...high]];
  if (!narrowed(search.bounds, from, to)) return false;
  const nearest = from.map((lowest, leaf) =>
    Math.min(Math.max(search.near[leaf] ?? 0, lowest), to[leaf] ?? 0),
  );
  const sum = (leaves: readonly number[]): number =>
    leaves.reduce((all, leaf) => all + (nearest[leaf] ?? 0), 0);
  const broken = search.bounds.find(({ leaves, lowest, highest }) => {
    const found = sum(leaves);
    return found < lowest || found > highest;
  });
  if (broken === undefined) return true;
  const short = sum(broken.leaves) < broken.lowest;
  const leaf = broken.leaves.find((at) =>
    short ? (nearest[at] ?? 0) < (to[at] ?? 0) : (nearest[at] ?? 0) > (from[at] ?? 0),
  );
  if (leaf === undefined) return false;
  const value = nearest[leaf] ?? 0;
  const up = (): boolean | undefined => solve(search, from.with(leaf, short ? value + 1 : value), to);
  const down = (): boolean | undefined => solve(search, from, to.with(leaf, short ? value : value - 1));
  const [first, second] = short ? [up, down] : [down, up];
  const found = first();
  return found === false ? second() : found;
}

/** Narrows each leaf to what every bound leaves to it, until nothing changes; false where nothing is left. */
function narrowed(bounds: readonly Bound[], low: number[], high: number[]): boolean {
  for (let changed = true; changed; ) {
    changed = false;
    for (const { leaves, lowest, highest } of bounds) {
      let [least, most] = [0, 0];
      for (const leaf of leaves) {
        least += low[leaf] ?? 0;
        most += high[leaf] ?? 0;
      }
      if (least > highest || most < lowest) return false;
      for (const leaf of leaves) {
        const [from, to] = [low[leaf] ?? 0, high[leaf] ?? 0];
        const up = Math.max(from, lowest - (most - to));
        const down = Math.min(to, highest - (least - from));
        if (up > down) return false;
        if (up > from || down < to) {
          low[leaf] = up;
          high[leaf] = down;
          least += up - from;
          most += down - to;
          changed = true;
        }
      }
    }
  }
  return true;
}
