import type { ShareName } from '#contract/figures.js';
import type { Words } from '#words/catalogue.js';

/** Measures that can be charted with limits, the one people ask about first. */
export const MEASURES = [
  'satisfaction',
  'dissatisfaction',
  'responseRate',
  'coverage',
] as const satisfies readonly [ShareName, ...ShareName[]];

export const measureOptions = (t: Words) => MEASURES.map((value) => ({ value, name: t.wall.figures[value] }));
