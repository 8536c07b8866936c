import type { SessionView } from '#contract/access.js';
import type { Clock } from '#platform/clock.js';
import { type Ending, ending, LIVE_WARNING_MS, WARNING_MS } from './ending.js';
import { stopwatch } from './stopwatch.js';

/**
 * How long the session still lasts, as far as a page can know: by what the hub said of it last, and by what was asked of
 * the hub since, since each request begins the idle time anew.
 */
export class SessionClock {
  /** The longest idle time the hub was heard to allow, ms. */
  private idleMs: number | undefined;
  private endMs: number | undefined;
  private sinceUse: () => number;
  private sinceTold: () => number;

  constructor(
    private readonly clock: Clock,
    /** A page with a live stream is in use as long as it is open. */
    private readonly live: boolean,
  ) {
    this.sinceUse = stopwatch(clock);
    this.sinceTold = stopwatch(clock);
  }

  /** `hubMs`: when the hub said it, by its own clock. */
  told({ idleUntil, endsAt }: Pick<SessionView, 'idleUntil' | 'endsAt'>, hubMs: number): void {
    const left = (until: string | undefined) => (until === undefined ? undefined : Date.parse(until) - hubMs);
    this.idleMs = left(idleUntil);
    this.endMs = left(endsAt);
    this.sinceUse = stopwatch(this.clock);
    this.sinceTold = stopwatch(this.clock);
  }

  used(): void {
    this.sinceUse = stopwatch(this.clock);
  }

  ending(): Ending {
    const idle = this.live || this.idleMs === undefined ? undefined : this.idleMs - this.sinceUse();
    const end = this.endMs === undefined ? undefined : this.endMs - this.sinceTold();
    return ending(idle, end, this.live ? LIVE_WARNING_MS : WARNING_MS);
  }
}
