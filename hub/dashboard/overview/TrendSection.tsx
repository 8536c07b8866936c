import { useMemo } from 'preact/hooks';
import type { TrendView } from '#contract/statistics.js';
import { trendChart } from '../../charts/trend.js';
import { ChartFigure } from '../charts/ChartFigure.js';
import { Answered } from '../figures/Answered.js';
import { ChoiceSwitch } from '../figures/ChoiceSwitch.js';
import { measureOptions } from '../figures/measures.js';
import { trendSpan } from '../figures/trendSpan.js';
import type { Locale } from '../ui/locale.js';
import type { OverviewModel } from './overviewModel.js';

interface Props {
  readonly model: OverviewModel;
  readonly locale: Locale;
}

/** One measure over time within its limits; which one is the reader's choice. */
export function TrendSection({ model, locale }: Props) {
  const { trend } = locale.t.statistics.overview;
  const { longer } = trendSpan(model.frame.period.value);
  return (
    <section class="card" aria-labelledby="trend-heading">
      <div class="section-head">
        <h2 id="trend-heading">{trend.heading}</h2>
        <ChoiceSwitch label={trend.measure} options={measureOptions(locale.t)} choice={model.measure} />
      </div>
      {longer !== undefined && <p class="note">{trend[longer]}</p>}
      <Answered question={model.trend} locale={locale}>
        {(view) => <Trend view={view} model={model} locale={locale} />}
      </Answered>
    </section>
  );
}

function Trend({ view, model, locale }: Props & { readonly view: TrendView }) {
  const chart = useMemo(() => trendChart(view, model.frame.chartContext(locale)), [view, locale]);
  return <ChartFigure chart={chart} locale={locale} />;
}
