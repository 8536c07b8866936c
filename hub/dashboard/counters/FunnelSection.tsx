import { useMemo } from 'preact/hooks';
import type { FunnelView } from '#contract/statistics.js';
import { funnelChart } from '../../charts/funnel.js';
import { ChartFigure } from '../charts/ChartFigure.js';
import { Answered } from '../figures/Answered.js';
import type { Locale } from '../ui/locale.js';
import type { CountersModel } from './countersModel.js';

interface Props {
  readonly model: CountersModel;
  readonly locale: Locale;
}

export function FunnelSection({ model, locale }: Props) {
  const { funnel } = locale.t.statistics.counters;
  return (
    <section class="card" aria-labelledby="funnel-heading">
      <h2 id="funnel-heading">{funnel.heading}</h2>
      <p class="note">{funnel.note}</p>
      <Answered question={model.funnel} locale={locale}>
        {(view) => <Funnel view={view} model={model} locale={locale} />}
      </Answered>
    </section>
  );
}

function Funnel({ view, model, locale }: Props & { readonly view: FunnelView }) {
  const offices = model.frame.offices.value;
  const chart = useMemo(() => funnelChart(view, model.frame.chartContext(locale)), [view, locale, offices]);
  return <ChartFigure chart={chart} locale={locale} />;
}
