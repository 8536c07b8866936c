import type { Proportion } from '#contract/figures.js';
import { checkShare, within } from './share.js';

/** 97.5 % point of the standard normal distribution, for two-sided 95 % intervals. */
export const Z_95 = 1.959963984540054;

/**
 * A proportion with its Wilson score interval at 95 % (S3):
 * (p + z²/2n ± z√(p(1−p)/n + z²/4n²)) / (1 + z²/n), after E. B. Wilson, JASA 22 (1927).
 * Guarantees 0 ≤ low ≤ value ≤ high ≤ 1. Undefined for nothing out of nothing. Throws `RangeError` for counts that are
 * no share, such as 3 of 2.
 */
export function wilson(count: number, of: number): Proportion | undefined {
  checkShare({ count, of });
  if (of === 0) return undefined;
  const p = count / of;
  const z2 = Z_95 * Z_95;
  const centre = p + z2 / (2 * of);
  const spread = Z_95 * Math.sqrt((p * (1 - p)) / of + z2 / (4 * of * of));
  const scale = 1 + z2 / of;
  return {
    count,
    of,
    value: p,
    low: within(0, (centre - spread) / scale, p),
    high: within(p, (centre + spread) / scale, 1),
  };
}
