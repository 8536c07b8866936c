import type { AlarmStep } from '#contract/alarms.js';
import { formatDate, formatTimeWithSeconds } from '#words/dates.js';
import type { Locale } from '../ui/locale.js';

/** What happened to the alarm a case came from, oldest first. */
export function StepList({
  steps,
  locale,
}: {
  readonly steps: readonly AlarmStep[];
  readonly locale: Locale;
}) {
  const { t, language } = locale;
  return (
    <ol class="case-steps">
      {steps.map(({ at, step, by }, n) => (
        <li key={n}>
          <span>{`${formatDate(at, language)} ${formatTimeWithSeconds(at)}`}</span>{' '}
          {by === undefined ? t.alarmSteps[step] : t.cases.by(t.alarmSteps[step], by)}
        </li>
      ))}
    </ol>
  );
}
