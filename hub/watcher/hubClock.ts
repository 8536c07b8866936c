import type { Clock } from '#platform/clock.js';

/**
 * The hub's time on a machine whose own clock may be wrong: set from the hub's word, carried on by the
 * monotonic clock. Before the first word it is the machine's.
 */
export class HubClock {
  private offset: number;

  constructor(private readonly clock: Clock) {
    this.offset = clock.wall() - clock.monotonic();
  }

  /** Takes the hub's time, in Unix ms, as it is right now. */
  set(hubMs: number): void {
    this.offset = hubMs - this.clock.monotonic();
  }

  /** Unix ms by the hub's clock. */
  now(): number {
    return this.offset + this.clock.monotonic();
  }
}
