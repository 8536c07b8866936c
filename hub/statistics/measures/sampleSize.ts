import { checkProbability, checkShare, type Share } from './share.js';
import { Z_95 } from './wilson.js';

/**
 * Answers needed to know a share near `p` to ± `halfWidth` with 95 %: ⌈z²p(1−p)/e²⌉, at least 1. A `p` of 0.5 is the safe
 * choice where nothing is known. Throws `RangeError` unless 0 ≤ p ≤ 1 and 0.0001 ≤ halfWidth ≤ 1.
 */
export function requiredSample(p: number, halfWidth: number): number {
  checkProbability(p);
  if (!(halfWidth >= 0.0001 && halfWidth <= 1)) {
    throw new RangeError(`a half width lies within 0.0001 and 1, not ${halfWidth}`);
  }
  return Math.max(1, Math.ceil((Z_95 * Z_95 * p * (1 - p)) / (halfWidth * halfWidth)));
}

/**
 * The least n at which a p-chart around this share has a lower limit above 0, so that it can tell an unusually low point:
 * the least whole number above 9(1−p)/p. Undefined for a share of nothing. Throws `RangeError` for counts that are no
 * share or exceed 10¹⁴.
 */
export function sampleForLowerLimit(share: Share): number | undefined {
  checkShare(share);
  if (share.of > 1e14) throw new RangeError(`a share is of at most 10^14, not ${share.of}`);
  if (share.count === 0) return undefined;
  const times = 9 * (share.of - share.count);
  return (times - (times % share.count)) / share.count + 1;
}
