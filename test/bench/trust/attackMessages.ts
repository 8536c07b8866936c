/** What the attacking process is told. */
export interface AttackOrder {
  readonly http: string;
  /** PEM. */
  readonly authority: string;
  readonly clients: number;
  /** Tried by all of them in turn. */
  readonly names: readonly string[];
}

/** Answers by their status, 0 for none. */
export type AttackReport = Readonly<Record<number, number>>;
