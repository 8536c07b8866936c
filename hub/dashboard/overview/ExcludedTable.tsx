import type { Figures } from '#contract/figures.js';
import { meanLevel } from '#words/percent.js';
import { intervalText, NOTHING, proportionText, whole } from '../../charts/text.js';
import { DataTableView } from '../charts/DataTableView.js';
import type { Locale } from '../ui/locale.js';

interface Props {
  readonly figures: Figures;
  readonly locale: Locale;
}

const SHOWN = ['satisfaction', 'dissatisfaction', 'responseRate'] as const;

/** What would change if the excluded ratings counted (S10); nothing where none was excluded. */
export function ExcludedTable({ figures, locale }: Props) {
  const { t } = locale;
  const { withExcluded } = figures;
  if (withExcluded === undefined) return null;
  const { excluded } = t.statistics.overview;
  const shares = SHOWN.map((share) => [
    t.wall.figures[share],
    `${proportionText(figures[share])} (${intervalText(figures[share])})`,
    `${proportionText(withExcluded[share])} (${intervalText(withExcluded[share])})`,
  ]);
  const mean = [
    t.wall.figures.mean,
    meanLevel(figures.levels, 2) ?? NOTHING,
    meanLevel(withExcluded.levels, 2) ?? NOTHING,
  ];
  const table = {
    head: [t.wall.figures.measure, excluded.without, excluded.with],
    numeric: [false, true, true],
    rows: [[t.outcomes.rated, whole(figures.rated), whole(withExcluded.rated)], ...shares, mean],
  };
  return (
    <section class="card" aria-labelledby="excluded-heading">
      <h2 id="excluded-heading">{excluded.heading}</h2>
      <p class="note">{excluded.note(whole(figures.excluded))}</p>
      <DataTableView table={table} label={excluded.heading} />
    </section>
  );
}
