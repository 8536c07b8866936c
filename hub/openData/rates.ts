import { percent, percentOf, ratio } from '#words/percent.js';
import { wilson } from '../statistics/measures/wilson.js';
import type { CountField } from './categories.js';

/** Stands for a number that is not published. */
export const SIGN = '*';

/** A number, the sign, or null for a rate of nothing. */
export type Published = number | typeof SIGN | null;

/** A published count; the sign where there is none. */
export type PublishedCounts = Readonly<Record<CountField, number | typeof SIGN>>;

const SHARES = {
  satisfaction: (c: PublishedCounts) => [c.satisfied, c.rated],
  dissatisfaction: (c: PublishedCounts) => [c.dissatisfied, c.rated],
  response: (c: PublishedCounts) => [c.rated, sum([c.rated, c.expired])],
  coverage: (c: PublishedCounts) => [sum([c.rated, c.expired]), sum([c.rated, c.expired, c.missed])],
} as const satisfies Record<string, (counts: PublishedCounts) => [number | '*', number | '*']>;
type ShareName = keyof typeof SHARES;

export type RateField = `${ShareName}_${'percent' | 'low' | 'high'}` | 'mean_level';

/** How each rate is computed from published counts. */
export const FORMULAS: Readonly<Record<ShareName | 'mean', string>> = {
  satisfaction: 'satisfied / rated',
  dissatisfaction: 'dissatisfied / rated',
  response: 'rated / (rated + expired)',
  coverage: '(rated + expired) / (rated + expired + missed)',
  mean: '(5·level_5 + 4·level_4 + 3·level_3 + 2·level_2 + level_1) / rated',
};

/**
 * Rates of published counts and of nothing else, so that no rate tells what the counts do not: a rate whose counts are
 * not all published is not published either.
 */
export function ratesOf(counts: PublishedCounts): Record<RateField, Published> {
  const rates: Partial<Record<RateField, Published>> = { mean_level: meanOf(counts) };
  for (const name of Object.keys(SHARES) as ShareName[]) {
    const [value, low, high] = shareOf(SHARES[name](counts));
    rates[`${name}_percent`] = value;
    rates[`${name}_low`] = low;
    rates[`${name}_high`] = high;
  }
  return rates as Record<RateField, Published>;
}

function shareOf([count, of]: readonly [number | '*', number | '*']): [Published, Published, Published] {
  if (count === SIGN || of === SIGN) return [SIGN, SIGN, SIGN];
  const share = wilson(count, of);
  if (share === undefined) return [null, null, null];
  const bound = (value: number): number => Number(percentOf(value, 2));
  return [Number(percent(count, of, 2)), bound(share.low), bound(share.high)];
}

function meanOf({ level_5, level_4, level_3, level_2, level_1, rated }: PublishedCounts): Published {
  const levels = [level_5, level_4, level_3, level_2, level_1];
  if (rated === SIGN || levels.some((count) => count === SIGN)) return SIGN;
  if (rated === 0) return null;
  return Number(
    ratio(
      (levels as number[]).reduce((all, count, at) => all + (5 - at) * count, 0),
      rated,
      4,
    ),
  );
}

const sum = (counts: ReadonlyArray<number | '*'>): number | '*' =>
  counts.some((count) => count === SIGN) ? SIGN : (counts as number[]).reduce((all, count) => all + count, 0);
