import type { Clock, Timer } from '#platform/clock.js';
import type { Atmega328 } from './atmega328.js';

/** Slice while something is going on, and while nothing is: only input can then make the pins move. */
const BUSY_MS = 1;
const QUIET_MS = 10;
const BUSY_FOR_MS = 20;
/** Further behind than this the chip is not made to catch up: the machine was stopped or is too slow. */
const MOST_BEHIND_MS = 250;

/**
 * Keeps a chip in step with real time, in slices that are long when nothing happens. `touch` before anything is
 * done to the chip from outside, so that it happens at its right moment. `onSlice` runs after each slice.
 */
export class Pacer {
  private origin = 0;
  private busyUntil = 0;
  private timer: Timer | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly chip: Atmega328,
    private readonly onSlice: () => void,
  ) {}

  get running(): boolean {
    return this.timer !== undefined;
  }

  /** Starts or goes on; the time it stood still is not made up for. */
  run(): void {
    this.origin = this.clock.monotonic() - this.chip.elapsedMs;
    this.slice();
  }

  halt(): void {
    this.timer?.cancel();
    this.timer = undefined;
  }

  /** Brings the chip up to now and keeps it close for a while. Nothing while halted. */
  touch(): void {
    if (this.timer === undefined) return;
    this.busyUntil = this.clock.monotonic() + BUSY_FOR_MS;
    this.timer.cancel();
    this.slice();
  }

  private slice(): void {
    const now = this.clock.monotonic();
    const behind = now - this.origin - this.chip.elapsedMs;
    if (behind > MOST_BEHIND_MS) this.origin += behind - MOST_BEHIND_MS;
    if (behind > 0) this.chip.advance(Math.min(behind, MOST_BEHIND_MS));
    this.onSlice();
    if (!this.chip.quiet) this.busyUntil = now + BUSY_FOR_MS;
    this.timer = this.clock.after(now < this.busyUntil ? BUSY_MS : QUIET_MS, () => this.slice());
  }
}
