import type { Signal } from '#contract/statistics.js';
import { overdispersed, sigmaZOf } from './laney.js';
import { checkProbability, checkShare, type Share, total, within } from './share.js';

export interface ShareLimits {
  readonly lower: number;
  readonly upper: number;
  readonly signal?: Signal;
}

export interface PChart {
  readonly method: 'p' | 'laney';
  /** Spread of the points in units of what chance gives; absent where it cannot be told (see `sigmaZOf`). */
  readonly sigmaZ?: number;
  /** p̄; absent where nothing was counted. */
  readonly centre?: number;
  /** One per point, in their order; undefined where nothing was counted. */
  readonly limits: ReadonlyArray<ShareLimits | undefined>;
}

/** Shewhart's 3σ: chance crosses one side about once in 740 points. */
const SIGMAS = 3;

/**
 * Shares over time with limits for each point's own n (S5): p̄ ± 3·√(p̄(1−p̄)/nᵢ), p̄ = Σx/Σn. Where the points vary
 * more than chance allows (`overdispersed`), the limits are Laney's p′: the same times σz (D. B. Laney, Quality
 * Engineering 14, 2002). Throws `RangeError` for a point that is no share.
 */
export function pChart(points: readonly Share[]): PChart {
  for (const point of points) checkShare(point);
  const counted = points.filter(({ of }) => of > 0);
  if (counted.length === 0) return { method: 'p', limits: points.map(() => undefined) };
  const centre = total(counted.map(({ count }) => count)) / total(counted.map(({ of }) => of));
  const sigmaZ = sigmaZOf(counted, centre);
  const method = overdispersed(counted, centre) ? 'laney' : 'p';
  const width = method === 'laney' ? (sigmaZ ?? 1) : 1;
  return {
    method,
    ...(sigmaZ === undefined ? {} : { sigmaZ }),
    centre,
    limits: points.map(({ count, of }) =>
      of === 0 ? undefined : judged(count / of, shareLimits(centre, of, width)),
    ),
  };
}

/**
 * centre ± 3·width·√(centre(1−centre)/n), within 0 and 1. A `width` of 1 gives the p-chart's limits, σz gives Laney's.
 * Where nothing was counted anything may be: 0 and 1.
 */
export function shareLimits(centre: number, n: number, width = 1): { lower: number; upper: number } {
  checkProbability(centre);
  if (n === 0) return { lower: 0, upper: 1 };
  const half = SIGMAS * width * Math.sqrt((centre * (1 - centre)) / n);
  return { lower: within(0, centre - half, centre), upper: within(centre, centre + half, 1) };
}

function judged(value: number, limits: { lower: number; upper: number }): ShareLimits {
  const signal = sideOf(value, limits.lower, limits.upper);
  return signal === undefined ? limits : { ...limits, signal };
}

/** A value on a limit is not beyond it. */
export function sideOf(value: number, lower: number, upper: number): Signal | undefined {
  if (value > upper) return 'above';
  return value < lower ? 'below' : undefined;
}
