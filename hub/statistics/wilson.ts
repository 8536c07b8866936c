import type { Proportion } from '#contract/views.js';

/** 97.5 % point of the standard normal distribution, for two-sided 95 % intervals. */
export const Z_95 = 1.959963984540054;

/**
 * A proportion with its Wilson score interval at 95 % (S3; formula and worked values in the project's standards).
 * Undefined for nothing out of nothing. Bounds stay within 0 and 1.
 */
export function wilson(count: number, of: number): Proportion | undefined {
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
    low: count === 0 ? 0 : Math.max(0, (centre - spread) / scale),
    high: count === of ? 1 : Math.min(1, (centre + spread) / scale),
  };
}
