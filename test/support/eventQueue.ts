import { systemClock } from '#platform/clock.js';

/** Events in the order they came. `next` waits for one, but never longer than its bound. */
export class EventQueue<T> {
  private readonly events: T[] = [];
  private waiting: ((event: T) => void) | undefined;

  constructor(private readonly boundMs = 10_000) {}

  push(event: T): void {
    const waiting = this.waiting;
    this.waiting = undefined;
    if (waiting === undefined) this.events.push(event);
    else waiting(event);
  }

  /** Rejects, naming `expected`, when nothing comes within the bound. */
  async next(expected: string): Promise<T> {
    if (this.events.length > 0) return this.events.shift() as T;
    const late = new Error(`${expected} did not come within ${this.boundMs} ms`);
    return new Promise<T>((resolve, reject) => {
      const timer = systemClock.after(this.boundMs, () => {
        this.waiting = undefined;
        reject(late);
      });
      this.waiting = (found) => {
        timer.cancel();
        resolve(found);
      };
    });
  }

  /** Events that came and were not taken. */
  get unread(): readonly T[] {
    return this.events;
  }
}
