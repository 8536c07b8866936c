import type { ComponentChildren } from 'preact';
import { Icon } from '../ui/Icon.js';
import type { Locale } from '../ui/locale.js';
import { figureProblemWords } from './figureProblems.js';
import type { Question } from './question.js';

interface Props<T> {
  readonly question: Question<T>;
  readonly locale: Locale;
  readonly children: (value: T) => ComponentChildren;
}

/** What is drawn from an answer, or in words why there is none yet. A former answer fades while a new one is asked for. */
export function Answered<T>({ question, locale, children }: Props<T>) {
  const { t } = locale;
  const { value, problem, busy } = question.answer.value;
  if (problem !== undefined)
    return (
      <div class="trouble" role="alert">
        <p class="faulty">
          <Icon name="warning" /> {figureProblemWords(problem, t)}
        </p>
        <button type="button" class="button" onClick={() => question.again()}>
          {t.statistics.again}
        </button>
      </div>
    );
  if (value === undefined) return busy ? <p role="status">{t.statistics.loading}</p> : null;
  return (
    <div class={busy ? 'answered fading' : 'answered'} aria-busy={busy}>
      {children(value)}
    </div>
  );
}
