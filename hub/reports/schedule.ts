import { monthNumber, monthStart, yearNumber, yearStart } from '../statistics/period.js';

/** A report that makes itself. */
export interface DueReport {
  readonly occasion: 'monthly' | 'yearly';
  readonly fromMs: number;
  readonly toMs: number;
}

/** After midnight, so that boxes that are a little late have spoken. */
const AFTER_MS = 10 * 60_000;
/** A wall clock may be set, and a timer cannot wait for a month: look again at least so often. */
const LOOK_AGAIN_MS = 60 * 60_000;

/** The reports of the last month and the last ROC year that ended (Asia/Taipei), ten minutes after their end. */
export function dueReports(nowMs: number): DueReport[] {
  const month = monthNumber(nowMs - AFTER_MS);
  const year = yearNumber(nowMs - AFTER_MS);
  return [
    { occasion: 'monthly', fromMs: monthStart(month - 1), toMs: monthStart(month) },
    { occasion: 'yearly', fromMs: yearStart(year - 1), toMs: yearStart(year) },
  ];
}

/** In how many ms to look again whether a report is due: when the next month is over, or sooner. */
export function untilNextLook(nowMs: number): number {
  const next = monthStart(monthNumber(nowMs - AFTER_MS) + 1) + AFTER_MS;
  return Math.min(next - nowMs, LOOK_AGAIN_MS);
}
