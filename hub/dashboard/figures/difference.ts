import type { Proportion } from '#contract/figures.js';
import type { RateRatio } from '#contract/statistics.js';
import type { Words } from '#words/catalogue.js';
import { shareText } from '../../charts/text.js';

/** Percentage points from `before` to `now` with one decimal, half-up from the exact difference; without its sign. */
export function pointsBetween(now: Proportion, before: Proportion): string {
  const numerator = BigInt(now.count) * BigInt(before.of) - BigInt(before.count) * BigInt(now.of);
  const size = (numerator < 0n ? -numerator : numerator) * 1_000n;
  const denominator = BigInt(now.of) * BigInt(before.of);
  const tenths = String((2n * size + denominator) / (2n * denominator)).padStart(2, '0');
  return `${tenths.slice(0, -1)}.${tenths.slice(-1)}`;
}

export const ratioText = ({ ratio, low, high }: RateRatio): readonly [string, string, string] => [
  ratio.toFixed(2),
  low.toFixed(2),
  high.toFixed(2),
];

/**
 * How a rate stands to that of the period before, in words: by how many points, and whether chance alone could make
 * that of it. Never a direction without its interval.
 */
export function differenceWords(
  now: Proportion | undefined,
  before: Proportion | undefined,
  ratio: RateRatio | undefined,
  t: Words,
): string {
  const { against } = t.statistics.overview;
  if (now === undefined || before === undefined) return against.none;
  const former = shareText(before.count, before.of);
  const points = pointsBetween(now, before);
  const side = points === '0.0' ? 'same' : now.value > before.value ? 'more' : 'less';
  return side === 'same'
    ? against.same(former)
    : against.both(against[side](former, points), verdict(ratio, t));
}

function verdict(ratio: RateRatio | undefined, t: Words): string {
  const { against } = t.statistics.overview;
  if (ratio === undefined) return against.noRatio;
  return against.ratio(...ratioText(ratio)) + (ratio.differs ? against.differs : against.chance);
}
