import { leavesOf, placeOf, positions, type SummedTable } from './axes.js';
import { type Move, movesOf } from './moves.js';

/** Counts from 1 to this number could point at single people and are never published (S11). */
export const LARGEST_SMALL = 9;

export interface Suppression {
  /** By cell. */
  readonly hidden: readonly boolean[];
  /** Rows of the first axis of which nothing is published; which of their cells are small is not to be seen. */
  readonly withheld: ReadonlySet<number>;
  /** For each hidden cell a move that changes it and nothing that is published. */
  readonly alternatives: ReadonlyMap<number, Move>;
}

export const isSmall = (value: number): boolean => value >= 1 && value <= LARGEST_SMALL;

/** More ways than this to read a cell are no better. */
const ENOUGH_WAYS = 4;
const WAY_MISSING = 50;
/** Many zeros are known to all, for instance of an office without a box; they hide little. */
const ZERO_HIDDEN = 200;

/**
 * Chooses which cells of a table must not be published. Guarantees that every hidden cell has at least two values that
 * agree with everything published: all other cells, all sums in every direction, that counts are whole and not negative,
 * and even the knowledge which cells are small, that is from 1 to 9. The proof is constructive: for each hidden cell there
 * is another table, told by `alternatives`, that is published in exactly the same way.
 *
 * Small cells are hidden first. Then for each hidden cell the least costly move is looked for that changes it, and what
 * the move changes is hidden with it. Where there is none, the whole row is withheld, at worst the whole table.
 */
export function suppress(table: SummedTable): Suppression {
  const steps = suppressing(table);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** The same in steps of a few ms each, for whoever has other work to do in between. */
export function* suppressing(table: SummedTable): Generator<undefined, Suppression> {
  const search = new Search(table);
  for (let cell = search.next(); cell !== undefined; cell = search.next()) {
    search.protect(cell);
    yield;
  }
  return search;
}

class Search implements Suppression {
  readonly hidden: boolean[];
  readonly withheld = new Set<number>();
  readonly alternatives = new Map<number, Move>();
  private readonly weights: readonly number[];

  constructor(private readonly table: SummedTable) {
    this.hidden = table.values.map(isSmall);
    this.weights = table.values.map((value, cell) => weightOf(table, cell, value));
  }

  /** A hidden cell without an alternative. */
  next(): number | undefined {
    const found = this.hidden.findIndex((hidden, cell) => hidden && !this.alternatives.has(cell));
    return found < 0 ? undefined : found;
  }

  protect(cell: number): void {
    const move = this.cheapest(cell);
    if (move === undefined) this.withhold(cell);
    else
      for (const change of move) {
        this.hidden[change.cell] = true;
        if (!this.alternatives.has(change.cell)) this.alternatives.set(change.cell, move);
      }
  }

  private cheapest(cell: number): Move | undefined {
    let best: Move | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (const move of movesOf(this.table, cell)) {
      const cost = this.cost(move, least);
      if (cost >= least) continue;
      least = cost;
      best = move;
    }
    return best;
  }

  /** Infinite for a move that no table allows, in either direction; not worked out beyond `limit`. */
  private cost(move: Move, limit: number): number {
    let cost = 0;
    let [fewest, most] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    for (const { cell, by } of move) {
      if (!this.hidden[cell]) cost += this.weights[cell] ?? 0;
      if (cost >= limit) return Number.POSITIVE_INFINITY;
      const [down, up] = this.room(cell);
      fewest = Math.max(fewest, by > 0 ? -down : -up);
      most = Math.min(most, by > 0 ? up : down);
    }
    const ways = most - fewest;
    return ways < 1
      ? Number.POSITIVE_INFINITY
      : cost + WAY_MISSING * (ENOUGH_WAYS - Math.min(ways, ENOUGH_WAYS));
  }

  /** By how much a cell could be less and more, as far as anybody can know. */
  private room(cell: number): [down: number, up: number] {
    const value = this.table.values[cell] ?? 0;
    const known = isSmall(value) && !this.withheld.has(placeOf(this.table.axes, cell)[0]);
    return known ? [value - 1, LARGEST_SMALL - value] : [value, ENOUGH_WAYS];
  }

  /** Hides the whole row of a cell; where that is done already, the whole table. */
  private withhold(cell: number): void {
    const { axes, values } = this.table;
    const row = placeOf(axes, cell)[0];
    const all = this.withheld.has(row) || leavesOf(axes[0], row).length > 1;
    for (let at = 0; at < positions(axes[0]); at++) if (all || at === row) this.withheld.add(at);
    values.forEach((_, at) => {
      if (this.withheld.has(placeOf(axes, at)[0])) this.hidden[at] = true;
    });
  }
}

/** The larger a sum and the more it adds up, the more is lost with it. */
function weightOf({ axes }: SummedTable, cell: number, value: number): number {
  const place = placeOf(axes, cell);
  const size = axes.reduce((product, axis, index) => product * leavesOf(axis, place[index] ?? 0).length, 1);
  return size * (1 + Math.log10(1 + value)) + (value === 0 ? ZERO_HIDDEN : 0);
}
