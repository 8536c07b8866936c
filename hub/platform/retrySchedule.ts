export interface RetryOptions {
  /** First bound in ms. */
  readonly first: number;
  /** No delay exceeds this, in ms. */
  readonly most: number;
  /** Uniform in [0, 1). */
  readonly random: () => number;
}

/**
 * Delays between attempts: a bound that doubles up to `most`, and a uniform draw from its upper half, so that
 * boxes cut off together do not come back together. `reset` after a success.
 */
export class RetrySchedule {
  private bound: number;

  constructor(private readonly options: RetryOptions) {
    this.bound = options.first;
  }

  next(): number {
    const delay = this.bound * (0.5 + this.options.random() / 2);
    this.bound = Math.min(this.bound * 2, this.options.most);
    return delay;
  }

  reset(): void {
    this.bound = this.options.first;
  }
}
