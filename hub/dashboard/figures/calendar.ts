import {
  DAY_MS,
  dayNumber,
  dayStart,
  keyOf,
  mondayOf,
  monthNumber,
  monthStart,
  yearNumber,
  yearStart,
} from '../../statistics/calendar.js';

/** Half-open, Unix ms; whole days of Asia/Taipei (S7). */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

export const CALENDAR_KINDS = ['day', 'week', 'month', 'year'] as const;
export type CalendarKind = (typeof CALENDAR_KINDS)[number];

/** The day, week (from Monday), month or year that holds the moment, or the one so many steps from it. */
export function spanOf(kind: CalendarKind, atMs: number, steps = 0): Span {
  switch (kind) {
    case 'day':
      return between(dayStart, dayNumber(atMs) + steps);
    case 'week':
      return between(dayStart, mondayOf(dayNumber(atMs)) + 7 * steps, 7);
    case 'month':
      return between(monthStart, monthNumber(atMs) + steps);
    case 'year':
      return between(yearStart, yearNumber(atMs) + steps);
  }
}

const between = (start: (n: number) => number, n: number, length = 1): Span => ({
  fromMs: start(n),
  toMs: start(n + length),
});

/** The day that holds the moment, e.g. `2026-07-07`. */
export const dayOf = (atMs: number): string => keyOf('day', atMs);

/** Midnight in Taipei at the start of a day; nothing when there is no such day between 1912 (ROC 1) and 9999. */
export function startOfDay(day: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || day < '1912') return undefined;
  const utc = Date.parse(`${day}T00:00:00.000Z`);
  if (Number.isNaN(utc) || new Date(utc).toISOString().slice(0, 10) !== day) return undefined;
  return dayStart(utc / DAY_MS);
}

/** Whole days of the span, one that has only begun counted whole. */
export const daysIn = ({ fromMs, toMs }: Span): number => Math.ceil((toMs - fromMs) / DAY_MS);

/** As it stands on the wire. */
export const timestamp = (ms: number): string => new Date(ms).toISOString();

export { DAY_MS };
