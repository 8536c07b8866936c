import { LEVELS, type Level } from '#contract/values.js';
import type { Scene } from '../ports/panel.js';

/** Which of the six lamps of a rating box are lit. */
export interface Lamps {
  readonly keys: readonly Level[];
  readonly accepted: boolean;
}

export const ALL_DARK: Lamps = { keys: [], accepted: false };

const [FIRST, , , , LAST] = LEVELS;

/**
 * How a scene looks on lamps that are either on or off, at the given beat (0, 1, 2 …). A countdown flashes once
 * a second, well below the three flashes of WCAG 2.3.1; a fault wanders slowly between the outer keys.
 */
export function lampPattern(scene: Scene, beat: number): Lamps {
  switch (scene.kind) {
    case 'dark':
      return ALL_DARK;
    case 'invite':
      return { keys: LEVELS, accepted: false };
    case 'countdown':
      return beat % 2 === 0 ? { keys: LEVELS, accepted: false } : ALL_DARK;
    case 'accepted':
      return { keys: [], accepted: true };
    case 'fault':
      return { keys: outer(beat % 2 === 0 ? FIRST : LAST), accepted: false };
  }
}

/** Time from one beat of a scene to the next in ms; undefined for a scene that stands still. */
export function beatOf(scene: Scene): number | undefined {
  if (scene.kind === 'countdown') return 500;
  return scene.kind === 'fault' ? 1_000 : undefined;
}

const outer = (level: Level | undefined): Level[] => (level === undefined ? [] : [level]);
