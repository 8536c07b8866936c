/**
 * `numerator / denominator` with so many decimals, half away from zero, computed in whole numbers so that no
 * binary fraction tips the last digit (S4). Both are safe integers; the numerator may be negative, the
 * denominator is positive. Throws `RangeError` otherwise.
 */
export function ratio(numerator: number, denominator: number, decimals: number): string {
  if (!Number.isSafeInteger(numerator) || !Number.isSafeInteger(denominator) || denominator <= 0) {
    throw new RangeError(`ratio needs integers over a positive one, not ${numerator}/${denominator}`);
  }
  const scaled = BigInt(Math.abs(numerator)) * 10n ** BigInt(decimals);
  const divisor = BigInt(denominator);
  const rounded = (2n * scaled + divisor) / (2n * divisor);
  const digits = rounded.toString().padStart(decimals + 1, '0');
  const sign = numerator < 0 && rounded > 0n ? '-' : '';
  const whole = digits.slice(0, digits.length - decimals);
  return decimals === 0 ? sign + whole : `${sign}${whole}.${digits.slice(-decimals)}`;
}

/** A share as a percentage without its sign, e.g. `69.76`; a column of them is never forced to add up to 100 (S4). */
export const percent = (count: number, of: number, decimals: number): string =>
  ratio(count * 100, of, decimals);

/**
 * A percentage of a value that is no ratio of counts, such as a bound of an interval; 0 ≤ value ≤ 1. Rounded
 * half-up from the exact decimal expansion of the number.
 */
export function percentOf(value: number, decimals: number): string {
  const digits = value.toFixed(decimals + 2).replace('.', '');
  const whole = digits.slice(0, digits.length - decimals).replace(/^0+(?=\d)/, '');
  return decimals === 0 ? whole : `${whole}.${digits.slice(-decimals)}`;
}

/** The mean level of counts of level 5, 4, 3, 2, 1, exact to the last digit shown; nothing when none was counted. */
export function meanLevel(levels: readonly number[], decimals: number): string | undefined {
  const n = levels.reduce((sum, count) => sum + count, 0);
  const weighted = levels.reduce((sum, count, index) => sum + count * (5 - index), 0);
  return n === 0 ? undefined : ratio(weighted, n, decimals);
}
