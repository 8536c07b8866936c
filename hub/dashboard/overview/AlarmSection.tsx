import { useMemo } from 'preact/hooks';
import type { AlarmFiguresView } from '#contract/statistics.js';
import { alarmChart } from '../../charts/alarms.js';
import { ChartFigure } from '../charts/ChartFigure.js';
import { Answered } from '../figures/Answered.js';
import type { Locale } from '../ui/locale.js';
import type { OverviewModel } from './overviewModel.js';

interface Props {
  readonly model: OverviewModel;
  readonly locale: Locale;
}

/** How often citizens were dissatisfied, and how soon a supervisor took it up. */
export function AlarmSection({ model, locale }: Props) {
  return (
    <section class="card" aria-labelledby="alarms-heading">
      <h2 id="alarms-heading">{locale.t.statistics.overview.alarms}</h2>
      <Answered question={model.alarms} locale={locale}>
        {({ now }) => <Alarms view={now} model={model} locale={locale} />}
      </Answered>
    </section>
  );
}

function Alarms({ view, model, locale }: Props & { readonly view: AlarmFiguresView }) {
  const { overview } = locale.t.statistics;
  const { duration } = locale.t.pages;
  const chart = useMemo(() => alarmChart(view, model.frame.chartContext(locale)), [view, locale]);
  const { toAcknowledge, raised, acknowledged } = view;
  return (
    <>
      {toAcknowledge !== undefined && (
        <p class="note">
          {overview.met(
            duration(toAcknowledge.median),
            duration(toAcknowledge.p90),
            duration(toAcknowledge.longest),
          )}
        </p>
      )}
      {raised > acknowledged && <p class="note">{overview.unmet(raised - acknowledged)}</p>}
      <ChartFigure chart={chart} locale={locale} />
    </>
  );
}
