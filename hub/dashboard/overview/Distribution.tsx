import { useMemo } from 'preact/hooks';
import type { StatisticsView } from '#contract/statistics.js';
import { distributionChart } from '../../charts/distribution.js';
import { ChartFigure } from '../charts/ChartFigure.js';
import type { Locale } from '../ui/locale.js';
import type { OverviewModel } from './overviewModel.js';

interface Props {
  readonly view: StatisticsView;
  readonly model: OverviewModel;
  readonly locale: Locale;
}

/** The five levels of the period, of the one before, and with the excluded ratings where there are any (S10). */
export function Distribution({ view, model, locale }: Props) {
  const { overview } = locale.t.statistics;
  const { total, against } = view;
  const chart = useMemo(
    () =>
      distributionChart(
        [
          { name: overview.present, opinion: total },
          ...(against ? [{ name: overview.former, opinion: against.total }] : []),
          ...(total.withExcluded ? [{ name: overview.withExcluded, opinion: total.withExcluded }] : []),
        ],
        model.frame.chartContext(locale),
      ),
    [view, locale],
  );
  return (
    <section class="card">
      <ChartFigure chart={chart} locale={locale} level={2} />
    </section>
  );
}
