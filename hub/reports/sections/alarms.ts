import type { AlarmFiguresView } from '#contract/alarmFigures.js';
import { formatSpan } from '#words/periods.js';
import { alarmChart } from '../../charts/alarms.js';
import { wilson } from '../../statistics/measures/wilson.js';
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
} from '../table.js';
import type { ReportContext } from './context.js';
import { DECIMALS } from './groupTables.js';
import { chart, paragraph, table } from './parts.js';
import { rateColumns, rateRow } from './rates.js';

/** How often citizens were dissatisfied, and how alarms were met. */
export function alarmBlocks(ctx: ReportContext): Block[] {
  const { alarms } = ctx.data;
  const { notes } = ctx.words.reports;
  if (alarms.raised === 0) return [paragraph(notes.noAlarms)];
  return [table(alarmTable(alarms, ctx)), table(sharesTable(alarms, ctx)), chart(alarmChart(alarms, ctx))];
}

function alarmTable(alarms: AlarmFiguresView, ctx: ReportContext): ReportTable {
  const { tables, tableTitles } = ctx.words.reports;
  const { rows } = tables;
  const { raised, acknowledged, departed } = alarms;
  const counted = (name: string, count: number): ReportCell[] => [textCell(name), countCell(count)];
  return {
    id: 'alarms',
    title: tableTitles.alarms,
    columns: [
      column('name', tables.columns.measure, 'text', 40),
      column('value', tables.columns.value, 'decimal', 15, 1),
    ],
    rows: [
      counted(rows.raised, raised),
      counted(rows.high, alarms.high),
      counted(rows.medium, alarms.medium),
      counted(rows.acknowledged, acknowledged),
      counted(rows.departed, departed),
      counted(rows.waiting, raised - acknowledged - departed),
      counted(rows.closed, alarms.closed),
      counted(rows.escalated, alarms.escalated),
      counted(rows.shelvings, alarms.shelvings),
      [textCell(rows.per100), decimalCell(alarms.centre, DECIMALS)],
    ],
  };
}

/** Each with its counts and interval (S3). */
function sharesTable(alarms: AlarmFiguresView, ctx: ReportContext): ReportTable {
  const { tables, tableTitles } = ctx.words.reports;
  const { rows } = tables;
  const { raised, acknowledged, departed, closed, escalated } = alarms;
  return {
    id: 'alarm-shares',
    title: tableTitles.alarmShares,
    columns: rateColumns(ctx),
    rows: [
      rateRow(rows.attended, wilson(acknowledged, acknowledged + departed)),
      rateRow(rows.escalatedShare, wilson(escalated, raised)),
      rateRow(rows.closedShare, wilson(closed, raised)),
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
