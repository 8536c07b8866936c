import type { Unit } from '#contract/statistics.js';

/**
 * The calendar of Asia/Taipei (S7) as arithmetic. Taiwan is UTC+8 all year; it has had no daylight saving since 1979
 * (tzdata), so a day is a fixed shift. ROC years begin and end with Gregorian ones. All times are Unix ms.
 */
const TAIPEI_MS = 8 * 3_600_000;
const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/** Days since 1970-01-01, which is 0, and when such a day starts. */
export const dayNumber = (ms: number): number => Math.floor((ms + TAIPEI_MS) / DAY_MS);
export const dayStart = (day: number): number => day * DAY_MS - TAIPEI_MS;

/** The first day of the ISO week, a Monday, of a day; both as day numbers. */
export const mondayOf = (day: number): number => day - (weekdayOf(day) - 1);

/** 1 Monday … 7 Sunday. Day 0 was a Thursday. */
export const weekdayOf = (day: number): number => modulo(day + 3, 7) + 1;

/** Months since January 1970, which is 0, and when such a month starts. */
export function monthNumber(ms: number): number {
  const date = new Date(ms + TAIPEI_MS);
  return (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
}
export const monthStart = (month: number): number => Date.UTC(1970, month, 1) - TAIPEI_MS;

/** The Gregorian year, and when it starts. */
export const yearNumber = (ms: number): number => new Date(ms + TAIPEI_MS).getUTCFullYear();
export const yearStart = (year: number): number => monthStart((year - 1970) * 12);

/** "00" … "23". */
const hourKey = (ms: number): string => pad(Math.floor(modulo(ms + TAIPEI_MS, DAY_MS) / HOUR_MS), 2);

/** "2026-11-21", "2026-11", "2026". */
const dayKey = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);
const monthKey = (ms: number): string => dayKey(dayNumber(ms)).slice(0, 7);
const yearKey = (ms: number): string => pad(yearNumber(ms), 4);

/** The key of the group of time that holds the moment, as the contract writes it, for years 0 to 9999. */
export function keyOf(unit: Unit | 'hour' | 'weekday', ms: number): string {
  switch (unit) {
    case 'hour':
      return hourKey(ms);
    case 'weekday':
      return String(weekdayOf(dayNumber(ms)));
    case 'day':
      return dayKey(dayNumber(ms));
    case 'week':
      return dayKey(mondayOf(dayNumber(ms)));
    case 'month':
      return monthKey(ms);
    case 'year':
      return yearKey(ms);
  }
}

/** When the unit that holds the moment starts, and when the next one does. */
export function startOf(unit: Unit, ms: number): number {
  switch (unit) {
    case 'day':
      return dayStart(dayNumber(ms));
    case 'week':
      return dayStart(mondayOf(dayNumber(ms)));
    case 'month':
      return monthStart(monthNumber(ms));
    case 'year':
      return yearStart(yearNumber(ms));
  }
}

export function nextStart(unit: Unit, ms: number): number {
  switch (unit) {
    case 'day':
      return dayStart(dayNumber(ms) + 1);
    case 'week':
      return dayStart(mondayOf(dayNumber(ms)) + 7);
    case 'month':
      return monthStart(monthNumber(ms) + 1);
    case 'year':
      return yearStart(yearNumber(ms) + 1);
  }
}

const modulo = (value: number, by: number): number => ((value % by) + by) % by;
const pad = (value: number, digits: number): string => String(value).padStart(digits, '0');
