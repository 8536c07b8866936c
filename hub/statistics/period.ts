import type { Unit } from '#contract/statistics.js';
import { momentOf } from '#contract/values.js';
import { CodedError } from '#platform/errors.js';
import {
  DAY_MS,
  dayNumber,
  dayStart,
  keyOf,
  monthNumber,
  monthStart,
  nextStart,
  startOf,
  yearNumber,
} from './calendar.js';

export { dayNumber, dayStart, keyOf, monthNumber, monthStart, yearNumber, yearStart } from './calendar.js';

/** Half-open: `from` belongs to it, `to` does not. Unix ms. */
export interface Period {
  readonly from: number;
  readonly to: number;
}

/** A day, week, month or year, or what of it lies within a period. Half-open, Unix ms. */
export interface Span {
  /** As a group's key is written, of the whole unit even where only a part of it is meant. */
  readonly key: string;
  readonly fromMs: number;
  readonly toMs: number;
}

/** The Asia/Taipei day that holds the moment (S7). */
export function taipeiDay(atMs: number): Period {
  const from = dayStart(dayNumber(atMs));
  return { from, to: from + DAY_MS };
}

/** ROC year 1, and a year by which nobody counts with this program any more. */
const FIRST_YEAR = 1912;
const LAST_YEAR = 2200;
const LONGEST_YEARS = 40;

/**
 * The asked period; a missing end is completed by today. Throws `CodedError` `statistics/bad-range`, naming what was
 * wrong, for a date that no calendar has, for a period that does not start before it ends, that reaches outside the
 * years 1912 (ROC 1) to 2200, or that is longer than 40 years.
 */
export function askedPeriod(from: string | undefined, to: string | undefined, nowMs: number): Period {
  const today = taipeiDay(nowMs);
  const period = { from: momentAsked(from, 'from', today.from), to: momentAsked(to, 'to', today.to) };
  if (period.to <= period.from) {
    throw badRange(`from (${iso(period.from)}) must be before to (${iso(period.to)})`);
  }
  checkYear('from', period.from, period.from);
  checkYear('to', period.to, period.to - 1);
  if (period.to > yearsLater(period.from, LONGEST_YEARS)) {
    throw badRange(
      `from ${iso(period.from)} to ${iso(period.to)} is too long; expected at most ${LONGEST_YEARS} years`,
    );
  }
  return period;
}

function momentAsked(text: string | undefined, name: string, fallback: number): number {
  if (text === undefined) return fallback;
  const value = momentOf(text);
  if (Number.isNaN(value)) {
    throw badRange(
      `${name} is no moment of the calendar: ${text}; expected one such as 2026-07-01T00:00:00.000Z`,
    );
  }
  return value;
}

/** `withinMs` is a moment of the period's last or first day, which need not be that of its end. */
function checkYear(name: string, ms: number, withinMs: number): void {
  const year = yearNumber(withinMs);
  if (year >= FIRST_YEAR && year <= LAST_YEAR) return;
  throw badRange(
    `${name} (${iso(ms)}) lies in the year ${year}; expected ${FIRST_YEAR} (ROC 1) to ${LAST_YEAR} (ROC ${LAST_YEAR - 1911})`,
  );
}

/** The same moment of the same month and day so many years later. */
function yearsLater(ms: number, years: number): number {
  const month = monthNumber(ms);
  return monthStart(month + 12 * years) + (ms - monthStart(month));
}

const badRange = (message: string): CodedError => new CodedError('statistics/bad-range', message);
const iso = (ms: number): string => new Date(ms).toISOString();

/**
 * The units that a period touches, in order and without gaps; the first and the last one are cut to the period, so that
 * the spans make up the period exactly. A period holds at most 40 years of days.
 */
export function spans({ from, to }: Period, unit: Unit): Span[] {
  const found: Span[] = [];
  for (let at = from; at < to; at = nextStart(unit, at)) {
    found.push({ key: keyOf(unit, at), fromMs: at, toMs: Math.min(nextStart(unit, at), to) });
  }
  return found;
}

/** The calendar months that lie wholly within a period, in order. */
export const monthsIn = (period: Period): Span[] => wholeIn(period, 'month');

/** The ROC years, which are the Gregorian ones, that lie wholly within a period, in order. */
export const yearsIn = (period: Period): Span[] => wholeIn(period, 'year');

const wholeIn = (period: Period, unit: Unit): Span[] =>
  spans(period, unit).filter(
    ({ fromMs, toMs }) => startOf(unit, fromMs) === fromMs && nextStart(unit, fromMs) === toMs,
  );

/**
 * The period to compare with, ending where this one starts: as many whole months before whole months, so that a month
 * stands beside the month before it and a ROC year beside the year before it; else one of the same length.
 */
export function periodBefore({ from, to }: Period): Period {
  const [first, next] = [monthNumber(from), monthNumber(to)];
  const wholeMonths = monthStart(first) === from && monthStart(next) === to;
  return { from: wholeMonths ? monthStart(2 * first - next) : 2 * from - to, to: from };
}
