import { checkCount, checkProbability } from './share.js';

/** S8's bound: under it, that citizens merely did not choose the level is taken for no explanation. */
const COVERED_UNDER = 0.001;

/**
 * (1 − q)^n: the chance that citizens who choose a level with the office's share q leave it unpressed n times in a row
 * (S8). 1 for no ratings or a level that nobody chooses. Throws `RangeError` unless 0 ≤ share ≤ 1 and `ratings` is a count.
 */
export function chanceUnpressed(share: number, ratings: number): number {
  checkProbability(share);
  checkCount(ratings);
  return (1 - share) ** ratings;
}

/** The key of a level with this share looks covered or dead after so many ratings without it (S8). */
export const isCovered = (share: number, ratings: number): boolean =>
  chanceUnpressed(share, ratings) < COVERED_UNDER;
