import { useMemo } from 'preact/hooks';
import type { StatisticsView } from '#contract/statistics.js';
import { heatChart } from '../../charts/heat.js';
import { ChartFigure } from '../charts/ChartFigure.js';
import { Answered } from '../figures/Answered.js';
import { ChoiceSwitch } from '../figures/ChoiceSwitch.js';
import type { Locale } from '../ui/locale.js';
import type { CountersModel } from './countersModel.js';

interface Props {
  readonly model: CountersModel;
  readonly locale: Locale;
}

/** Narrower than this the counts do not fit their cells; their place scrolls by itself then. */
const LEAST_WIDTH = 560;

export function HeatSection({ model, locale }: Props) {
  const { heat } = locale.t.statistics.counters;
  return (
    <section class="card" aria-labelledby="heat-heading">
      <div class="section-head">
        <h2 id="heat-heading">{heat.heading}</h2>
        <ChoiceSwitch
          label={heat.measure}
          options={(['windows', 'dissatisfied'] as const).map((value) => ({ value, name: heat[value] }))}
          choice={model.heatMeasure}
        />
      </div>
      <Answered question={model.heat} locale={locale}>
        {(view) => <Heat view={view} model={model} locale={locale} />}
      </Answered>
    </section>
  );
}

function Heat({ view, model, locale }: Props & { readonly view: StatisticsView }) {
  const measure = model.heatMeasure.value;
  const chart = useMemo(
    () => heatChart(view, model.frame.chartContext(locale), measure),
    [view, locale, measure],
  );
  return <ChartFigure chart={chart} locale={locale} minWidth={LEAST_WIDTH} />;
}
