import { useMemo } from 'preact/hooks';
import { smallMultiples } from '../../charts/multiples.js';
import { ChartFigure } from '../charts/ChartFigure.js';
import { Answered } from '../figures/Answered.js';
import { trendSpan } from '../figures/trendSpan.js';
import type { Locale } from '../ui/locale.js';
import type { CountersModel, KeyedTrend } from './countersModel.js';

interface Props {
  readonly model: CountersModel;
  readonly locale: Locale;
}

/** Narrower than this the small charts cannot be read; their place scrolls by itself then. */
const LEAST_WIDTH = 640;

export function MultiplesSection({ model, locale }: Props) {
  const { counters, overview } = locale.t.statistics;
  const { longer } = trendSpan(model.frame.period.value);
  return (
    <section class="card" aria-labelledby="multiples-heading">
      <h2 id="multiples-heading">{counters.multiples}</h2>
      {longer !== undefined && <p class="note">{overview.trend[longer]}</p>}
      <Answered question={model.trends} locale={locale}>
        {(trends) => <Multiples trends={trends} model={model} locale={locale} />}
      </Answered>
    </section>
  );
}

function Multiples({ trends, model, locale }: Props & { readonly trends: readonly KeyedTrend[] }) {
  const chart = useMemo(() => {
    const context = model.frame.chartContext(locale);
    const named = trends.map(({ key, trend }) => ({ name: context.name(key), trend }));
    return smallMultiples(named, context);
  }, [trends, locale]);
  return <ChartFigure chart={chart} locale={locale} minWidth={LEAST_WIDTH} />;
}
