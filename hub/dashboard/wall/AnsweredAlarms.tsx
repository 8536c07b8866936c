import type { AlarmView } from '#contract/alarms.js';
import type { OfficeView } from '#contract/views.js';
import { formatTime } from '#words/dates.js';
import { alarmText } from '../alarms/alarmText.js';
import type { Locale } from '../ui/locale.js';
import { Scrollable } from '../ui/Scrollable.js';

interface Props {
  readonly alarms: readonly AlarmView[];
  readonly office: OfficeView;
  readonly locale: Locale;
}

/** What became of today's alarms: who came, and how long it took. */
export function AnsweredAlarms({ alarms, office, locale }: Props) {
  const { taken } = locale.t.wall;
  if (alarms.length === 0) return null;
  return (
    <section class="card" aria-labelledby="taken-heading">
      <h2 id="taken-heading">{taken.heading}</h2>
      <Scrollable label={taken.heading}>
        <table>
          <thead>
            <tr>
              <th scope="col">{taken.raised}</th>
              <th scope="col">{taken.counter}</th>
              <th scope="col">{taken.matter}</th>
              <th scope="col">{taken.state}</th>
              <th scope="col">{taken.by}</th>
              <th scope="col" class="number">
                {taken.after}
              </th>
            </tr>
          </thead>
          <tbody>
            {alarms.map((alarm) => (
              <Row key={alarm.id} alarm={alarm} office={office} locale={locale} />
            ))}
          </tbody>
        </table>
      </Scrollable>
    </section>
  );
}

function Row({ alarm, office, locale }: Pick<Props, 'office' | 'locale'> & { readonly alarm: AlarmView }) {
  const { t } = locale;
  const { place, matter } = alarmText(alarm, office, locale);
  return (
    <tr>
      <td>{formatTime(alarm.raisedAt)}</td>
      <th scope="row">{place ?? t.wall.taken.office}</th>
      <td>{matter}</td>
      <td>{t.alarmStates[alarm.state]}</td>
      <td>{alarm.acknowledgedBy}</td>
      <td class="number">{tookHowLong(alarm, locale)}</td>
    </tr>
  );
}

function tookHowLong(alarm: AlarmView, { t }: Locale): string {
  const taken = Date.parse(alarm.acknowledgedAt ?? '');
  return Number.isNaN(taken) ? '' : t.pages.duration(taken - Date.parse(alarm.raisedAt));
}
