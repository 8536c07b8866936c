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

export interface Citizen {
  /** Undefined for one who leaves without pressing. */
  readonly level: Level | undefined;
  /** From the invitation to the press, ms. */
  readonly hesitationMs: number;
  /** How long the key is held, ms. */
  readonly holdMs: number;
}

export function meetCitizen(random: Random, { silence, dissatisfaction }: Temper): Citizen {
  const answers = random() >= silence;
  const level = weighted(random, random() < dissatisfaction ? DISCONTENT : CONTENT);
  return {
    level: answers ? level : undefined,
    hesitationMs: Math.min(2_000 + exponential(random, 4_000), 25_000),
    holdMs: 80 + random() * 200,
  };
}
