import type { AlarmView } from '#contract/alarms.js';
import type { OfficeView } from '#contract/views.js';
import { formatTime } from '#words/dates.js';
import { Icon } from '../ui/Icon.js';
import type { Locale } from '../ui/locale.js';
import { alarmLine, alarmText } from './alarmText.js';

interface Props {
  readonly alarms: readonly AlarmView[];
  readonly office: OfficeView;
  readonly locale: Locale;
}

/** Citizens who left before anybody came (A2): silent, still, and not to be overlooked until they are closed. */
export function DepartedStrip({ alarms, office, locale }: Props) {
  const { alarms: words } = locale.t.wall;
  if (alarms.length === 0) return null;
  return (
    <section class="unattended" aria-labelledby="departed-heading">
      <h2 id="departed-heading">
        <Icon name="missed" /> {locale.t.alarmStates.departed}
      </h2>
      <ul>
        {alarms.map((alarm) => (
          <li key={alarm.id}>
            <time>{formatTime(alarm.raisedAt)}</time> {alarmLine(alarmText(alarm, office, locale))}
          </li>
        ))}
      </ul>
      <p class="muted">{words.closeAtConsole}</p>
    </section>
  );
}
