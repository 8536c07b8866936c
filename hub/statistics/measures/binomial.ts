import { checkProbability, checkShare, type Share, within } from './share.js';

/**
 * The chance that of `of` independent presses at least `count` are of a kind that has this share: Σ C(n,k)·qᵏ(1−q)ⁿ⁻ᵏ for
 * k ≥ count. Exact to about nine digits for any n up to 10⁸, where the sum is cut off once its terms no longer matter.
 * Throws `RangeError` for counts that are no share or a `share` outside 0 and 1.
 */
export function chanceOfAtLeast({ count, of }: Share, share: number): number {
  checkShare({ count, of });
  checkProbability(share);
  if (count === 0) return 1;
  if (share === 0) return 0;
  if (share === 1) return 1;
  const tail =
    count > of * share ? upperTail(count, of, share) : 1 - upperTail(of - count + 1, of, 1 - share);
  return within(0, tail, 1);
}

/** The terms fall from the first one on, because `count` lies above the mean. */
function upperTail(count: number, of: number, share: number): number {
  const odds = share / (1 - share);
  let term = Math.exp(logTerm(count, of, share));
  let sum = term;
  for (let k = count; k < of && term > sum * Number.EPSILON; k += 1) {
    term *= ((of - k) / (k + 1)) * odds;
    sum += term;
  }
  return sum;
}

const logTerm = (k: number, n: number, share: number): number =>
  logFactorial(n) -
  logFactorial(k) -
  logFactorial(n - k) +
  k * Math.log(share) +
  (n - k) * Math.log1p(-share);

/** ln n!: summed for small n, by Stirling's series above. */
function logFactorial(n: number): number {
  if (n < 32) {
    let sum = 0;
    for (let k = 2; k <= n; k += 1) sum += Math.log(k);
    return sum;
  }
  const inverse = 1 / n;
  const series = inverse / 12 - inverse ** 3 / 360 + inverse ** 5 / 1260;
  return n * Math.log(n) - n + 0.5 * Math.log(2 * Math.PI * n) + series;
}
