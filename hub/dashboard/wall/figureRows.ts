import type { Figures, Proportion } from '#contract/figures.js';
import type { Level } from '#contract/values.js';
import type { Words } from '#words/catalogue.js';
import { meanLevel, percent, percentOf, ratio } from '#words/percent.js';

/** A rate as it is shown: never a bare percentage, always with its interval and what it was counted from (S3). */
export interface Rate {
  readonly name: string;
  /** With its sign, e.g. `96.4%`; absent where nothing was counted. */
  readonly value: string | undefined;
  readonly interval: { readonly low: string; readonly high: string } | undefined;
  readonly basis: string;
  /** For a drawing: 0–1. */
  readonly drawn: { readonly value: number; readonly low: number; readonly high: number } | undefined;
}

const DECIMALS = 1;

export function rate(name: string, proportion: Proportion | undefined, t: Words): Rate {
  if (proportion === undefined || proportion.of === 0) {
    return { name, value: undefined, interval: undefined, basis: t.wall.figures.none, drawn: undefined };
  }
  const { count, of, low, high } = proportion;
  return {
    name,
    value: `${percent(count, of, DECIMALS)}%`,
    interval: { low: percentOf(low, DECIMALS), high: percentOf(high, DECIMALS) },
    basis: t.wall.figures.share(count, of),
    drawn: { value: count / of, low, high },
  };
}

/** The rates of a period; response rate and coverage always stand beside the satisfaction (S1). */
export function rates(figures: Figures, t: Words): readonly Rate[] {
  const f = t.wall.figures;
  return [
    rate(f.satisfaction, figures.satisfaction, t),
    rate(f.dissatisfaction, figures.dissatisfaction, t),
    rate(f.responseRate, figures.responseRate, t),
    rate(f.coverage, figures.coverage, t),
  ];
}

export interface Count {
  readonly name: string;
  readonly value: string;
}

/** The windows of a period, each in exactly one place (W4), missed ones by reason (S1). */
export function windowCounts(figures: Figures, t: Words): readonly Count[] {
  const reasons = Object.entries(t.missedReasons)
    .map(([reason, words]) => ({ words, n: figures.missedBy[reason] ?? 0 }))
    .filter(({ n }) => n > 0)
    .map(({ words, n }) => ({ name: t.wall.figures.missedFor(words), value: String(n) }));
  return [
    { name: t.wall.figures.windows, value: String(figures.windows) },
    { name: t.outcomes.rated, value: String(figures.rated) },
    { name: t.outcomes.expired, value: String(figures.expired) },
    { name: t.outcomes.missed, value: String(figures.missed) },
    { name: t.outcomes.cancelled, value: String(figures.cancelled) },
    { name: t.wall.figures.running, value: String(figures.running) },
    ...reasons,
  ];
}

const BEST_FIRST: readonly Level[] = [5, 4, 3, 2, 1];

/** Answers by level, best first, each with its share; the shares need not add up to 100 (S4). */
export function levelCounts(figures: Figures, t: Words): readonly Count[] {
  const n = figures.levels.reduce((sum, count) => sum + count, 0);
  return BEST_FIRST.map((level, index) => {
    const count = figures.levels[index] ?? 0;
    const share = n === 0 ? '' : ` (${percent(count, n, DECIMALS)}%)`;
    return { name: t.levels[level], value: `${count}${share}` };
  });
}

/** The mean of levels 5–1 with two decimals. */
export const mean = (figures: Figures): string | undefined => meanLevel(figures.levels, 2);

/** 0–100 = 25 · (mean − 1), from the counts and so exact to its last digit (S2). */
export function index(figures: Figures): string | undefined {
  const n = figures.levels.reduce((sum, count) => sum + count, 0);
  const above = figures.levels.reduce((sum, count, at) => sum + count * (4 - at), 0);
  return n === 0 ? undefined : ratio(25 * above, n, DECIMALS);
}
