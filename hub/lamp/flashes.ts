import type { LampShows } from '#contract/signals.js';

/** How a light flashes, in ms. */
export interface Flash {
  readonly onMs: number;
  readonly offMs: number;
}

/**
 * Two flashes a second for high, one for medium, one in four seconds without the hub; everything else is steady. Never
 * three in a second (WCAG 2.3.1), and told apart without seeing colours.
 */
export const FLASHES: Readonly<Partial<Record<LampShows, Flash>>> = {
  high: { onMs: 250, offMs: 250 },
  medium: { onMs: 500, offMs: 500 },
  disconnected: { onMs: 1_000, offMs: 3_000 },
};
