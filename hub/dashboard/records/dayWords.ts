import { formatDate } from '#words/dates.js';
import { DAY_MS, startOfDay } from '../figures/calendar.js';
import type { Locale } from '../ui/locale.js';

/** A day, such as `2026-11-21`, with its weekday; as it is written where it is none. */
export function dayWords(day: string, { t, language }: Locale): string {
  const atMs = startOfDay(day);
  if (atMs === undefined) return day;
  const weekday = t.alarmSettings.weekdays[weekdayAt(atMs)];
  return t.alarmSettings.holidays.weekday(formatDate(atMs, language), weekday);
}

const DAYS = [1, 2, 3, 4, 5, 6, 7] as const;
/** A Monday in Taipei. */
const MONDAY_MS = Date.parse('1911-12-25T00:00:00.000+08:00');

const weekdayAt = (atMs: number): (typeof DAYS)[number] =>
  DAYS[Math.floor((atMs - MONDAY_MS) / DAY_MS) % DAYS.length] ?? 1;
