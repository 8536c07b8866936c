import type { AlarmSettings } from '#contract/alarms.js';

/** Ratings of an office in a stretch of time, those excluded left out. */
export interface RateCount {
  readonly dissatisfied: number;
  readonly ratings: number;
}

/**
 * Whether so many were dissatisfied that an alarm is due (A5). The quotient of counts rounds to the same number as a share
 * written in decimals, so a share that is met exactly counts.
 */
export const isRateReached = ({ dissatisfied, ratings }: RateCount, limit: AlarmSettings['rate']): boolean =>
  ratings >= Math.max(1, limit.ratings) && dissatisfied / ratings >= limit.share;

/**
 * From when on ratings count for the alarm, exclusive, Unix ms: those before the last alarm was closed raised that one,
 * and a new one needs a rate of new ratings.
 */
export const countedSinceMs = (
  nowMs: number,
  { withinMs }: AlarmSettings['rate'],
  lastClosedMs: number | null,
): number => Math.max(nowMs - withinMs, lastClosedMs ?? Number.NEGATIVE_INFINITY);
