import type { Level } from '#contract/values.js';
import type { AlarmView } from '#contract/views.js';
import { formatTime } from '#words/dates.js';
import type { OfficeState } from '../live/officeState.js';
import type { Locale } from '../ui/locale.js';
import { Scrollable } from '../ui/Scrollable.js';

interface Props {
  readonly alarms: readonly AlarmView[];
  readonly office: OfficeState['office'];
  readonly locale: Locale;
}

/** Alarms somebody went to attend to: who, and how long it took. */
export function TakenAlarms({ alarms, office, locale }: Props) {
  const { t } = locale;
  const { taken } = t.wall;
  if (alarms.length === 0) return null;
  const nameOf = (id: string): string => {
    const counter = office.counters.find((candidate) => candidate.id === id);
    return counter === undefined ? id : locale.say(counter.name);
  };
  return (
    <section class="card" aria-labelledby="taken-heading">
      <h2 id="taken-heading">{taken.heading}</h2>
      <Scrollable label={taken.heading}>
        <table>
          <thead>
            <tr>
              <th scope="col">{taken.raised}</th>
              <th scope="col">{taken.counter}</th>
              <th scope="col">{taken.level}</th>
              <th scope="col">{taken.by}</th>
              <th scope="col" class="number">
                {taken.after}
              </th>
            </tr>
          </thead>
          <tbody>
            {alarms.map((alarm) => (
              <tr key={alarm.id}>
                <td>{formatTime(alarm.raisedAt)}</td>
                <th scope="row">{nameOf(alarm.counter)}</th>
                <td>{t.levels[alarm.level as Level]}</td>
                <td>{alarm.acknowledgedBy}</td>
                <td class="number">{tookHowLong(alarm, locale)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrollable>
    </section>
  );
}

function tookHowLong(alarm: AlarmView, { t }: Locale): string {
  const taken = Date.parse(alarm.acknowledgedAt ?? '');
  return Number.isNaN(taken) ? '' : t.pages.duration(taken - Date.parse(alarm.raisedAt));
}
