import type { SCREENS } from '#contract/statistics.js';

export type Screen = (typeof SCREENS)[number];

/** Every flag there is; a test compares it with the contract, whose schemas are too heavy for a browser. */
export const SCREENS_SHOWN: readonly Screen[] = [
  'too-quick',
  'response-near-all',
  'long-run',
  'unlike-office',
];
