import type { LampName, LitLamps } from '../../device/adapters/lampPattern.js';
import type { Key } from '../../device/ports/panel.js';

/** What hands, cables and mains can do to a board, whether it is simulated in this process or in another. */
export interface Board {
  /** Path that serialport opens; the same before and after an unplug. */
  readonly link: string;
  /** Closes a key's contact; opens it. A key that is not wired does nothing. */
  press(key: Key): Promise<void> | void;
  release(key: Key): Promise<void> | void;
  /**
   * A contact that chatters: changes at once, and again after each of `pattern` (ms, fractions allowed), on the
   * board's own clock. `[30]` on an open key is a press held for 30 ms.
   */
  bounce(key: Key, pattern: readonly number[]): Promise<void> | void;
  /** Cable out: the serial device disappears and the board has no power. */
  unplug(): Promise<void>;
  /** Cable in: the board boots, with the keys as they are held. */
  plug(): Promise<void>;
  /** Brown-out: the processor starts again while the serial device stays. */
  reset(): Promise<void> | void;
  /** The processor stops, with the lamps as they are; bytes sent to it are lost. */
  hang(): Promise<void> | void;
  unhang(): Promise<void> | void;
  /** The lamps as the pins drive them now. */
  lamps(): LitLamps;
  /** Calls back after each change of a lamp, in brightness too, until the returned function is called. */
  watch(listener: () => void): () => void;
}

/** Sees how bright the lamps of a board are. */
export interface LampMeter {
  /** Of a lamp as the eye sees it, 0 (dark, or not wired) to 1 (full). */
  brightness(lamp: LampName): number;
}
