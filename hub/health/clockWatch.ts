import { type Clock, every, type Timer } from '#platform/clock.js';
import type { Service } from '#platform/service.js';

const LOOK_MS = 10_000;
const KEPT_MS = 24 * 3_600_000;
/** Slewing by an NTP client stays far below this within one look. */
const STEP_MS = 250;

/** Notices when the wall clock is set: it then moves against the monotonic clock by more than a look's worth of slewing. */
export class ClockWatch implements Service {
  readonly name = 'clock watch';
  private readonly steps: Array<{ readonly at: number; readonly ms: number }> = [];
  private offset = 0;
  private ticker: Timer | undefined;

  constructor(private readonly clock: Clock) {}

  start(): void {
    this.offset = this.clock.wall() - this.clock.monotonic();
    this.ticker = every(this.clock, LOOK_MS, () => this.look());
  }

  stop(): void {
    this.ticker?.cancel();
  }

  /** Largest step within the last 24 h, ms, forwards or backwards; 0 when there was none. */
  largestStep(): number {
    this.look();
    return this.steps.reduce((most, { ms }) => Math.max(most, ms), 0);
  }

  private look(): void {
    const at = this.clock.monotonic();
    const offset = this.clock.wall() - at;
    const ms = Math.abs(offset - this.offset);
    this.offset = offset;
    if (ms >= STEP_MS) this.steps.push({ at, ms });
    while (this.steps[0] !== undefined && at - this.steps[0].at > KEPT_MS) this.steps.shift();
  }
}
