import type { AlarmFiguresView, Delay } from '#contract/alarmFigures.js';
import type { AlarmOutcome } from '#contract/alarms.js';
import { alarmCauseChart, CAUSES, closedAs, closedFor, OUTCOMES } from '../../charts/alarmCauses.js';
import { alarmWaitChart } from '../../charts/alarmWaits.js';
import { over, sum } from '../formulas.js';
import type { Block } from '../reportModel.js';
import {
  column,
  countCell,
  decimalCell,
  type ReportCell,
  type ReportTable,
  shareCell,
  textCell,
  whole,
} from '../table.js';
import type { ReportContext } from './context.js';
import { chart, paragraph, table } from './parts.js';

/** As delays are printed: seconds with one decimal. */
const SECOND_DECIMALS = 1;
export const seconds = (ms: number): string => (ms / 1000).toFixed(SECOND_DECIMALS);

const timeCell = (ms: number | undefined): ReportCell =>
  decimalCell(ms === undefined ? undefined : ms / 1000, SECOND_DECIMALS);

/** How long citizens waited for somebody, and how long it took until their matter was closed. */
export function waitBlocks(ctx: ReportContext): Block[] {
  const { alarms } = ctx.data;
  const { notes } = ctx.words.reports;
  if (alarms.raised === 0) return [paragraph(notes.noAlarms)];
  const unmet = alarms.raised - alarms.acknowledged;
  return [
    table(timesTable(alarms, ctx)),
    ...(unmet === 0 ? [] : [paragraph(notes.unacknowledged(whole(unmet)))]),
    chart(alarmWaitChart(alarms, ctx)),
    table(placesTable(alarms, ctx)),
  ];
}

function timesTable(alarms: AlarmFiguresView, ctx: ReportContext): ReportTable {
  const { tables, tableTitles } = ctx.words.reports;
  const { columns, rows } = tables;
  const row = (name: string, count: number, delay: Delay | undefined): ReportCell[] => [
    textCell(name),
    countCell(count),
    timeCell(delay?.median),
    timeCell(delay?.p90),
    timeCell(delay?.longest),
  ];
  return {
    id: 'alarm-times',
    title: tableTitles.alarmTimes,
    columns: [
      column('name', columns.measure, 'text', 30),
      column('count', columns.count, 'count', 12),
      column('median', columns.median, 'decimal', 14, SECOND_DECIMALS),
      column('p90', columns.p90, 'decimal', 14, SECOND_DECIMALS),
      column('longest', columns.longest, 'decimal', 14, SECOND_DECIMALS),
    ],
    rows: [
      row(rows.toAcknowledge, alarms.acknowledged, alarms.toAcknowledge),
      row(rows.toClose, alarms.closed, alarms.toClose),
    ],
  };
}

/** Counters of the office, or offices of the city, in the order of the site. */
function placesTable(alarms: AlarmFiguresView, ctx: ReportContext): ReportTable {
  const { tables, tableTitles, notes } = ctx.words.reports;
  const { columns, rows } = tables;
  const row = (name: string, counts: readonly number[], delay: Delay | undefined): ReportCell[] => [
    textCell(name),
    ...counts.map((count) => countCell(count)),
    timeCell(delay?.median),
    timeCell(delay?.longest),
  ];
  const { raised, acknowledged, departed, toAcknowledge } = alarms;
  return {
    id: 'alarm-places',
    title: tableTitles.alarmPlaces,
    columns: [
      column('name', ctx.data.report.office === undefined ? columns.office : columns.place, 'text', 26),
      column('alarms', columns.alarms, 'count', 12),
      column('acknowledged', columns.acknowledged, 'count', 12),
      column('departed', columns.departed, 'count', 12),
      column('median', columns.median, 'decimal', 14, SECOND_DECIMALS),
      column('longest', columns.longest, 'decimal', 14, SECOND_DECIMALS),
    ],
    rows: [
      ...alarms.places.map((place) =>
        row(ctx.name(place.key), [place.raised, place.acknowledged, place.departed], place.toAcknowledge),
      ),
      row(rows.all, [raised, acknowledged, departed], toAcknowledge),
    ],
    total: true,
    note: notes.order,
  };
}

/** Why citizens were unhappy, and what came of it. */
export function causeBlocks(ctx: ReportContext): Block[] {
  const { alarms } = ctx.data;
  const { notes } = ctx.words.reports;
  if (alarms.raised === 0) return [paragraph(notes.noAlarms)];
  if (alarms.closed === 0) return [paragraph(notes.noneClosed)];
  const open = alarms.raised - alarms.closed;
  return [
    table(causesTable(alarms, ctx)),
    ...(open === 0 ? [] : [paragraph(notes.unclosed(whole(open)))]),
    chart(alarmCauseChart(alarms, ctx)),
  ];
}

const OUTCOME_IDS: Readonly<Record<AlarmOutcome, string>> = {
  solved: 'solved',
  'citizen-left': 'left',
  'mis-press': 'mispress',
  complaint: 'complaint',
};

function causesTable(alarms: AlarmFiguresView, ctx: ReportContext): ReportTable {
  const { tables, tableTitles } = ctx.words.reports;
  const { columns, rows } = tables;
  const total = sum(...OUTCOMES.map((outcome) => `{${OUTCOME_IDS[outcome]}}`));
  const row = (name: string, of: (outcome: AlarmOutcome) => number, count: number): ReportCell[] => [
    textCell(name),
    ...OUTCOMES.map((outcome) => countCell(of(outcome))),
    countCell(count, total),
    shareCell(count, alarms.closed, over('{count}', String(alarms.closed))),
  ];
  return {
    id: 'alarm-causes',
    title: tableTitles.alarmCauses,
    columns: [
      column('name', columns.cause, 'text', 20),
      ...OUTCOMES.map((outcome) =>
        column(OUTCOME_IDS[outcome], ctx.words.alarmOutcomes[outcome], 'count', 13),
      ),
      column('count', columns.closed, 'count', 12),
      column('share', columns.share, 'percent', 12),
    ],
    rows: [
      ...CAUSES.map((cause) =>
        row(
          ctx.words.alarmCauses[cause],
          (outcome) => closedAs(alarms, cause, outcome),
          closedFor(alarms, cause),
        ),
      ),
      row(
        rows.all,
        (outcome) => CAUSES.reduce((count, cause) => count + closedAs(alarms, cause, outcome), 0),
        alarms.closed,
      ),
    ],
    total: true,
  };
}
