/** Steps of an axis, the smallest that gives no more than `MOST_STEPS`. */
const STEPS = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000];
const MOST_STEPS = 6;

export interface Bounds {
  readonly min: number;
  readonly max: number;
  readonly interval: number;
}

/**
 * Ends of an axis that hold all values with some air, on whole steps, never outside `least` and `most`. Without values
 * the whole of it up to 100.
 */
export function boundsOf(values: readonly number[], least = 0, most = Number.POSITIVE_INFINITY): Bounds {
  const low = values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const high = values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  if (low > high) return { min: least, max: Math.min(most, 100), interval: 20 };
  const air = Math.max((high - low) * 0.08, 0.5);
  const [from, to] = [Math.max(least, low - air), Math.min(most, high + air)];
  const step = STEPS.find((one) => (to - from) / one <= MOST_STEPS - 1) ?? 20_000;
  return {
    min: Math.max(least, round(Math.floor(from / step) * step)),
    max: Math.min(most, round(Math.ceil(to / step) * step)),
    interval: step,
  };
}

const round = (value: number): number => Math.round(value * 1e6) / 1e6;
