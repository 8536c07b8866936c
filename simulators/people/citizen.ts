import type { Level } from '#contract/values.js';
import { exponential, type Random, weighted } from '../random.js';

export interface Temper {
  /** Share of citizens who leave without pressing. */
  readonly silence: number;
  /** Share of those who press that press 不滿意 or 非常不滿意. */
  readonly dissatisfaction: number;
}

/** Response 12,047 of 12,682 (source documents); dissatisfaction as in the worked p-chart. */
export const usualTemper: Temper = { silence: 0.05, dissatisfaction: 0.035 };

/** Content answers of the rating-system row of Table 12 over its four months. */
const CONTENT: ReadonlyArray<readonly [Level, number]> = [
  [5, 7295],
  [4, 4317],
  [3, 431],
];
const DISCONTENT: ReadonlyArray<readonly [Level, number]> = [
  [2, 3],
  [1, 1],
];

/** Shares of those who use the keys beside the levels; no source counts them. */
const SLOW = 0.02;
const CHOOSY = 0.02;

export interface Citizen {
  /** Undefined for one who leaves without pressing. */
  readonly level: Level | undefined;
  /** Presses the language key before all else. */
  readonly choosesLanguage: boolean;
  /** From the invitation to the press, ms; for one who needs more time, to the press of that key. */
  readonly hesitationMs: number;
  /** From the key for more time to the press of a level, ms; undefined for one who needs no more time. */
  readonly furtherMs: number | undefined;
  /** How long the key is held, ms. */
  readonly holdMs: number;
}

/** Draws as many random numbers for each, so that one citizen's ways do not change the next one's. */
export function meetCitizen(random: Random, { silence, dissatisfaction }: Temper): Citizen {
  const answers = random() >= silence;
  const level = weighted(random, random() < dissatisfaction ? DISCONTENT : CONTENT);
  const hesitationMs = Math.min(2_000 + exponential(random, 4_000), 25_000);
  const holdMs = 80 + random() * 200;
  const choosesLanguage = random() < CHOOSY;
  const slow = random() < SLOW;
  const furtherMs = 20_000 + random() * 10_000;
  return {
    level: answers ? level : undefined,
    choosesLanguage,
    hesitationMs,
    furtherMs: slow ? furtherMs : undefined,
    holdMs,
  };
}
