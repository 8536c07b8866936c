import { KEYS, type Key } from '../../device/ports/panel.js';

/** Closes or opens a key's contact. */
export type MoveKey = (key: Key, down: boolean) => void;

/**
 * Whose fingers rest on the keys of one panel. A key is down as long as anybody holds it, and a visitor who
 * leaves takes all fingers along, so that a closed page never leaves a key stuck.
 */
export class Fingers {
  private readonly holders = new Map<Key, Set<string>>(KEYS.map((key) => [key, new Set()]));

  constructor(private readonly move: MoveKey) {}

  /** Pressing a key one already holds, or lifting a finger that is not there, changes nothing. */
  press(visitor: string, key: Key, down: boolean): void {
    const holders = this.holders.get(key);
    if (holders === undefined || holders.has(visitor) === down) return;
    if (down) holders.add(visitor);
    else holders.delete(visitor);
    if (holders.size === (down ? 1 : 0)) this.move(key, down);
  }

  leave(visitor: string): void {
    for (const key of KEYS) this.press(visitor, key, false);
  }
}
