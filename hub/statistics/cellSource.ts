import type { Grouping } from '#contract/statistics.js';
import type { IssuanceKind } from '#contract/values.js';
import type { Counts } from './counts.js';

/** Windows issued in the half-open period that pass every filter given. */
export interface CellPopulation {
  readonly fromMs: number;
  readonly toMs: number;
  readonly office?: string;
  readonly counter?: string;
  readonly clerk?: string;
  readonly kind?: IssuanceKind;
  /** `''`: those without a service. */
  readonly service?: string;
}

export interface CellQuestion {
  readonly population: CellPopulation;
  /** At most two, different ones. */
  readonly by: readonly Grouping[];
}

export interface Cell {
  /** One per grouping, written as the contract says of `GROUPINGS`. */
  readonly keys: readonly string[];
  readonly counts: Counts;
  /** Windows that have not ended yet. */
  readonly running: number;
}

/**
 * Answers what was counted. Guarantees that the cells add up to the population exactly, for any period down to the ms,
 * that there is no cell in which nothing was counted and nothing runs, and that cells come in the order of their keys.
 * Without a grouping there is one cell, also when it is empty. Fails only as the database fails.
 */
export interface CellSource {
  cells(question: CellQuestion): readonly Cell[];
}
