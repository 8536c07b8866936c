import type { AlarmView } from '#contract/alarms.js';
import type { OfficeView } from '#contract/views.js';
import { formatTime } from '#words/dates.js';
import type { Locale } from '../ui/locale.js';
import { DayTable } from './DayTable.js';
import { type DayStrip, dayStrip } from './dayStrip.js';

interface Props {
  readonly alarms: readonly AlarmView[];
  readonly office: OfficeView;
  readonly now: number;
  readonly locale: Locale;
}

/** Today's alarms along the hours of the office; the same in a table behind a disclosure (WCAG 1.1.1). */
export function DayStripFigure({ alarms, office, now, locale }: Props) {
  const { t } = locale;
  const { today } = t.consolePage;
  const strip = dayStrip(alarms, now);
  const reading = today.stripReading(alarms.length, formatTime(strip.fromMs), formatTime(strip.toMs));
  return (
    <figure class="day-strip">
      <figcaption class="unseen">{today.strip}</figcaption>
      <Picture strip={strip} label={`${today.strip}. ${reading}`} />
      <ul class="legend">
        {PRIORITIES.map((priority) => (
          <li key={priority}>
            <Sign alarm={{ priority, state: 'closed' }} />{' '}
            {t.wall.alarms.priority(t.alarmPriorities[priority])}
          </li>
        ))}
      </ul>
      <details>
        <summary>{today.table}</summary>
        <DayTable alarms={alarms} office={office} locale={locale} />
      </details>
    </figure>
  );
}

const PRIORITIES = ['high', 'medium', 'low'] as const satisfies ReadonlyArray<AlarmView['priority']>;

/** The shape alone tells the priority (WCAG 1.4.1): a diamond, a disc, a square. */
const SHAPES: Readonly<Record<AlarmView['priority'], string>> = {
  high: 'M0 -10 L10 0 L0 10 L-10 0Z',
  medium: 'M0 -7.5 A7.5 7.5 0 1 1 -0.01 -7.5Z',
  low: 'M-6 -6 H6 V6 H-6Z',
};

/** Height of one row of marks, in rem. */
const ROW = 1.5;

const percent = (x: number): string => `${x * 100}%`;

function Picture({ strip, label }: { readonly strip: DayStrip; readonly label: string }) {
  const rows = Math.max(1, ...strip.marks.map(({ row }) => row + 1));
  return (
    <div class="strip" role="img" aria-label={label}>
      <div class="marks" style={{ height: `${rows * ROW + 0.5}rem` }}>
        <span class="present" style={{ left: percent(strip.now) }} />
        {strip.marks.map(({ alarm, x, row }) => (
          <span key={alarm.id} class="place" style={{ left: percent(x), bottom: `${row * ROW + 0.15}rem` }}>
            <Sign alarm={alarm} />
          </span>
        ))}
      </div>
      <div class="hours">
        {strip.hours.map(({ hour, x }) => (
          <span key={hour} class="hour" style={{ left: percent(x) }}>
            {hour}
          </span>
        ))}
      </div>
    </div>
  );
}

function Sign({ alarm: { priority, state } }: { readonly alarm: Pick<AlarmView, 'priority' | 'state'> }) {
  return (
    <svg viewBox="-12 -12 24 24" aria-hidden="true" focusable="false">
      <path class={`mark ${priority} ${state}`} d={SHAPES[priority]} />
    </svg>
  );
}
