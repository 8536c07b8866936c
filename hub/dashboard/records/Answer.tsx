import type { ComponentChildren } from 'preact';
import type { Question } from '../figures/question.js';
import type { Locale } from '../ui/locale.js';
import { Trouble } from './Trouble.js';

interface Props<T> {
  readonly question: Question<T>;
  readonly locale: Locale;
  readonly children: (value: T) => ComponentChildren;
}

/** What is drawn from an answer, or in words why there is none. A former answer fades while a new one is asked for. */
export function Answer<T>({ question, locale, children }: Props<T>) {
  const { value, problem, busy } = question.answer.value;
  if (problem !== undefined)
    return <Trouble problem={problem} locale={locale} again={() => question.again()} />;
  if (value === undefined) return busy ? <p role="status">{locale.t.statistics.loading}</p> : null;
  return (
    <div class={busy ? 'answered fading' : 'answered'} aria-busy={busy}>
      {children(value)}
    </div>
  );
}
