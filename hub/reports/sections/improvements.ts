import { formatDate } from '#words/dates.js';
import type { Block } from '../reportModel.js';
import { column, textCell, whole } from '../table.js';
import type { ReportContext } from './context.js';
import { paragraph, table } from './parts.js';

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
