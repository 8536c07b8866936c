import type { ReportFormat, ReportView } from '#contract/reports.js';
import { timestamp } from '#platform/clock.js';
import { keyOf, monthNumber, monthStart, yearNumber, yearStart } from '../statistics/period.js';
import type { ReportRecord } from '../store/reportStore.js';
import { EXTENSIONS } from './reportFolder.js';

export const MEDIA_TYPES: Readonly<Record<ReportFormat, string>> = {
  pdf: 'application/pdf',
  odt: 'application/vnd.oasis.opendocument.text',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  csv: 'application/zip',
  json: 'application/json',
};

export function reportView(record: ReportRecord): ReportView {
  const { id, office, fromMs, toMs, occasion, askedMs, by, state, madeMs, failure } = record;
  return {
    id,
    ...(office === null ? {} : { office }),
    from: timestamp(fromMs),
    to: timestamp(toMs),
    occasion,
    askedAt: timestamp(askedMs),
    ...(by === null ? {} : { by }),
    state,
    ...(madeMs === null ? {} : { madeAt: timestamp(madeMs) }),
    ...(state !== 'failed' || failure === null ? {} : { failure }),
  };
}

/** e.g. `rating-report-east-2026-10.pdf`; the days, the last one included, where it is neither a month nor a year. */
export const fileName = ({ office, fromMs, toMs }: ReportRecord, format: ReportFormat): string =>
  `rating-report-${office ?? 'city'}-${periodName(fromMs, toMs)}.${EXTENSIONS[format]}`;

function periodName(fromMs: number, toMs: number): string {
  const year = yearNumber(fromMs);
  if (yearStart(year) === fromMs && yearStart(year + 1) === toMs) return keyOf('year', fromMs);
  const month = monthNumber(fromMs);
  if (monthStart(month) === fromMs && monthStart(month + 1) === toMs) return keyOf('month', fromMs);
  return `${keyOf('day', fromMs)}-to-${keyOf('day', toMs - 1)}`;
}
