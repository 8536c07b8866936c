import type { Delay } from '#contract/alarmFigures.js';

/**
 * Median, 90th percentile and longest as the nearest ranks, so that each is a delay that happened; one below 0, which a
 * clock set back can leave, counts as 0. Undefined without any.
 */
export function delayOf(delays: ArrayLike<number>): Delay | undefined {
  if (delays.length === 0) return undefined;
  const values = Float64Array.from(delays);
  const rank = (share: number): number => Math.max(0, nth(values, Math.ceil(share * values.length) - 1));
  return { median: rank(0.5), p90: rank(0.9), longest: rank(1) };
}

/** The value with this index, were they sorted (Hoare's selection); reorders them. Sorting takes five times as long. */
function nth(values: Float64Array, index: number): number {
  let [low, high] = [0, values.length - 1];
  while (low < high) {
    const pivot = values[(low + high) >> 1] as number;
    let [left, right] = [low, high];
    while (left <= right) {
      while ((values[left] as number) < pivot) left++;
      while ((values[right] as number) > pivot) right--;
      if (left > right) break;
      const held = values[left] as number;
      values[left++] = values[right] as number;
      values[right--] = held;
    }
    if (index <= right) high = right;
    else if (index >= left) low = left;
    else return values[index] as number;
  }
  return values[index] as number;
}

/** How many delays lie under each end, from the end before it on, and how many lie from the last end on. */
export function delayClasses(delays: ArrayLike<number>, ends: readonly number[]): number[] {
  const classes = new Uint32Array(ends.length + 1);
  for (let index = 0; index < delays.length; index++) {
    const delay = delays[index] as number;
    let at = 0;
    while (at < ends.length && delay >= (ends[at] as number)) at++;
    classes[at] = (classes[at] as number) + 1;
  }
  return [...classes];
}
