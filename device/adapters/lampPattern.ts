import { LEVELS, type Level } from '#contract/values.js';
import type { Scene } from '../ports/panel.js';

/** Brightness of the lamps of a rating box as the eye sees it, each 0 (dark) to 1 (full). */
export interface Lamps {
  readonly keys: Readonly<Record<Level, number>>;
  readonly accepted: number;
  /** Of the key for more time, where a panel has one. */
  readonly moreTime: number;
}

/** Lamps brighter than this count as lit where a lamp is either on or off. */
const LIT = 0.3;

/** The invitation breathes between these, once in `BREATH_MS`: alive, never dark, and no flash (WCAG 2.3.1). */
const BREATH = { low: 0.6, high: 1 } as const;
const BREATH_MS = 2_400;
/** Each second of the countdown begins at full brightness and sinks to `EMBER`. */
const PULSE_MS = 1_000;
const EMBER = 0.1;
const WANDER_MS = 1_000;
/** Often enough that a fade looks smooth, seldom enough for a slow serial line. */
const FRAME_MS = 50;

const [FIRST, , , , LAST] = LEVELS as readonly [Level, Level, Level, Level, Level];

const all = (brightness: number): Lamps['keys'] => ({
  5: brightness,
  4: brightness,
  3: brightness,
  2: brightness,
  1: brightness,
});

/** A lamp, named by the key it belongs to; the accepted lamp stands by itself. */
export type LampName = Level | 'accepted' | 'more-time';

export function brightnessIn(lamps: Lamps, lamp: LampName): number {
  if (lamp === 'accepted') return lamps.accepted;
  return lamp === 'more-time' ? lamps.moreTime : lamps.keys[lamp];
}

export const ALL_DARK: Lamps = { keys: all(0), accepted: 0, moreTime: 0 };

/**
 * How a scene looks `sinceMs` after it was shown. A countdown pulses once a second, well below the three flashes
 * of WCAG 2.3.1; a fault wanders slowly between the outer keys. Every level looks the same (W11).
 */
export function lampPattern(scene: Scene, sinceMs: number): Lamps {
  switch (scene.kind) {
    case 'dark':
      return ALL_DARK;
    case 'invite':
      return { keys: all(breath(sinceMs)), accepted: 0, moreTime: Number(scene.moreTime) };
    case 'countdown':
      return { keys: all(pulse(sinceMs)), accepted: 0, moreTime: Number(scene.moreTime) };
    case 'accepted':
      return { ...ALL_DARK, accepted: 1 };
    case 'test':
      return { keys: all(1), accepted: 1, moreTime: 1 };
    case 'fault': {
      const lit = Math.floor(sinceMs / WANDER_MS) % 2 === 0 ? FIRST : LAST;
      return { ...ALL_DARK, keys: { ...all(0), [lit]: 1 } };
    }
  }
}

/** Time from one picture of a scene to the next in ms; undefined for a scene that stands still. */
export function frameOf(scene: Scene): number | undefined {
  if (scene.kind === 'invite' || scene.kind === 'countdown') return FRAME_MS;
  return scene.kind === 'fault' ? WANDER_MS : undefined;
}

/** The lamps as seen by who can only tell light from dark. */
export interface LitLamps {
  readonly keys: readonly Level[];
  readonly accepted: boolean;
}

export const NONE_LIT: LitLamps = { keys: [], accepted: false };

/** Whether a lamp that is either on or off is on at this brightness. */
export const isLit = (brightness: number): boolean => brightness > LIT;

export const litLamps = ({ keys, accepted }: Lamps): LitLamps => ({
  keys: LEVELS.filter((level) => isLit(keys[level])),
  accepted: isLit(accepted),
});

function breath(sinceMs: number): number {
  const depth = (1 + Math.cos((2 * Math.PI * sinceMs) / BREATH_MS)) / 2;
  return BREATH.low + (BREATH.high - BREATH.low) * depth;
}

/** One sinking light a second, quick at first; a lamp without brightness is on for its first half (0.53 s). */
function pulse(sinceMs: number): number {
  const left = 1 - (sinceMs % PULSE_MS) / PULSE_MS;
  return EMBER + (1 - EMBER) * left ** 2;
}
