import type { FunnelView, TrendView } from '#contract/statistics.js';
import { percentOf } from '#words/percent.js';
import { formatSpan } from '#words/periods.js';
import { funnelChart } from '../../charts/funnel.js';
import { trendChart } from '../../charts/trend.js';
import { over, shareLimit } from '../formulas.js';
import type { Block } from '../reportModel.js';
import {
  boundCell,
  column,
  countCell,
  NOTHING,
  PERCENT_DECIMALS,
  type ReportCell,
  type ReportTable,
  shareCell,
  textCell,
} from '../table.js';
import { inOrder, measureName, type ReportContext } from './context.js';
import { DECIMALS, resultsTable } from './groupTables.js';
import { chart, list, paragraph, table } from './parts.js';

/** Each share over time, and by which limits it was judged; the limits themselves are in the appendix. */
export function trendBlocks(ctx: ReportContext): Block[] {
  const { trends } = ctx.data;
  if (trends.every(({ centre }) => centre === undefined)) return [paragraph(ctx.words.reports.notes.noData)];
  return [
    list(trends.map((view) => methodText(view, ctx))),
    ...trends.map((view) => chart(trendChart(view, ctx))),
  ];
}

function methodText(view: TrendView, ctx: ReportContext): string {
  const { notes } = ctx.words.reports;
  const measure = measureName(view.measure, ctx);
  if (view.method === 'laney') return notes.laney(measure, (view.sigmaZ ?? 1).toFixed(DECIMALS));
  return notes.plain(measure, percentOf(view.centre ?? 0, PERCENT_DECIMALS));
}

/** Offices, or the counters of an office, beside each other without a rank (S6). */
export function placeBlocks(ctx: ReportContext): Block[] {
  return [
    paragraph(ctx.words.reports.notes.order),
    table(resultsTable('place', ctx)),
    ...ctx.data.funnels
      .filter(({ points }) => points.length > 1)
      .map((view) => chart(funnelChart(view, ctx))),
  ];
}

export function trendTable(view: TrendView, ctx: ReportContext): ReportTable {
  const { tables, tableTitles } = ctx.words.reports;
  const { columns } = tables;
  const width = view.method === 'laney' ? 3 * (view.sigmaZ ?? 1) : 3;
  return {
    id: `trend-${view.measure.toLowerCase()}`,
    title: tableTitles.limits(measureName(view.measure, ctx)),
    columns: [
      column('name', columns.span[view.unit], 'text', 30),
      column('count', columns.count, 'count', 12),
      column('of', columns.of, 'count', 12),
      column('share', columns.share, 'percent', 12),
      column('lower', columns.limitLow, 'percent', 12),
      column('upper', columns.limitHigh, 'percent', 12),
      column('signal', columns.signal, 'text', 14),
    ],
    rows: view.points.map(({ key, count, of, lower, upper, signal }) => [
      textCell(formatSpan(view.unit, key, ctx.language)),
      countCell(count),
      countCell(of),
      shareCell(count, of, over('{count}', '{of}')),
      limitCell(view.centre, lower, width, '{of}', 'low'),
      limitCell(view.centre, upper, width, '{of}', 'high'),
      signal === undefined ? NOTHING : textCell(tables.signals[signal]),
    ]),
    note: methodText(view, ctx),
  };
}

function limitCell(
  centre: number | undefined,
  limit: number | undefined,
  z: Parameters<typeof shareLimit>[2],
  n: string,
  end: 'low' | 'high',
): ReportCell {
  return centre === undefined ? NOTHING : boundCell(limit, shareLimit(centre, n, z, end));
}

export function funnelTable(view: FunnelView, ctx: ReportContext): ReportTable {
  const { tables, tableTitles, notes } = ctx.words.reports;
  const { columns } = tables;
  const measure = measureName(view.measure, ctx);
  const { centre } = view;
  return {
    id: `funnel-${view.measure.toLowerCase()}`,
    title: tableTitles.funnel(measure),
    columns: [
      column('name', view.by === 'office' ? columns.office : columns.place, 'text', 26),
      column('count', columns.count, 'count', 12),
      column('of', columns.of, 'count', 12),
      column('share', columns.share, 'percent', 12),
      column('low95', columns.low95, 'percent', 12),
      column('high95', columns.high95, 'percent', 12),
      column('low998', columns.low998, 'percent', 12),
      column('high998', columns.high998, 'percent', 12),
      column('signal', columns.signal, 'text', 14),
    ],
    rows: inOrder(view.points, ({ key }) => key, ctx.data).map((point) => [
      textCell(ctx.name(point.key)),
      countCell(point.share.count),
      countCell(point.share.of),
      shareCell(point.share.count, point.share.of, over('{count}', '{of}')),
      limitCell(centre, point.lower95, '95', '{of}', 'low'),
      limitCell(centre, point.upper95, '95', '{of}', 'high'),
      limitCell(centre, point.lower998, '99.8', '{of}', 'low'),
      limitCell(centre, point.upper998, '99.8', '{of}', 'high'),
      point.signal === undefined ? NOTHING : textCell(tables.signals[point.signal]),
    ]),
    ...(centre === undefined ? {} : { note: notes.centre(measure, percentOf(centre, PERCENT_DECIMALS)) }),
  };
}
