import { total } from './share.js';

/**
 * The largest difference between the cumulative shares of two rows of classes, 0 … 1 (Kolmogorov and Smirnov). Both rows
 * have the same classes in the same order. Undefined where either row counts nothing.
 */
export function largestDifference(ours: readonly number[], theirs: readonly number[]): number | undefined {
  const n = total(ours);
  const m = total(theirs);
  if (n === 0 || m === 0) return undefined;
  let [below, belowToo, largest] = [0, 0, 0];
  for (const [index, count] of ours.entries()) {
    below += count;
    belowToo += theirs[index] ?? 0;
    largest = Math.max(largest, Math.abs(below / n - belowToo / m));
  }
  return largest;
}

/**
 * The difference that two samples of the same citizens exceed with at most this chance: √(−½·ln(chance/2)·(1/n + 1/m)).
 * On classes the true chance is smaller still, so the test errs on the side of silence.
 */
export const differenceLimit = (chance: number, n: number, m: number): number =>
  Math.sqrt(-0.5 * Math.log(chance / 2) * (1 / n + 1 / m));
