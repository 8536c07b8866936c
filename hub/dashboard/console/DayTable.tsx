import type { AlarmView } from '#contract/alarms.js';
import type { OfficeView } from '#contract/views.js';
import { formatTimeWithSeconds } from '#words/dates.js';
import { alarmText } from '../alarms/alarmText.js';
import type { Locale } from '../ui/locale.js';
import { Scrollable } from '../ui/Scrollable.js';

interface Props {
  readonly alarms: readonly AlarmView[];
  readonly office: OfficeView;
  readonly locale: Locale;
}

/** The numbers behind the strip of a day. */
export function DayTable({ alarms, office, locale }: Props) {
  const { t } = locale;
  const { history, today } = t.consolePage;
  return (
    <Scrollable label={today.strip}>
      <table>
        <thead>
          <tr>
            <th scope="col">{history.raised}</th>
            <th scope="col">{history.place}</th>
            <th scope="col">{history.matter}</th>
            <th scope="col">{history.state}</th>
            <th scope="col" class="number">
              {today.toAcknowledge}
            </th>
            <th scope="col" class="number">
              {today.toClose}
            </th>
          </tr>
        </thead>
        <tbody>
          {alarms.map((alarm) => {
            const { place, matter } = alarmText(alarm, office, locale);
            return (
              <tr key={alarm.id}>
                <td>{formatTimeWithSeconds(alarm.raisedAt)}</td>
                <th scope="row">{place ?? t.wall.taken.office}</th>
                <td>{matter}</td>
                <td>{t.alarmStates[alarm.state]}</td>
                <td class="number">{since(alarm.raisedAt, alarm.acknowledgedAt, locale)}</td>
                <td class="number">{since(alarm.raisedAt, alarm.closedAt, locale)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Scrollable>
  );
}

const since = (from: string, to: string | undefined, { t }: Locale): string =>
  to === undefined ? '' : t.pages.duration(Date.parse(to) - Date.parse(from));
