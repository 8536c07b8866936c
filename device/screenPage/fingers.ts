import type { Key } from '../ports/panel.js';

/**
 * Which keys are down. A key is down as long as anything presses it: a finger by its pointer's number, a key of the
 * keyboard by its name. One finger presses one key, and only the one it came down on.
 */
export class Fingers {
  private readonly presses = new Map<number | string, Key>();

  /** `moved` is told each key that goes down or up. */
  constructor(private readonly moved: (key: Key, down: boolean) => void) {}

  get held(): readonly Key[] {
    return [...new Set(this.presses.values())];
  }

  /** Pressing again with a finger that is down, as a keyboard's repeat does, changes nothing. */
  press(finger: number | string, key: Key): void {
    if (this.presses.has(finger)) return;
    const first = !this.isDown(key);
    this.presses.set(finger, key);
    if (first) this.moved(key, true);
  }

  /** A finger that is not down changes nothing. */
  lift(finger: number | string): void {
    const key = this.presses.get(finger);
    if (key === undefined) return;
    this.presses.delete(finger);
    if (!this.isDown(key)) this.moved(key, false);
  }

  liftAll(): void {
    for (const finger of [...this.presses.keys()]) this.lift(finger);
  }

  private isDown(key: Key): boolean {
    return this.held.includes(key);
  }
}
