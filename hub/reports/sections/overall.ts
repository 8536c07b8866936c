import type { Figures, Opinion, Proportion } from '#contract/figures.js';
import type { RateRatio } from '#contract/statistics.js';
import { LEVELS } from '#contract/values.js';
import { distributionChart } from '../../charts/distribution.js';
import { outcomeChart } from '../../charts/outcomes.js';
import { over, ratioEnd, ratioOf } from '../formulas.js';
import type { Block } from '../reportModel.js';
import {
  column,
  countCell,
  decimalCell,
  NOTHING,
  type ReportCell,
  type ReportTable,
  ratioCell,
  shareCell,
  textCell,
} from '../table.js';
import { beforeText, type ReportContext } from './context.js';
import { DECIMALS } from './groupTables.js';
import { chart, table } from './parts.js';
import { rateColumns, rateRow } from './rates.js';

export const RATES = ['satisfaction', 'dissatisfaction', 'responseRate', 'coverage'] as const;

/** The whole period: outcomes, levels, measures. */
export function countBlocks(ctx: ReportContext): Block[] {
  const { total, against } = ctx.data.overall;
  const { tables } = ctx.words.reports;
  const compared = [
    { name: tables.columns.present, opinion: total as Opinion },
    ...(against === undefined ? [] : [{ name: tables.columns.before, opinion: against.total as Opinion }]),
  ];
  return [
    table(outcomesTable(total, ctx)),
    chart(outcomeChart(total, ctx)),
    table(levelsTable(total, ctx)),
    chart(distributionChart(compared, ctx)),
    table(ratesTable('rates', total, ctx)),
    table(measuresTable(total, ctx)),
  ];
}

function outcomesTable(total: Figures, ctx: ReportContext): ReportTable {
  const { tables, tableTitles } = ctx.words.reports;
  const { outcomes } = ctx.words;
  const share = over('{count}', String(total.windows));
  const row = (name: string, count: number): ReportCell[] => [
    textCell(name),
    countCell(count),
    shareCell(count, total.windows, share),
  ];
  return {
    id: 'outcomes',
    title: tableTitles.outcomes,
    columns: [
      column('name', tables.columns.outcome, 'text', 40),
      column('count', tables.columns.count, 'count', 15),
      column('share', tables.columns.share, 'percent', 15),
    ],
    rows: [
      row(outcomes.rated, total.rated),
      row(outcomes.expired, total.expired),
      row(outcomes.missed, total.missed),
      row(outcomes.cancelled, total.cancelled),
      row(tables.rows.excluded, total.excluded),
      row(tables.columns.running, total.running),
      row(tables.rows.all, total.windows),
    ],
    total: true,
  };
}

function levelsTable(total: Figures, ctx: ReportContext): ReportTable {
  const { tables, tableTitles } = ctx.words.reports;
  const n = String(total.rated);
  return {
    id: 'levels',
    title: tableTitles.levels,
    columns: [
      column('name', tables.columns.level, 'text', 40),
      column('count', tables.columns.count, 'count', 15),
      column('share', tables.columns.share, 'percent', 15),
    ],
    rows: [
      ...LEVELS.map((level, at) => [
        textCell(ctx.words.levels[level]),
        countCell(total.levels[at] ?? 0),
        shareCell(total.levels[at] ?? 0, total.rated, over('{count}', n)),
      ]),
      [
        textCell(tables.rows.all),
        countCell(total.rated),
        shareCell(total.rated, total.rated, over('{count}', n)),
      ],
    ],
    total: true,
  };
}

/** Every rate with its counts and interval. */
export function ratesTable(id: string, total: Figures, ctx: ReportContext): ReportTable {
  const { tableTitles, method } = ctx.words.reports;
  return {
    id,
    title: tableTitles.rates,
    columns: rateColumns(ctx),
    rows: [
      rateRow(method.formulas.satisfaction.name, total.satisfaction),
      rateRow(method.formulas.dissatisfaction.name, total.dissatisfaction),
      rateRow(method.formulas.decided.name, total.satisfactionOfDecided),
      rateRow(method.formulas.response.name, total.responseRate),
      rateRow(method.formulas.coverage.name, total.coverage),
    ],
  };
}

function measuresTable(total: Figures, ctx: ReportContext): ReportTable {
  const { tables, tableTitles, method } = ctx.words.reports;
  const [c5 = 0, c4 = 0, c3 = 0, c2 = 0, c1 = 0] = total.levels;
  const n = total.rated;
  const weighted = 5 * c5 + 4 * c4 + 3 * c3 + 2 * c2 + c1;
  const { spread } = total;
  return {
    id: 'measures',
    title: tableTitles.measures,
    columns: [
      column('name', tables.columns.measure, 'text', 30),
      column('value', tables.columns.value, 'decimal', 12, DECIMALS),
      column('low', tables.columns.low, 'decimal', 12, DECIMALS),
      column('high', tables.columns.high, 'decimal', 12, DECIMALS),
    ],
    rows: [
      [textCell(method.formulas.net.name), ratioCell(c5 + c4 - c2 - c1, n, DECIMALS), NOTHING, NOTHING],
      [
        textCell(method.formulas.mean.name),
        ratioCell(weighted, n, DECIMALS),
        decimalCell(spread?.low, DECIMALS),
        decimalCell(spread?.high, DECIMALS),
      ],
      [textCell(method.formulas.spread.name), decimalCell(spread?.s, DECIMALS), NOTHING, NOTHING],
      [textCell(method.formulas.index.name), ratioCell(25 * (weighted - n), n, DECIMALS), NOTHING, NOTHING],
    ],
  };
}

/** This period beside the one before, with the ratio of each rate. */
export function beforeBlocks(ctx: ReportContext): Block[] {
  const { total, against } = ctx.data.overall;
  const { tables, tableTitles } = ctx.words.reports;
  if (against === undefined || against.total.windows === 0)
    return [{ kind: 'paragraph', text: ctx.words.reports.summary.noBefore(beforeText(ctx)) }];
  const { columns } = tables;
  return [
    table({
      id: 'before',
      title: tableTitles.before,
      columns: [
        column('name', columns.measure, 'text', 16),
        column('x1', columns.present, 'count', 11),
        column('n1', columns.presentOf, 'count', 11),
        column('p1', columns.presentShare, 'percent', 11),
        column('x2', columns.before, 'count', 11),
        column('n2', columns.beforeOf, 'count', 11),
        column('p2', columns.beforeShare, 'percent', 11),
        column('r', columns.ratio, 'decimal', 11, DECIMALS),
        column('low', columns.low, 'decimal', 11, DECIMALS),
        column('high', columns.high, 'decimal', 11, DECIMALS),
        column('verdict', columns.verdict, 'text', 22),
      ],
      rows: RATES.map((rate) => [
        textCell(ctx.words.wall.figures[rate]),
        ...sideCells(total[rate], '1'),
        ...sideCells(against.total[rate], '2'),
        ...ratioCells(against[rate]),
        textCell(verdictOf(against[rate], ctx)),
      ]),
      note: ctx.words.reports.scope.beforePeriod(beforeText(ctx)),
    }),
  ];
}

const sideCells = (share: Proportion | undefined, side: '1' | '2'): ReportCell[] =>
  share === undefined
    ? [NOTHING, NOTHING, NOTHING]
    : [
        countCell(share.count),
        countCell(share.of),
        shareCell(share.count, share.of, over(`{x${side}}`, `{n${side}}`)),
      ];

function ratioCells(ratio: RateRatio | undefined): ReportCell[] {
  const counts = ['{x1}', '{n1}', '{x2}', '{n2}'] as const;
  return [
    decimalCell(ratio?.ratio, DECIMALS, ratioOf(...counts)),
    decimalCell(ratio?.low, DECIMALS, ratioEnd('{r}', counts, 'low')),
    decimalCell(ratio?.high, DECIMALS, ratioEnd('{r}', counts, 'high')),
  ];
}

export function verdictOf(ratio: RateRatio | undefined, { words }: ReportContext): string {
  const { verdicts } = words.reports.tables;
  if (ratio === undefined) return verdicts.none;
  if (!ratio.differs) return verdicts.same;
  return ratio.ratio > 1 ? verdicts.more : verdicts.less;
}
