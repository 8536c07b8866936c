import type { Clock } from './clock.js';

/** Enough for the start of a program and for one bad moment. */
const AT_ONCE = 200;
const PER_SECOND = 10;

/** How many lines a log may take: a token bucket that counts what it refused. */
export class LineAllowance {
  private lines = AT_ONCE;
  private at: number;
  private refused = 0;

  constructor(private readonly clock: Clock) {
    this.at = clock.monotonic();
  }

  /** `leftOut`: how many were refused since the last one granted. */
  ask(): { readonly granted: boolean; readonly leftOut: number } {
    const now = this.clock.monotonic();
    this.lines = Math.min(AT_ONCE, this.lines + ((now - this.at) / 1_000) * PER_SECOND);
    this.at = now;
    if (this.lines < 1) {
      this.refused++;
      return { granted: false, leftOut: 0 };
    }
    this.lines--;
    const leftOut = this.refused;
    this.refused = 0;
    return { granted: true, leftOut };
  }
}
