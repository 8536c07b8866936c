import type { Delay } from '#contract/alarmFigures.js';
import type { OfficeState } from '../../watcher/officeState.js';
import { ofDay } from '../alarms/alarmGroups.js';
import type { Locale } from '../ui/locale.js';
import { DayStripFigure } from './DayStripFigure.js';
import { dayFigures } from './dayFigures.js';

interface Props {
  readonly state: OfficeState;
  readonly now: number;
  readonly locale: Locale;
}

/** What today's alarms came to, and when they were. */
export function TodaySection({ state, now, locale }: Props) {
  const { today } = locale.t.consolePage;
  const alarms = ofDay(state, now);
  const figures = dayFigures(alarms);
  const counts: ReadonlyArray<readonly [string, number]> = [
    [today.raised, figures.raised],
    [today.acknowledged, figures.acknowledged],
    [today.departed, figures.departed],
    [today.closed, figures.closed],
  ];
  return (
    <section class="card today" aria-labelledby="today-heading">
      <h2 id="today-heading">{today.heading}</h2>
      <dl class="day-figures">
        {counts.map(([name, count]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{count}</dd>
          </div>
        ))}
      </dl>
      <dl class="day-figures">
        <Times name={today.toAcknowledge} took={figures.toAcknowledge} locale={locale} />
        <Times name={today.toClose} took={figures.toClose} locale={locale} />
      </dl>
      {figures.equipment > 0 && <p class="muted">{today.equipment(figures.equipment)}</p>}
      {alarms.length > 0 && (
        <DayStripFigure alarms={alarms} office={state.office} now={now} locale={locale} />
      )}
    </section>
  );
}

interface TimesProps {
  readonly name: string;
  readonly took: Delay | undefined;
  readonly locale: Locale;
}

function Times({ name, took, locale: { t } }: TimesProps) {
  const { today } = t.consolePage;
  return (
    <div class="times">
      <dt>{name}</dt>
      {took === undefined ? (
        <dd class="none">{today.none}</dd>
      ) : (
        <dd>
          <span>
            {t.pages.duration(took.median)} <small>{today.median}</small>
          </span>
          <span>
            {t.pages.duration(took.p90)} <small>{today.p90}</small>
          </span>
        </dd>
      )}
    </div>
  );
}
