import { useMemo } from 'preact/hooks';
import type { Figures } from '#contract/figures.js';
import { answerTimeChart } from '../../charts/answerTime.js';
import { outcomeChart } from '../../charts/outcomes.js';
import { ChartFigure } from '../charts/ChartFigure.js';
import type { Locale } from '../ui/locale.js';
import type { OverviewModel } from './overviewModel.js';

interface Props {
  readonly figures: Figures;
  readonly model: OverviewModel;
  readonly locale: Locale;
}

/** What became of every window, and how long citizens took. */
export function OutcomeSection({ figures, model, locale }: Props) {
  const { overview } = locale.t.statistics;
  const charts = useMemo(() => {
    const context = model.frame.chartContext(locale);
    return { outcomes: outcomeChart(figures, context), times: answerTimeChart(figures, context) };
  }, [figures, locale]);
  return (
    <section aria-labelledby="outcomes-heading">
      <h2 id="outcomes-heading" class="unseen">
        {overview.outcomes}
      </h2>
      <div class="pair">
        <div class="card">
          <ChartFigure chart={charts.outcomes} locale={locale} />
        </div>
        <div class="card">
          <ChartFigure chart={charts.times} locale={locale} />
        </div>
      </div>
    </section>
  );
}
