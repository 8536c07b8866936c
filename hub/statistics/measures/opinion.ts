import type { Opinion } from '#contract/figures.js';
import { checkCount, total, within } from './share.js';
import { wilson, Z_95 } from './wilson.js';

/**
 * What five counts of answers, of level 5, 4, 3, 2, 1, say (S2, S3; formulas of the standards, §6). Level 3 counts in n
 * and in neither rate; `satisfactionOfDecided` is the rate without it. Without an answer there is no measure at all, not
 * a measure of nought. Throws `RangeError` unless there are five counts whose weighted sum is a safe integer.
 */
export function opinionOf(levels: readonly number[]): Opinion {
  const [c5, c4, c3, c2, c1] = fiveOf(levels);
  const n = c5 + c4 + c3 + c2 + c1;
  const counts = { levels: [c5, c4, c3, c2, c1] };
  const satisfaction = wilson(c5 + c4, n);
  const dissatisfaction = wilson(c2 + c1, n);
  if (satisfaction === undefined || dissatisfaction === undefined) return counts;
  const ofDecided = wilson(c5 + c4, n - c3);
  const mean = (5 * c5 + 4 * c4 + 3 * c3 + 2 * c2 + c1) / n;
  return {
    ...counts,
    satisfaction,
    dissatisfaction,
    ...(ofDecided === undefined ? {} : { satisfactionOfDecided: ofDecided }),
    net: (c5 + c4 - c2 - c1) / n,
    mean,
    index: 25 * (mean - 1),
    ...(n < 2 ? {} : { spread: spreadOf(counts.levels, n, mean) }),
  };
}

/**
 * s = √(Σ c·(w − mean)² / (n − 1)) and the interval mean ± z·s/√n, kept within the scale's 1 and 5, beyond which no mean
 * can lie. Summed from deviations, so that answers all alike give exactly 0.
 */
function spreadOf(levels: readonly number[], n: number, mean: number): NonNullable<Opinion['spread']> {
  const squares = levels.reduce((sum, count, index) => sum + count * (5 - index - mean) ** 2, 0);
  const s = Math.sqrt(squares / (n - 1));
  const half = (Z_95 * s) / Math.sqrt(n);
  return { s, low: within(1, mean - half, mean), high: within(mean, mean + half, 5) };
}

function fiveOf(levels: readonly number[]): readonly [number, number, number, number, number] {
  const [c5, c4, c3, c2, c1, ...more] = levels;
  if (c5 === undefined || c4 === undefined || c3 === undefined || c2 === undefined || c1 === undefined) {
    throw new RangeError(`an opinion has five counts, not ${levels.length}`);
  }
  if (more.length > 0) throw new RangeError(`an opinion has five counts, not ${levels.length}`);
  for (const count of levels) checkCount(count);
  checkCount(5 * total(levels));
  return [c5, c4, c3, c2, c1];
}
