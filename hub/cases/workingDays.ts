import type { Holiday } from '#contract/cases.js';
import { DAY_MS, dayNumber, weekdayOf } from '../statistics/calendar.js';

/**
 * The days offices work (A9): Monday to Friday, but for the days a table notes as off or as worked. Days are Asia/Taipei's
 * (S7), as numbers from 1970-01-01 or as text, e.g. `2026-11-21`.
 */
export type NotedDays = ReadonlyMap<string, Holiday['kind']>;

const FRIDAY = 5;
const FIRST_DAY = '1912-01-01';

/** The day of a number between 1912 and 9999. */
export const dayText = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** The day that holds the moment, Unix ms. */
export const dayAt = (ms: number): string => dayText(dayNumber(ms));

/** The number of a day from 1912 (ROC 1) to 9999; nothing where no calendar has it, such as 30 February. */
export function dayOf(text: string): number | undefined {
  const ms = Date.parse(`${text}T00:00:00.000Z`);
  if (Number.isNaN(ms) || text < FIRST_DAY) return undefined;
  const day = ms / DAY_MS;
  return dayText(day) === text ? day : undefined;
}

export function isWorkingDay(day: number, noted: NotedDays): boolean {
  const kind = noted.get(dayText(day));
  return kind === undefined ? weekdayOf(day) <= FRIDAY : kind === 'worked';
}

/**
 * The `count`-th working day after a day, which itself is not counted, whether worked or not. `count` is 1 or more. Ends
 * for every table, since a table notes a finite number of days.
 */
export function workingDayAfter(day: number, count: number, noted: NotedDays): number {
  let found = day;
  for (let left = count; left > 0; ) {
    found += 1;
    if (isWorkingDay(found, noted)) left -= 1;
  }
  return found;
}
