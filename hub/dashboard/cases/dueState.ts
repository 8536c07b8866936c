import type { CaseView } from '#contract/cases.js';
import type { Words } from '#words/catalogue.js';
import { DAY_MS, dayOf, startOfDay } from '../figures/calendar.js';
import type { IconName } from '../ui/Icon.js';

export interface DueState {
  readonly icon: IconName;
  readonly words: string;
  /** Wants somebody's attention now. */
  readonly overdue: boolean;
}

/** How a case stands to its due day, by word and by sign. */
export function dueState(one: CaseView, nowMs: number, t: Words): DueState {
  const { cases } = t;
  if (one.state === 'released') {
    const words = one.overdue ? cases.releasedLate : cases.states.released;
    return { icon: one.overdue ? 'expired' : 'well', words, overdue: false };
  }
  const days = daysBetween(dayOf(nowMs), one.due);
  if (one.overdue)
    return { icon: 'warning', words: days < 0 ? cases.overdueDays(-days) : cases.overdue, overdue: true };
  return { icon: 'waiting', words: days <= 0 ? cases.dueToday : cases.dueIn(days), overdue: false };
}

/** Whole days from one day to another; 0 where one of them is none. */
function daysBetween(from: string, to: string): number {
  const [start, end] = [startOfDay(from), startOfDay(to)];
  return start === undefined || end === undefined ? 0 : (end - start) / DAY_MS;
}
