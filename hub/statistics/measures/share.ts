/** So many of so many. */
export interface Share {
  readonly count: number;
  readonly of: number;
}

/** Throws `RangeError` unless both are whole, safe, not negative, and `count` is at most `of`. */
export function checkShare({ count, of }: Share): void {
  checkCount(count);
  checkCount(of);
  if (count > of) throw new RangeError(`a share holds at most the whole, not ${count} of ${of}`);
}

/** Throws `RangeError` unless it is a whole number from 0 to `Number.MAX_SAFE_INTEGER`. */
export function checkCount(count: number): void {
  if (!Number.isSafeInteger(count) || count < 0) {
    throw new RangeError(`a count is a whole number from 0, not ${count}`);
  }
}

/** Throws `RangeError` unless 0 ≤ value ≤ 1. */
export function checkProbability(value: number): void {
  if (!(value >= 0 && value <= 1)) throw new RangeError(`a probability lies within 0 and 1, not ${value}`);
}

/** Holds a bound that rounding or a symmetric formula put outside where the true one cannot lie. */
export const within = (least: number, value: number, most: number): number =>
  Math.min(most, Math.max(least, value));

export const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);
