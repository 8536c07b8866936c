import type { Signal } from '#contract/statistics.js';
import { sideOf } from './pChart.js';
import { checkCount, type Share, total } from './share.js';

export interface RateLimits {
  /** Per `per` of what was counted against. */
  readonly rate: number;
  readonly lower: number;
  readonly upper: number;
  readonly signal?: Signal;
}

export interface UChart {
  /** ū; absent where there was nothing to count against. */
  readonly centre?: number;
  /** One per point, in their order; undefined where its `of` is 0. */
  readonly limits: ReadonlyArray<RateLimits | undefined>;
}

/**
 * How often something happens, such as alarms per 100 windows: ū ± 3·√(ū/nᵢ), nᵢ = of/per, ū = Σcount/Σn, never below 0
 * (S5; standards §6). Unlike a share, a count may exceed its `of`. Throws `RangeError` for a number that is no count or a
 * `per` that is not positive.
 */
export function uChart(points: readonly Share[], per = 100): UChart {
  if (!(per > 0 && Number.isFinite(per))) throw new RangeError(`a rate is per a positive number, not ${per}`);
  for (const { count, of } of points) {
    checkCount(count);
    checkCount(of);
  }
  const counted = points.filter(({ of }) => of > 0);
  if (counted.length === 0) return { limits: points.map(() => undefined) };
  const units = total(counted.map(({ of }) => of)) / per;
  const centre = total(counted.map(({ count }) => count)) / units;
  return {
    centre,
    limits: points.map(({ count, of }) => (of === 0 ? undefined : judged(count, of / per, centre))),
  };
}

function judged(count: number, units: number, centre: number): RateLimits {
  const rate = count / units;
  const half = 3 * Math.sqrt(centre / units);
  const lower = Math.max(0, centre - half);
  const upper = centre + half;
  const signal = sideOf(rate, lower, upper);
  return { rate, lower, upper, ...(signal === undefined ? {} : { signal }) };
}
