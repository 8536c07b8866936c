import type { Clock } from '#platform/clock.js';

interface Sample {
  /** Hub time minus the box's monotonic clock, ms. */
  readonly offset: number;
  readonly roundTrip: number;
}

const KEPT_SAMPLES = 8;

/**
 * The box's estimate of hub time, laid over its monotonic clock, so that a jump of the wall clock moves nothing.
 * Of the last exchanges the one with the shortest round trip counts; its error is at most half that trip.
 */
export class HubTime {
  private samples: Sample[] = [];
  private coarse: number | undefined;
  private stale = false;

  constructor(private readonly clock: Clock) {}

  /** Unix ms. Before the hub was heard, what the machine believes. */
  now(): number {
    const best = this.samples.reduce<Sample | undefined>(
      (a, b) => (a === undefined || b.roundTrip < a.roundTrip ? b : a),
      undefined,
    );
    const offset = best?.offset ?? this.coarse;
    return offset === undefined ? this.clock.wall() : this.clock.monotonic() + offset;
  }

  /** How far the machine's wall clock is ahead of hub time, ms; undefined before the hub was heard. */
  wallError(): number | undefined {
    return this.coarse === undefined ? undefined : this.clock.wall() - this.now();
  }

  /** The hub answered a question sent at `askedAt` (monotonic) with its own time. */
  answered(askedAt: number, hubMs: number): void {
    const now = this.clock.monotonic();
    if (askedAt > now) return;
    this.renew(hubMs - now);
    this.samples = [...this.samples, { offset: hubMs - (askedAt + now) / 2, roundTrip: now - askedAt }].slice(
      -KEPT_SAMPLES,
    );
  }

  /** A message the hub stamped; good enough until an answer comes. */
  heard(hubMs: number): void {
    this.renew(hubMs - this.clock.monotonic());
  }

  /**
   * A new connection may lead to another hub, or to the same one with its clock set. What was measured before still
   * holds until the hub is heard: it is nearer to hub time than a wall clock that nobody has set.
   */
  expire(): void {
    this.stale = true;
  }

  private renew(coarse: number): void {
    if (!this.stale && this.coarse !== undefined) return;
    if (this.stale) this.samples = [];
    this.stale = false;
    this.coarse = coarse;
  }
}
