import type { Clock } from '#platform/clock.js';

interface Sample {
  /** Hub time minus the box's monotonic clock, ms. */
  readonly offset: number;
  readonly roundTrip: number;
}

const KEPT_SAMPLES = 8;
/** Beyond what round trips and drift explain by this much, the hub's own clock was set. */
const SET_MS = 1_000;

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
    const offset = this.best()?.offset ?? this.coarse;
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
    const sample = { offset: hubMs - (askedAt + now) / 2, roundTrip: now - askedAt };
    const best = this.best();
    if (best !== undefined && apart(best, sample) > SET_MS) this.expire();
    this.renew(hubMs - now);
    this.samples = [...this.samples, sample].slice(-KEPT_SAMPLES);
  }

  /**
   * A message the hub stamped; good enough until an answer comes. It may have been long on its way, but one from the
   * future shows that the hub's clock was set, and what the box stamps from now on must agree with it (D7).
   */
  heard(hubMs: number): void {
    const offset = hubMs - this.clock.monotonic();
    const best =
      this.best() ?? (this.coarse === undefined ? undefined : { offset: this.coarse, roundTrip: 0 });
    if (best !== undefined && offset > best.offset + best.roundTrip / 2 + SET_MS) this.expire();
    this.renew(offset);
  }

  /**
   * A new connection may lead to another hub, or to the same one with its clock set. What was measured before still
   * holds until the hub is heard: it is nearer to hub time than a wall clock that nobody has set.
   */
  expire(): void {
    this.stale = true;
  }

  private best(): Sample | undefined {
    return this.samples.reduce<Sample | undefined>(
      (a, b) => (a === undefined || b.roundTrip < a.roundTrip ? b : a),
      undefined,
    );
  }

  private renew(coarse: number): void {
    if (!this.stale && this.coarse !== undefined) return;
    if (this.stale) this.samples = [];
    this.stale = false;
    this.coarse = coarse;
  }
}

/** How far two measurements of the same offset contradict each other, ms; negative when they do not. */
const apart = (a: Sample, b: Sample): number =>
  Math.abs(a.offset - b.offset) - (a.roundTrip + b.roundTrip) / 2;
