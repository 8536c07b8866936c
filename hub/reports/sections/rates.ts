import type { Proportion } from '#contract/figures.js';
import { over, wilsonEnd } from '../formulas.js';
import {
  boundCell,
  type Column,
  column,
  countCell,
  NOTHING,
  type ReportCell,
  shareCell,
  textCell,
} from '../table.js';
import type { ReportContext } from './context.js';

/** A share with its counts and its 95 % interval (S3), wherever one is listed. */
export function rateColumns(ctx: ReportContext): Column[] {
  const { columns } = ctx.words.reports.tables;
  return [
    column('name', columns.measure, 'text', 30),
    column('count', columns.count, 'count', 12),
    column('of', columns.of, 'count', 12),
    column('share', columns.share, 'percent', 12),
    column('low', columns.low, 'percent', 12),
    column('high', columns.high, 'percent', 12),
  ];
}

export const rateRow = (name: string, share: Proportion | undefined): ReportCell[] =>
  share === undefined
    ? [textCell(name), NOTHING, NOTHING, NOTHING, NOTHING, NOTHING]
    : [
        textCell(name),
        countCell(share.count),
        countCell(share.of),
        shareCell(share.count, share.of, over('{count}', '{of}')),
        boundCell(share.low, wilsonEnd('{count}', '{of}', 'low')),
        boundCell(share.high, wilsonEnd('{count}', '{of}', 'high')),
      ];
