import type { AlarmView } from '#contract/alarms.js';
import { formatTimeWithSeconds } from '#words/dates.js';
import { problemWords } from '../api/problemWords.js';
import type { Locale } from '../ui/locale.js';
import type { ConsoleModel } from './consoleModel.js';

interface Props {
  readonly alarm: AlarmView;
  readonly what: string;
  readonly model: ConsoleModel;
  readonly locale: Locale;
}

/** What happened to an alarm: who and when, step by step (A2). */
export function AlarmSteps({ alarm, what, model, locale }: Props) {
  const { t } = locale;
  const { history, close } = t.consolePage;
  const { value, problem } = model.history.steps.answer.value;
  return (
    <div class="steps" id={`steps-${alarm.id}`}>
      {problem !== undefined && <p class="faulty">{problemWords(problem, t)}</p>}
      {value === undefined && problem === undefined && <p role="status">{history.loading}</p>}
      <ol aria-label={history.stepsOf(what)}>
        {value?.map(({ at, step, by, detail }, index) => (
          <li key={index}>
            <time class="muted">{formatTimeWithSeconds(at)}</time> <strong>{t.alarmSteps[step]}</strong>{' '}
            <span>{by ?? (step === 'closed' ? history.byItself : '')}</span>
            {detail !== undefined && <small class="muted">{detail}</small>}
          </li>
        ))}
      </ol>
      {alarm.remark !== undefined && <p class="remark">{alarm.remark}</p>}
      {alarm.case !== undefined && (
        <a class="button" href={`./cases.html?case=${encodeURIComponent(alarm.case)}`}>
          {close.openCase}
        </a>
      )}
    </div>
  );
}
