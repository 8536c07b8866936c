import type { CaseView } from '#contract/cases.js';
import type { Words } from '#words/catalogue.js';
import { Icon } from '../ui/Icon.js';
import { dueState } from './dueState.js';

interface Props {
  readonly one: CaseView;
  readonly nowMs: number;
  readonly t: Words;
}

/** Whether it is tracked, late or released; sign and word say it, the colour only helps. */
export function DueMark({ one, nowMs, t }: Props) {
  const { icon, words, overdue } = dueState(one, nowMs, t);
  return (
    <p class={overdue ? 'due-mark faulty' : 'due-mark'}>
      <Icon name={icon} /> {words}
    </p>
  );
}
