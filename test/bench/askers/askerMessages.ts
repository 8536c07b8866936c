/** What askers are to do, in a file. */
export interface AskerOrder {
  /** Addresses asked one after the other, again and again. */
  readonly urls: readonly string[];
  /** So many ask at the same time. */
  readonly askers: number;
}

/** What askers tell when they are told to stop. */
export interface AskerReport {
  readonly answered: number;
  /** Told to come again later, because too many were waiting. */
  readonly busy: number;
  /** Statuses of other answers, the first few. */
  readonly refused: readonly string[];
}
