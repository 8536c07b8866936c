import type { AlarmFiguresView } from '#contract/statistics.js';
import { formatDate } from '#words/dates.js';
import { formatSpan } from '#words/periods.js';
import { alarmChart } from '../../charts/alarms.js';
import { rateLimit } from '../formulas.js';
import type { Block } from '../reportModel.js';
import {
  column,
  countCell,
  decimalCell,
  NOTHING,
  type ReportCell,
  type ReportTable,
  textCell,
  whole,
} from '../table.js';
import type { ReportContext } from './context.js';
import { DECIMALS } from './groupTables.js';
import { chart, paragraph, table } from './parts.js';

export const seconds = (ms: number): string => (ms / 1000).toFixed(1);

export function alarmBlocks(ctx: ReportContext): Block[] {
  const { alarms } = ctx.data;
  const { notes } = ctx.words.reports;
  if (alarms.raised === 0) return [paragraph(notes.noAlarms)];
  const open = alarms.raised - alarms.acknowledged;
  return [
    table(alarmTable(alarms, ctx)),
    ...(open === 0 ? [] : [paragraph(notes.unacknowledged(whole(open)))]),
    chart(alarmChart(alarms, ctx)),
  ];
}

function alarmTable(alarms: AlarmFiguresView, ctx: ReportContext): ReportTable {
  const { tables, tableTitles } = ctx.words.reports;
  const { rows } = tables;
  const delay = (name: string, ms: number | undefined): ReportCell[] => [
    textCell(name),
    decimalCell(ms === undefined ? undefined : ms / 1000, 1),
  ];
  return {
    id: 'alarms',
    title: tableTitles.alarms,
    columns: [
      column('name', tables.columns.measure, 'text', 40),
      column('value', tables.columns.value, 'decimal', 15, 1),
    ],
    rows: [
      [textCell(rows.raised), countCell(alarms.raised)],
      [textCell(rows.high), countCell(alarms.high)],
      [textCell(rows.medium), countCell(alarms.medium)],
      [textCell(rows.acknowledged), countCell(alarms.acknowledged)],
      delay(rows.median, alarms.toAcknowledge?.median),
      delay(rows.p90, alarms.toAcknowledge?.p90),
      delay(rows.longest, alarms.toAcknowledge?.longest),
      [textCell(rows.per100), decimalCell(alarms.centre, DECIMALS)],
    ],
  };
}

/** Alarms of each span with the limits of the u-chart. */
export function alarmLimitsTable(ctx: ReportContext): ReportTable {
  const { alarms } = ctx.data;
  const { tables, tableTitles } = ctx.words.reports;
  const { columns } = tables;
  const limit = (value: number | undefined, end: 'low' | 'high'): ReportCell =>
    alarms.centre === undefined
      ? NOTHING
      : decimalCell(value, DECIMALS, rateLimit(alarms.centre, '{windows}', end));
  return {
    id: 'trend-alarms',
    title: tableTitles.alarmLimits,
    columns: [
      column('name', columns.span[alarms.unit], 'text', 30),
      column('alarms', columns.alarms, 'count', 12),
      column('windows', columns.windows, 'count', 12),
      column('rate', columns.rate, 'decimal', 12, DECIMALS),
      column('lower', columns.rateLow, 'decimal', 12, DECIMALS),
      column('upper', columns.rateHigh, 'decimal', 12, DECIMALS),
      column('signal', columns.signal, 'text', 14),
    ],
    rows: alarms.points.map(({ key, alarms: raised, windows, rate, lower, upper, signal }) => [
      textCell(formatSpan(alarms.unit, key, ctx.language)),
      countCell(raised),
      countCell(windows),
      decimalCell(rate, DECIMALS, '{alarms}/({windows}/100)'),
      limit(lower, 'low'),
      limit(upper, 'high'),
      signal === undefined ? NOTHING : textCell(tables.signals[signal]),
    ]),
    ...(alarms.centre === undefined
      ? {}
      : { note: ctx.words.reports.notes.alarmCentre(alarms.centre.toFixed(DECIMALS)) }),
  };
}

/** What offices did because of their figures, as they wrote it. */
export function improvementBlocks(ctx: ReportContext): Block[] {
  const { improvements, moreImprovements, report } = ctx.data;
  const { tables, tableTitles, notes } = ctx.words.reports;
  const { columns } = tables;
  if (improvements.length === 0) return [paragraph(notes.noImprovements)];
  const ofCity = report.office === undefined;
  return [
    table({
      id: 'improvements',
      title: tableTitles.improvements,
      columns: [
        column('date', columns.date, 'text', 18),
        ...(ofCity ? [column('name', columns.office, 'text', 20)] : []),
        column('by', columns.by, 'text', 14),
        column('action', columns.action, 'text', 60),
      ],
      rows: improvements.map(({ at, office, by, text }) => [
        textCell(formatDate(at, ctx.language)),
        ...(ofCity ? [textCell(ctx.name(office))] : []),
        textCell(by),
        textCell(text),
      ]),
    }),
    ...(moreImprovements === 0 ? [] : [paragraph(notes.moreImprovements(whole(moreImprovements)))]),
  ];
}
