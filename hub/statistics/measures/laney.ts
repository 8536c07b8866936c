import type { Share } from './share.js';

/** Mean and median of |X − Y| of two independent standard normal X, Y: 2/√π and √2·Φ⁻¹(0.75). */
const MEAN_RANGE = 2 / Math.sqrt(Math.PI);
const MEDIAN_RANGE = 0.9538725524;

/** Fewer spans tell too little of their own spread: at 12, a year of months, σz is known to about ±27 %. */
export const LEAST_SPANS = 12;

/** 95 % point of the standard normal distribution, one-sided. */
const Z_ONE_SIDED_95 = 1.6448536269514722;

/**
 * Laney's σz: the mean moving range of zᵢ = (pᵢ − p̄)/√(p̄(1−p̄)/nᵢ), divided by 2/√π = 1.128379. 1 is what chance gives.
 * Undefined under two points, and for a centre of 0 or 1, where nothing can vary. Every point has an n above 0.
 */
export function sigmaZOf(points: readonly Share[], centre: number): number | undefined {
  const ranges = movingRanges(points, centre);
  return ranges.length === 0 ? undefined : mean(ranges) / MEAN_RANGE;
}

/**
 * Whether the points vary more than a binomial chance lets them, so that plain 3σ limits would call half of a calm year
 * out of control: at least `LEAST_SPANS` points; σz above what chance exceeds once in twenty, 1 + 1.645·SE with
 * SE = √(0.8264k − 1.082)/(k − 1) (Cryer and Ryan, Journal of Quality Technology 22, 1990); and the median moving range,
 * over 0.953873, above it too. The median is asked because one extreme point makes two large ranges: such a point is a
 * signal and must not widen the limits until it hides itself.
 */
export function overdispersed(points: readonly Share[], centre: number): boolean {
  if (points.length < LEAST_SPANS) return false;
  const ranges = movingRanges(points, centre);
  if (ranges.length === 0) return false;
  const most = dispersionLimit(points.length);
  return mean(ranges) / MEAN_RANGE > most && median(ranges) / MEDIAN_RANGE > most;
}

/** The σz that chance exceeds once in twenty charts of so many points; at least two. */
export const dispersionLimit = (points: number): number =>
  1 + (Z_ONE_SIDED_95 * Math.sqrt(0.8264 * points - 1.082)) / (points - 1);

function movingRanges(points: readonly Share[], centre: number): number[] {
  const variance = centre * (1 - centre);
  if (variance <= 0) return [];
  const scores = points.map(({ count, of }) => (count / of - centre) / Math.sqrt(variance / of));
  return scores.slice(1).map((score, index) => Math.abs(score - (scores[index] ?? score)));
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const [low = 0, high = low] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return (low + high) / 2;
}
