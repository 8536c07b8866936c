import type { Clock } from '#platform/clock.js';

interface Silence {
  readonly seenMs: number | null;
  /** Monotonic. */
  readonly from: number;
}

/**
 * How long boxes have been silent while this hub listened. When a box was heard last is a wall-clock time; from the first
 * look at a silence on, it is measured on the monotonic clock, so that setting the wall clock neither makes one nor hides it.
 */
export class Silences {
  private readonly silences = new Map<string, Silence>();
  private startedAt = 0;

  constructor(private readonly clock: Clock) {}

  start(): void {
    this.startedAt = this.clock.monotonic();
  }

  /** Of a box that is silent, in ms. `seenMs` is when it was heard last; null for one that never was. */
  of(box: string, seenMs: number | null): number {
    const now = this.clock.monotonic();
    let silence = this.silences.get(box);
    if (silence?.seenMs !== seenMs || silence === undefined) {
      const passed = seenMs === null ? 0 : this.clock.wall() - seenMs;
      silence = { seenMs, from: now - Math.min(Math.max(passed, 0), now - this.startedAt) };
      this.silences.set(box, silence);
    }
    return now - silence.from;
  }

  /** The box is not silent. */
  end(box: string): void {
    this.silences.delete(box);
  }
}
