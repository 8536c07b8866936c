import type { Unit } from '#contract/statistics.js';
import { daysIn, type Span } from './calendar.js';
import { type Period, periodOf } from './period.js';

export interface TrendSpan extends Span {
  readonly unit: Unit;
  /** Why it is longer than the period looked at. */
  readonly longer?: 'days30' | 'weeks12';
}

/** Runs of days up to this long are shown by day, then by week, then by month, then by year. */
const MOST = { day: 62, week: 400, month: 6 * 366 };

/**
 * What a trend shows of a period: one point says nothing of change, so a day is shown with the 29 before it and a week
 * with the 11 before it; a month by day, a year by month.
 */
export function trendSpan(period: Period): TrendSpan {
  const { fromMs, toMs } = period;
  switch (period.kind) {
    case 'day':
      return { fromMs: periodOf('day', fromMs, -29).fromMs, toMs, unit: 'day', longer: 'days30' };
    case 'week':
      return { fromMs: periodOf('week', fromMs, -11).fromMs, toMs, unit: 'week', longer: 'weeks12' };
    case 'month':
      return { fromMs, toMs, unit: 'day' };
    case 'year':
      return { fromMs, toMs, unit: 'month' };
    case 'range':
      return { fromMs, toMs, unit: unitFor(daysIn(period)) };
  }
}

function unitFor(days: number): Unit {
  if (days <= MOST.day) return 'day';
  if (days <= MOST.week) return 'week';
  return days <= MOST.month ? 'month' : 'year';
}
