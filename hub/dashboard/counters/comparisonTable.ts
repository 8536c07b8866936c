import type { Figures } from '#contract/figures.js';
import type { Comparison, RateRatio } from '#contract/statistics.js';
import type { Words } from '#words/catalogue.js';
import { meanLevel } from '#words/percent.js';
import type { DataTable } from '../../charts/chart.js';
import { intervalText, NOTHING, proportionText, whole } from '../../charts/text.js';
import { ratioText } from '../figures/difference.js';
import { MEASURES } from '../figures/measures.js';

/** Both populations, measure by measure, with the ratio of their rates and what it allows one to say. */
export function comparisonTable(
  total: Figures,
  against: Comparison,
  names: readonly [string, string],
  t: Words,
): DataTable {
  const { compare } = t.statistics.counters;
  const other = against.total;
  const plain = (name: string, of: (figures: Figures) => string) => [
    name,
    of(total),
    of(other),
    NOTHING,
    NOTHING,
  ];
  return {
    head: [compare.measure, ...names, compare.ratio, compare.verdict],
    numeric: [false, true, true, true, false],
    rows: [
      plain(t.wall.figures.windows, ({ windows }) => whole(windows)),
      plain(t.outcomes.rated, ({ rated }) => whole(rated)),
      ...MEASURES.map((measure) => [
        t.wall.figures[measure],
        ...[total, other].map((figures) => shareCell(figures[measure])),
        ...ratioCells(against[measure], t),
      ]),
      plain(t.wall.figures.mean, ({ levels }) => meanLevel(levels, 2) ?? NOTHING),
    ],
  };
}

const shareCell = (share: Figures['coverage']): string =>
  share === undefined ? NOTHING : `${proportionText(share)} (${intervalText(share)})`;

function ratioCells(ratio: RateRatio | undefined, t: Words): string[] {
  const { compare } = t.statistics.counters;
  if (ratio === undefined) return [NOTHING, compare.none];
  const [value, low, high] = ratioText(ratio);
  return [`${value} (${low}–${high})`, ratio.differs ? compare.differs : compare.chance];
}
