import type { ReportView } from '#contract/reports.js';
import type { Language } from '#words/language.js';
import { formatPeriod } from '#words/periods.js';
import { CALENDAR_KINDS, spanOf } from '../figures/calendar.js';
import type { Period } from '../figures/period.js';

/** A whole day, week, month or ROC year where it is one, else a run of days. */
export function periodBetween(fromMs: number, toMs: number): Period {
  const kind = CALENDAR_KINDS.find((one) => {
    const span = spanOf(one, fromMs);
    return span.fromMs === fromMs && span.toMs === toMs;
  });
  return { kind: kind ?? 'range', fromMs, toMs };
}

/** The period of a report in words: 民國115年6月. */
export const reportPeriod = ({ from, to }: Pick<ReportView, 'from' | 'to'>, language: Language): string =>
  formatPeriod(periodBetween(Date.parse(from), Date.parse(to)), language);
