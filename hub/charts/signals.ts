import type { Signal, Unit } from '#contract/statistics.js';
import { formatShortSpan } from '#words/periods.js';
import type { ChartContext } from './context.js';

export interface Signalled {
  readonly key: string;
  readonly signal?: Signal;
}

/** Named in a sentence; the others are counted. */
const MOST_NAMED = 4;

/** The names joined, those beyond the first few only counted. */
export function listed(names: readonly string[], { words: { charts } }: ChartContext): string {
  const rest = names.length - MOST_NAMED;
  return charts.list(rest > 0 ? [...names.slice(0, MOST_NAMED), charts.more(rest)] : names);
}

/** Which spans lie beyond their limits, in words: 第 6 天（7/6）超出管制上限。 Nothing where none does. */
export function signalSentences(
  points: readonly Signalled[],
  unit: Unit,
  ctx: ChartContext,
): string | undefined {
  const { trend } = ctx.words.charts;
  const sentences = (['above', 'below'] as const).flatMap((side) => {
    const found = points.flatMap(({ key, signal }, index) =>
      signal === side ? [trend.nth[unit](index + 1, formatShortSpan(unit, key, ctx.language))] : [],
    );
    return found.length === 0 ? [] : [trend[side](listed(found, ctx), found.length > 1)];
  });
  return sentences.length === 0 ? undefined : joined(sentences, ctx);
}

/** Sentences after one another, as the language sets them. */
export const joined = (sentences: ReadonlyArray<string | undefined>, { language }: ChartContext): string =>
  sentences.filter((one) => one !== undefined).join(language === 'zh' ? '' : ' ');
