import { useMemo } from 'preact/hooks';
import type { AlarmFiguresView } from '#contract/alarmFigures.js';
import { alarmCauseChart } from '../../charts/alarmCauses.js';
import { alarmChart } from '../../charts/alarms.js';
import { alarmWaitChart } from '../../charts/alarmWaits.js';
import { ChartFigure } from '../charts/ChartFigure.js';
import { Answered } from '../figures/Answered.js';
import type { Locale } from '../ui/locale.js';
import { AlarmPlaces } from './AlarmPlaces.js';
import { alarmLines } from './alarmLines.js';
import type { OverviewModel } from './overviewModel.js';

interface Props {
  readonly model: OverviewModel;
  readonly locale: Locale;
}

/** How often citizens were dissatisfied, how long they waited for somebody, and why they were unhappy. */
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
  const charts = useMemo(() => {
    const context = model.frame.chartContext(locale);
    return {
      course: alarmChart(view, context),
      waits: alarmWaitChart(view, context),
      causes: alarmCauseChart(view, context),
      name: context.name,
    };
  }, [view, locale]);
  return (
    <>
      {alarmLines(view, locale.t).map((line) => (
        <p key={line} class="note">
          {line}
        </p>
      ))}
      <ChartFigure chart={charts.course} locale={locale} />
      <div class="pair">
        <ChartFigure chart={charts.waits} locale={locale} />
        <ChartFigure chart={charts.causes} locale={locale} />
      </div>
      {view.places.length > 0 && <AlarmPlaces view={view} name={charts.name} locale={locale} />}
    </>
  );
}
