import { systemClock } from '#platform/clock.js';

/**
 * Bounded waiting without sleeping: `changed` is called whenever something happened, `until` looks again at each
 * such moment. A timeout names what was awaited and keeps the stack of whoever waited.
 */
export class Expectation {
  private readonly looks = new Set<() => void>();

  changed(): void {
    for (const look of this.looks) look();
  }

  /** Resolves with the first result of `look` that is not `undefined`; rejects after `ms`. */
  until<T>(what: string, ms: number, look: () => T | undefined): Promise<T> {
    const late = new Error(`not within ${ms} ms: ${what}`);
    return new Promise((resolve, reject) => {
      const finish = (act: () => void) => {
        timer.cancel();
        this.looks.delete(check);
        act();
      };
      const timer = systemClock.after(ms, () => finish(() => reject(late)));
      const check = () => {
        const result = look();
        if (result !== undefined) finish(() => resolve(result));
      };
      this.looks.add(check);
      check();
    });
  }
}
