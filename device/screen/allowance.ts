import type { Clock } from '#platform/clock.js';

/** Allows `rate` a second on average and `burst` at once. */
export class Allowance {
  private left: number;
  private at: number;

  constructor(
    private readonly rate: number,
    private readonly burst: number,
    private readonly clock: Clock,
  ) {
    this.left = burst;
    this.at = clock.monotonic();
  }

  /** Whether one more is allowed now; what is refused costs nothing. */
  take(): boolean {
    const now = this.clock.monotonic();
    this.left = Math.min(this.burst, this.left + ((now - this.at) * this.rate) / 1_000);
    this.at = now;
    if (this.left < 1) return false;
    this.left--;
    return true;
  }
}
