import type { Figures } from '#contract/figures.js';
import type { StatisticsView } from '#contract/statistics.js';
import type { IssuanceKind } from '#contract/values.js';
import { intervalText, proportionText, whole } from '../../charts/text.js';
import { DataTableView } from '../charts/DataTableView.js';
import { MEASURES } from '../figures/measures.js';
import type { Locale } from '../ui/locale.js';

interface Props {
  readonly view: StatisticsView;
  readonly locale: Locale;
}

const KINDS: readonly IssuanceKind[] = ['receipt', 'notice'];

/** Receipts and notices apart, because their citizens are not alike. */
export function KindTable({ view, locale }: Props) {
  const { t } = locale;
  const { kinds } = t.statistics.overview;
  const rows = KINDS.flatMap((kind) => {
    const figures = view.groups.find(({ keys }) => keys[0] === kind)?.figures;
    return figures === undefined ? [] : [[t.documentKinds[kind], ...cells(figures)]];
  });
  const head = [
    kinds.kind,
    t.wall.figures.windows,
    t.outcomes.rated,
    ...MEASURES.map((measure) => t.wall.figures[measure]),
  ];
  return (
    <section class="card" aria-labelledby="kinds-heading">
      <h2 id="kinds-heading">{kinds.heading}</h2>
      <p class="note">{rows.length === 0 ? t.charts.none : kinds.note}</p>
      {rows.length > 0 && (
        <DataTableView
          table={{ head, rows, numeric: head.map((_text, column) => column > 0) }}
          label={kinds.heading}
        />
      )}
    </section>
  );
}

const cells = (figures: Figures): string[] => [
  whole(figures.windows),
  whole(figures.rated),
  ...MEASURES.map((measure) => {
    const share = figures[measure];
    return share === undefined ? proportionText(share) : `${proportionText(share)} (${intervalText(share)})`;
  }),
];
