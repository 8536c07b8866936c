import { dayNumber } from '../statistics/calendar.js';

/** A backup as its folder names it. */
export interface Dated {
  readonly name: string;
  readonly startedMs: number;
}

const KEPT_DAYS = 7;
const KEPT_WEEKS = 5;
const KEPT_MONTHS = 12;

/** Day 4 since 1970 was a Monday; a week ends with its Sunday. */
const weekOf = (day: number): number => Math.floor((day - 4) / 7);

function monthOf(day: number): number {
  const date = new Date(day * 86_400_000);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/**
 * Which backups are kept: the last of each of the newest 7 days that have any, of the newest 5 weeks that have ended
 * (Sunday's, where there is one) and of the newest 12 months that have ended, by Taipei days. The one just made is kept
 * whatever its date. Applied after each backup or only once, it keeps the same.
 */
export function keptOf(backups: readonly Dated[], justMade?: string): ReadonlySet<string> {
  const newestFirst = [...backups].sort(
    (one, other) => other.startedMs - one.startedMs || (other.name < one.name ? -1 : 1),
  );
  const newest = newestFirst[0];
  if (newest === undefined) return new Set();
  const today = dayNumber(newest.startedMs);
  const by = (period: (day: number) => number, most: number, within: (key: number) => boolean): string[] => {
    const last = new Map<number, string>();
    for (const { name, startedMs } of newestFirst) {
      const key = period(dayNumber(startedMs));
      if (within(key) && !last.has(key)) last.set(key, name);
    }
    return [...last.values()].slice(0, most);
  };
  return new Set([
    ...by(
      (day) => day,
      KEPT_DAYS,
      () => true,
    ),
    ...by(weekOf, KEPT_WEEKS, (week) => week < weekOf(today)),
    ...by(monthOf, KEPT_MONTHS, (month) => month < monthOf(today)),
    ...backups.filter(({ name }) => name === justMade).map(({ name }) => name),
  ]);
}
