import type { CaseState, Day } from '#contract/cases.js';
import { CodedError } from '#platform/errors.js';
import { dayNumber, yearNumber } from '../statistics/calendar.js';
import { dayAt, dayOf, dayText, type NotedDays, workingDayAfter } from './workingDays.js';

/** What a case has to be like (A9). Times are Unix ms, days Asia/Taipei's (S7). */

const YEARS_BEFORE_ROC = 1911;
const DIGITS = 3;

/** The ROC year (民國) that holds the moment. */
export const rocYearAt = (ms: number): number => yearNumber(ms) - YEARS_BEFORE_ROC;

/** `east-115-003`; numbers above 999 are written in full. */
export const caseName = (office: string, rocYear: number, number: number): string =>
  `${office}-${rocYear}-${String(number).padStart(DIGITS, '0')}`;

/** The last day on which releasing a new case is in time. */
export const firstDue = (openedMs: number, caseDays: number, noted: NotedDays): Day =>
  dayText(workingDayAfter(dayNumber(openedMs), caseDays, noted));

/** Throws `case/bad-due`: a day that no calendar has, or one before the case was opened. */
export function checkDue(due: Day, openedMs: number): void {
  if (dayOf(due) === undefined)
    throw new CodedError('case/bad-due', `${due} is no day of the calendar; expected one that is`);
  const opened = dayAt(openedMs);
  if (due < opened)
    throw new CodedError(
      'case/bad-due',
      `${due} lies before the case was opened; expected ${opened} or later`,
    );
}

export interface Tracked {
  readonly due: Day;
  readonly state: CaseState;
  readonly releasedMs: number | null;
}

/** Open after its due day, or released after it. The due day itself is in time. */
export const isOverdue = ({ due, state, releasedMs }: Tracked, nowMs: number): boolean =>
  due < dayAt(state === 'released' && releasedMs !== null ? releasedMs : nowMs);

export interface Actions {
  readonly corrective: string | null;
  readonly preventive: string | null;
}

const ACTIONS = ['corrective', 'preventive'] as const;

/** Which actions are not written down yet. Blanks alone say nothing. */
export const missingActions = (actions: Actions): ReadonlyArray<keyof Actions> =>
  ACTIONS.filter((action) => (actions[action] ?? '').trim() === '');

/** Throws `case/incomplete`, naming what is missing. */
export function checkComplete(name: string, actions: Actions): void {
  const missing = missingActions(actions);
  if (missing.length === 0) return;
  throw new CodedError(
    'case/incomplete',
    `case ${name} has no ${missing.join(' and no ')} action; expected both before it is released`,
  );
}
