import {
  ALL_DARK,
  brightnessIn,
  type LampName,
  type Lamps,
  type LitLamps,
  litLamps,
} from '../../device/adapters/lampPattern.js';
import type { LampMeter } from './board.js';

/** The lamps of a board as they were last seen, and who wants to know of changes. */
export class LampWatch implements LampMeter {
  private seen: Lamps = ALL_DARK;
  private readonly listeners = new Set<() => void>();

  /** Tells the listeners only of a difference. */
  see(lamps: Lamps): void {
    if (JSON.stringify(lamps) === JSON.stringify(this.seen)) return;
    this.seen = lamps;
    for (const listener of this.listeners) listener();
  }

  /** Every lamp with its brightness. */
  get lamps(): Lamps {
    return this.seen;
  }

  /** Light and dark only. */
  lit(): LitLamps {
    return litLamps(this.seen);
  }

  brightness(lamp: LampName): number {
    return brightnessIn(this.seen, lamp);
  }

  watch(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }
}
