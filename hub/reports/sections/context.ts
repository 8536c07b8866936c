import type { ShareName } from '#contract/figures.js';
import type { Group } from '#contract/statistics.js';
import { formatPeriod, formatSpan, type NamedSpan } from '#words/periods.js';
import type { ChartContext } from '../../charts/context.js';
import { monthNumber, monthStart, yearNumber, yearStart } from '../../statistics/period.js';
import type { ReportData, ReportGroup } from '../reportData.js';

/** What every section is written from. */
export interface ReportContext extends ChartContext {
  readonly data: ReportData;
}

/** Under so many answers a group shows its counts and no rates. */
export const LEAST_RATED = 10;

export const measureName = (measure: ShareName, { words }: ReportContext): string =>
  words.wall.figures[measure];

/** A period in words, as a month or a year where it is one. */
export function periodText(from: string, to: string, { language }: Pick<ReportContext, 'language'>): string {
  const [fromMs, toMs] = [Date.parse(from), Date.parse(to)];
  return formatPeriod({ kind: kindOf(fromMs, toMs), fromMs, toMs }, language);
}

function kindOf(fromMs: number, toMs: number): NamedSpan['kind'] {
  const year = yearNumber(fromMs);
  if (yearStart(year) === fromMs && yearStart(year + 1) === toMs) return 'year';
  const month = monthNumber(fromMs);
  return monthStart(month) === fromMs && monthStart(month + 1) === toMs ? 'month' : 'range';
}

export const beforeText = (ctx: ReportContext): string =>
  periodText(ctx.data.report.beforeFrom, ctx.data.report.beforeTo, ctx);

/** What groups of a kind are grouped by, as the head of their column. */
export function groupHead(group: ReportGroup, { data, words }: ReportContext): string {
  const { columns } = words.reports.tables;
  switch (group) {
    case 'place':
      return data.report.office === undefined ? columns.office : columns.place;
    case 'weekHour':
      return columns.hour;
    case 'span':
      return columns.span[data.unit];
    default:
      return columns[group];
  }
}

/** The name of one group. */
export function groupName(group: ReportGroup, keys: readonly string[], ctx: ReportContext): string {
  const { words, data, language } = ctx;
  const [key = '', second = ''] = keys;
  const { rows } = words.reports.tables;
  switch (group) {
    case 'place':
      return ctx.name(key);
    case 'kind':
      return key === 'notice' ? words.documentKinds.notice : words.documentKinds.receipt;
    case 'service':
      return key === '' ? rows.noService : key;
    case 'weekday':
      return weekdayName(key, ctx);
    case 'hour':
      return rows.hour(key);
    case 'weekHour':
      return `${weekdayName(key, ctx)} ${rows.hour(second)}`;
    case 'span':
      return formatSpan(data.unit, key, language);
  }
}

const weekdayName = (key: string, { words }: ReportContext): string => {
  const days: Readonly<Record<string, string>> = words.charts.heat.weekdays;
  return days[key] ?? key;
};

/** Groups as they are listed: places in the order of the site, those it no longer has last; others by their keys. */
export function groupsIn(group: ReportGroup, { data }: ReportContext): readonly Group[] {
  const groups = data.groups[group]?.groups ?? [];
  return group === 'place' ? inOrder(groups, ({ keys }) => keys[0] ?? '', data) : groups;
}

export function inOrder<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  { names }: ReportData,
): readonly T[] {
  const places = new Map(Object.keys(names).map((key, at) => [key, at] as const));
  const placeOf = (item: T): number => places.get(keyOf(item)) ?? places.size;
  return [...items].sort((a, b) => placeOf(a) - placeOf(b));
}
