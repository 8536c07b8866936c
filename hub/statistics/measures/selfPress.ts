import type { Proportion } from '#contract/figures.js';
import type { Screening } from '#contract/statistics.js';
import { chanceOfAtLeast } from './binomial.js';
import { differenceLimit, largestDifference } from './kolmogorov.js';
import { checkCount, checkProbability, type Share, total, within } from './share.js';

/** What is known of the ratings of one clerk at one counter, and of the clerk's office. */
export interface Presses {
  readonly ratings: number;
  readonly responseRate: Proportion | undefined;
  /** Presses in less than 1 s after the opening. */
  readonly quick: Proportion | undefined;
  readonly longestRun: { readonly length: number };
  /** The office's share of the level of the longest run. */
  readonly shareOfRunLevel: number;
  /** Counts by the classes of `ANSWER_CLASSES_MS`. */
  readonly answerClasses: readonly number[];
  /** Of the whole office, these presses among them. */
  readonly officeAnswerClasses: readonly number[];
}

export type ScreenFlag = Screening['flags'][number];

/** Fewer ratings say nothing about anybody (S6). */
export const LEAST_RATINGS = 30;

/**
 * What chance alone does less often than this is worth a look. With 15 clerks and four screens a month it puts one
 * innocent clerk on the list about once in one and a half years.
 */
export const SCREEN_CHANCE = 0.001;

/** Some citizens press at once; an office without any yet is not taken for proof that there are none. */
export const QUICK_FLOOR = 0.01;

/** Half of the presses before anybody could have heard the invitation, however the rest of the office presses. */
export const QUICK_AT_MOST = 0.5;

/** The response at which hardly a silent citizen is left; an ordinary office has about one answer in three. */
export const NEAR_ALL = 0.95;

/** Shorter runs come of families and groups, who come together and agree. */
export const LEAST_RUN = 10;

/** A fifth of the presses coming at another time is a difference to look at; with large counts a smaller one is certain, yet idle. */
export const LEAST_DIFFERENCE = 0.2;

/**
 * Why somebody should look at these presses (S9): flags, never an accusation, in the order of the contract; none under
 * `LEAST_RATINGS` ratings. Each compares with the rest of the office or with what citizens can do, so an office of one
 * clerk, or one in which all press alike, is judged by fewer screens. Throws `RangeError` for numbers that are no counts
 * or no share.
 */
export function screenPresses(presses: Presses): ScreenFlag[] {
  checkCount(presses.ratings);
  if (presses.ratings < LEAST_RATINGS) return [];
  const rest = presses.officeAnswerClasses.map((count, index) =>
    Math.max(0, count - (presses.answerClasses[index] ?? 0)),
  );
  const found: Record<ScreenFlag, boolean> = {
    'too-quick': tooQuick(presses.quick, rest),
    'response-near-all': nearAll(presses.responseRate),
    'long-run': longRun(presses.longestRun.length, presses.ratings, presses.shareOfRunLevel),
    'unlike-office': unlike(presses.answerClasses, rest),
  };
  return (Object.keys(found) as ScreenFlag[]).filter((flag) => found[flag]);
}

/** Half of all, or more than `SCREEN_CHANCE` allows where quick presses have the share they have in the rest of the office. */
function tooQuick(quick: Share | undefined, rest: readonly number[]): boolean {
  if (quick === undefined || quick.of < LEAST_RATINGS) return false;
  if (quick.count >= QUICK_AT_MOST * quick.of) return true;
  const others = total(rest);
  if (others < LEAST_RATINGS) return false;
  return chanceOfAtLeast(quick, Math.max(QUICK_FLOOR, (rest[0] ?? 0) / others)) < SCREEN_CHANCE;
}

const nearAll = (response: Share | undefined): boolean =>
  response !== undefined && response.count >= NEAR_ALL * response.of;

const longRun = (length: number, ratings: number, share: number): boolean =>
  length >= LEAST_RUN && chanceOfRun(length, ratings, share) < SCREEN_CHANCE;

/**
 * At most the chance that n ratings hold a run of at least `length` of one level with this share:
 * q^L · (1 + (n − L)(1 − q)), the expected number of such runs. 1 at most; 0 for a run longer than the ratings.
 */
export function chanceOfRun(length: number, ratings: number, share: number): number {
  checkCount(length);
  checkProbability(share);
  if (length > ratings) return 0;
  return within(0, share ** length * (1 + (ratings - length) * (1 - share)), 1);
}

function unlike(ours: readonly number[], rest: readonly number[]): boolean {
  const [n, m] = [total(ours), total(rest)];
  const difference = largestDifference(ours, rest);
  if (difference === undefined || n < LEAST_RATINGS || m < LEAST_RATINGS) return false;
  return difference >= Math.max(LEAST_DIFFERENCE, differenceLimit(SCREEN_CHANCE, n, m));
}
