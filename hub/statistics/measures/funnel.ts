import type { Signal } from '#contract/statistics.js';
import { sideOf } from './pChart.js';
import { checkCount, checkProbability, checkShare, within } from './share.js';
import { Z_95 } from './wilson.js';

/** 99.9 % point of the standard normal distribution, for two-sided 99.8 % limits. */
export const Z_998 = 3.090232306167813;

/** Under so many answers no point is marked: an interval is then wider than any difference worth a word (S6). */
export const LEAST_MARKED = 30;

export interface FunnelLimits {
  readonly lower95: number;
  readonly upper95: number;
  readonly lower998: number;
  readonly upper998: number;
}

/**
 * Limits of a share of n around the centre, p₀ ± z·√(p₀(1−p₀)/n) for 95 % and 99.8 %, within 0 and 1 (S6; D. J.
 * Spiegelhalter, Statistics in Medicine 24, 2005). A share lies outside the 95 % limits exactly when its Wilson interval
 * does not hold the centre. Where nothing was counted anything may be: 0 and 1. Throws `RangeError` for a centre outside
 * 0 and 1 or an n that is no count.
 */
export function funnelLimits(centre: number, n: number): FunnelLimits {
  checkProbability(centre);
  checkCount(n);
  if (n === 0) return { lower95: 0, upper95: 1, lower998: 0, upper998: 1 };
  const error = Math.sqrt((centre * (1 - centre)) / n);
  return {
    lower95: within(0, centre - Z_95 * error, centre),
    upper95: within(centre, centre + Z_95 * error, 1),
    lower998: within(0, centre - Z_998 * error, centre),
    upper998: within(centre, centre + Z_998 * error, 1),
  };
}

/** On which side of the 99.8 % limits a share lies; nothing within them or under `LEAST_MARKED`. */
export function funnelSignal(count: number, n: number, centre: number): Signal | undefined {
  checkShare({ count, of: n });
  if (n < LEAST_MARKED) return undefined;
  const { lower998, upper998 } = funnelLimits(centre, n);
  return sideOf(count / n, lower998, upper998);
}
