import { formatDate, formatDateTime } from '#words/dates.js';
import { toldAt } from '../../statistics/trackedCases.js';
import type { CaseOfPeriod } from '../reportData.js';
import type { Block } from '../reportModel.js';
import { column, countCell, type ReportTable, textCell, whole } from '../table.js';
import type { ReportContext } from './context.js';
import { paragraph, table } from './parts.js';

/** Complaints that were tracked in the period (A9), as they stood at its end. */
export function caseBlocks(ctx: ReportContext): Block[] {
  const { cases, moreCases } = ctx.data;
  const { notes } = ctx.words.reports;
  if (cases.length === 0) return [paragraph(notes.noCases)];
  return [
    table(countsTable(ctx)),
    table(listTable(ctx)),
    ...(moreCases === 0 ? [] : [paragraph(notes.moreCases(whole(moreCases)))]),
  ];
}

function countsTable(ctx: ReportContext): ReportTable {
  const { opened, released, open, overdue } = ctx.data.alarms.cases;
  const { tables, tableTitles } = ctx.words.reports;
  const { columns, rows } = tables;
  return {
    id: 'case-counts',
    title: tableTitles.caseCounts,
    columns: [column('name', columns.measure, 'text', 40), column('count', columns.count, 'count', 15)],
    rows: (
      [
        [rows.opened, opened],
        [rows.released, released],
        [rows.open, open],
        [rows.overdue, overdue],
      ] as const
    ).map(([name, count]) => [textCell(name), countCell(count)]),
  };
}

function listTable(ctx: ReportContext): ReportTable {
  const { columns } = ctx.words.reports.tables;
  const { report, cases } = ctx.data;
  const toldMs = toldAt(Date.parse(report.to), Date.parse(report.madeAt));
  return {
    id: 'cases',
    title: ctx.words.reports.tableTitles.cases,
    columns: [
      column('case', columns.caseName, 'text', 20),
      column('opened', columns.opened, 'text', 20),
      column('cause', columns.cause, 'text', 14),
      column('owner', columns.owner, 'text', 14),
      column('due', columns.due, 'text', 20),
      column('state', columns.state, 'text', 16),
      column('overdue', columns.overdue, 'text', 10),
    ],
    rows: cases.map((found) => caseRow(found, ctx)),
    note: ctx.words.reports.notes.casesAt(formatDateTime(toldMs, ctx.language)),
  };
}

function caseRow({ name, openedAt, cause, owner, due, state, overdue }: CaseOfPeriod, ctx: ReportContext) {
  const { tables } = ctx.words.reports;
  return [
    name,
    formatDate(openedAt, ctx.language),
    ctx.words.alarmCauses[cause],
    owner,
    formatDate(`${due}T00:00:00+08:00`, ctx.language),
    tables.caseStates[state],
    overdue ? tables.yes : '',
  ].map((text) => textCell(text));
}
