import type { Level } from '../contract/values.js';
import type { Phrase } from './language.js';

/** Name of the face drawn for a level; shape, not colour, tells the levels apart (WCAG 1.4.1). */
export type Face = 'beaming' | 'smiling' | 'neutral' | 'frowning' | 'crying';

export interface LevelWords {
  readonly label: Phrase;
  readonly face: Face;
}

/** The five levels, best first, as they lie on the box from left to right. */
export const levels = {
  5: { label: { zh: '非常滿意', en: 'Very satisfied' }, face: 'beaming' },
  4: { label: { zh: '滿意', en: 'Satisfied' }, face: 'smiling' },
  3: { label: { zh: '普通', en: 'Neutral' }, face: 'neutral' },
  2: { label: { zh: '不滿意', en: 'Dissatisfied' }, face: 'frowning' },
  1: { label: { zh: '非常不滿意', en: 'Very dissatisfied' }, face: 'crying' },
} as const satisfies Record<Level, LevelWords>;
