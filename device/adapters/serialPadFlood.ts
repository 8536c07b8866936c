import type { Clock } from '#platform/clock.js';

/**
 * Most lines a second from a pad, damaged ones included. Its protocol allows 1,000 key lines, which a single contact
 * that chatters without end may use up; the rest is room for answers and noise. At 115200 baud, 1,280 of its
 * shortest lines fit on the wire.
 */
export const MOST_LINES_PER_S = 1_500;

/** Lines that queued up while this process was blocked for as long as the heartbeat allows, and more, are no flood. */
const CREDIT_S = 3;
/** Of a pad that flooded before: enough to say who it is. */
const LITTLE_CREDIT = 100;

/** Tells when a pad says more than this process should listen to. */
export class SerialPadFlood {
  private credit: number;
  private at: number;

  /** @param wary the pad flooded before: no more than `MOST_LINES_PER_S` a second is allowed from the start */
  constructor(
    private readonly clock: Clock,
    wary: boolean,
  ) {
    this.credit = wary ? LITTLE_CREDIT : CREDIT_S * MOST_LINES_PER_S;
    this.at = clock.monotonic();
  }

  /** Counts a line; true when it is one too many. */
  count(): boolean {
    const now = this.clock.monotonic();
    const earned = ((now - this.at) * MOST_LINES_PER_S) / 1_000;
    this.at = now;
    this.credit = Math.min(this.credit + earned, CREDIT_S * MOST_LINES_PER_S) - 1;
    return this.credit < 0;
  }
}
