/** A timer that has not run yet. Cancelling one that has run, or twice, does nothing. */
export interface Timer {
  cancel(): void;
}

/**
 * Time as the programs see it. Durations are measured on `monotonic`, which no change of the wall clock
 * moves; `wall` is only for stamps. Nothing else in the product reads a clock or sets a timer.
 */
export interface Clock {
  /** Milliseconds since an arbitrary start; never goes back. */
  monotonic(): number;
  /** Milliseconds since the Unix epoch, as the machine believes. */
  wall(): number;
  /** Runs `task` once after `ms`. An error thrown by `task` is the caller's bug and is not caught. */
  after(ms: number, task: () => void): Timer;
}

export const systemClock: Clock = {
  monotonic: () => performance.now(),
  wall: () => Date.now(),
  after(ms, task) {
    const handle = setTimeout(task, ms);
    return { cancel: () => clearTimeout(handle) };
  },
};

/** Runs `task` every `ms` until cancelled; the next run is set only after `task` returned. */
export function every(clock: Clock, ms: number, task: () => void): Timer {
  let timer = clock.after(ms, run);
  let cancelled = false;
  function run(): void {
    task();
    if (!cancelled) timer = clock.after(ms, run);
  }
  return {
    cancel() {
      cancelled = true;
      timer.cancel();
    },
  };
}

/** A clock that moves only when told; for tests and simulations. Timers run in order of their due time. */
export class ManualClock implements Clock {
  private now = 0;
  private nextId = 0;
  private readonly timers = new Map<number, { due: number; task: () => void }>();

  constructor(private wallStart: number = Date.UTC(2026, 6, 7, 1, 0, 0)) {}

  monotonic(): number {
    return this.now;
  }

  wall(): number {
    return this.wallStart + this.now;
  }

  after(ms: number, task: () => void): Timer {
    const id = this.nextId++;
    this.timers.set(id, { due: this.now + Math.max(0, ms), task });
    return { cancel: () => void this.timers.delete(id) };
  }

  /** Moves on by `ms`, running what falls due on the way at its own time. */
  advance(ms: number): void {
    const target = this.now + ms;
    for (let next = this.earliest(target); next !== undefined; next = this.earliest(target)) {
      const [id, timer] = next;
      this.timers.delete(id);
      this.now = Math.max(this.now, timer.due);
      timer.task();
    }
    this.now = target;
  }

  /** Sets the wall clock as an operator or NTP would; the monotonic clock does not notice. */
  jumpWall(ms: number): void {
    this.wallStart += ms;
  }

  private earliest(limit: number): [number, { due: number; task: () => void }] | undefined {
    let found: [number, { due: number; task: () => void }] | undefined;
    for (const entry of this.timers) {
      if (entry[1].due <= limit && (found === undefined || entry[1].due < found[1].due)) found = entry;
    }
    return found;
  }
}

/** RFC 3339 UTC with milliseconds, as every time on the wire. */
export const timestamp = (epochMs: number): string => new Date(epochMs).toISOString();
