import type { Figures } from '#contract/figures.js';
import type { MissedReason } from '#contract/values.js';
import { meanEnd, meanOf, over, spreadOf, sum, wilsonEnd } from '../formulas.js';
import type { ReportGroup } from '../reportData.js';
import {
  boundCell,
  type Column,
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
import { groupHead, groupName, groupsIn, LEAST_RATED, type ReportContext } from './context.js';

export const MISSED_REASONS: readonly MissedReason[] = [
  'box-offline',
  'late',
  'box-fault',
  'no-box',
  'interrupted',
];
const MISSED_IDS = ['offline', 'late', 'fault', 'nobox', 'interrupted'] as const;
export const DECIMALS = 4;

const ref = (id: string): string => `{${id}}`;

/** Satisfied and dissatisfied of each group, with rates and intervals, and of all. */
export function resultsTable(group: ReportGroup, ctx: ReportContext): ReportTable {
  const { columns, rows } = ctx.words.reports.tables;
  const few = groupsIn(group, ctx).some(
    ({ figures }) => figures !== undefined && figures.rated < LEAST_RATED,
  );
  return {
    id: `results-${fileName(group)}`,
    title: ctx.words.reports.tableTitles.results(groupHead(group, ctx)),
    columns: [
      column('name', groupHead(group, ctx), 'text', 26),
      column('n', columns.n, 'count', 10),
      column('sat', columns.satisfied, 'count', 10),
      column('satisfaction', columns.satisfaction, 'percent', 10),
      column('satlow', columns.low, 'percent', 10),
      column('sathigh', columns.high, 'percent', 10),
      column('dis', columns.dissatisfied, 'count', 10),
      column('dissatisfaction', columns.dissatisfaction, 'percent', 10),
      column('dislow', columns.low, 'percent', 10),
      column('dishigh', columns.high, 'percent', 10),
    ],
    rows: withTotal(group, ctx, resultCells, rows.all),
    total: true,
    ...(few ? { note: ctx.words.reports.notes.noRates(LEAST_RATED) } : {}),
  };
}

function resultCells(figures: Figures, isTotal: boolean): ReportCell[] {
  const [c5 = 0, c4 = 0, , c2 = 0, c1 = 0] = figures.levels;
  const n = figures.rated;
  const shown = isTotal || n >= LEAST_RATED;
  const rate = (id: string, count: number, share: Figures['satisfaction']): ReportCell[] =>
    shown
      ? [
          shareCell(count, n, over(ref(id), ref('n'))),
          boundCell(share?.low, wilsonEnd(ref(id), ref('n'), 'low')),
          boundCell(share?.high, wilsonEnd(ref(id), ref('n'), 'high')),
        ]
      : [NOTHING, NOTHING, NOTHING];
  return [
    countCell(n),
    countCell(c5 + c4),
    ...rate('sat', c5 + c4, figures.satisfaction),
    countCell(c2 + c1),
    ...rate('dis', c2 + c1, figures.dissatisfaction),
  ];
}

/** Every count of each group: what all figures are computed from. */
export function countsTable(group: ReportGroup, ctx: ReportContext): ReportTable {
  const { words } = ctx;
  const { columns, rows } = words.reports.tables;
  const number = (id: string, head: string): Column => column(id, head, 'count', 10);
  return {
    id: countsId(group),
    title:
      group === 'weekHour'
        ? words.reports.tableTitles.weekHours
        : words.reports.tableTitles.counts(groupHead(group, ctx)),
    columns: [
      column('name', groupHead(group, ctx), 'text', 30),
      number('windows', columns.windows),
      number('c5', words.levels[5]),
      number('c4', words.levels[4]),
      number('c3', words.levels[3]),
      number('c2', words.levels[2]),
      number('c1', words.levels[1]),
      number('n', columns.n),
      number('expired', words.outcomes.expired),
      number('cancelled', words.outcomes.cancelled),
      ...MISSED_REASONS.map((reason, at) => number(MISSED_IDS[at] ?? '', words.missedReasons[reason])),
      number('running', columns.running),
      number('excluded', columns.excluded),
      number('extended', columns.extended),
      number('flagged', columns.flagged),
    ],
    rows: withTotal(group, ctx, countCells, rows.all),
    total: true,
  };
}

const countsId = (group: ReportGroup): string => `counts-${fileName(group)}`;
const LEVEL_IDS = ['c5', 'c4', 'c3', 'c2', 'c1'];
const ENDED = ['n', 'expired', 'cancelled', ...MISSED_IDS, 'running', 'excluded'];

function countCells(figures: Figures): ReportCell[] {
  return [
    countCell(figures.windows, sum(...ENDED.map(ref))),
    ...figures.levels.map((count) => countCell(count)),
    countCell(figures.rated, sum(...LEVEL_IDS.map(ref))),
    countCell(figures.expired),
    countCell(figures.cancelled),
    ...MISSED_REASONS.map((reason) => countCell(figures.missedBy[reason] ?? 0)),
    countCell(figures.running),
    countCell(figures.excluded),
    countCell(figures.extended),
    countCell(figures.flagged),
  ];
}

/** The other measures of each group, computed from the table of its counts. */
export function furtherTable(group: ReportGroup, ctx: ReportContext): ReportTable {
  const { columns, rows } = ctx.words.reports.tables;
  const number = (id: string, head: string, decimals: number): Column =>
    column(id, head, 'decimal', 10, decimals);
  const share = (id: string, head: string): Column => column(id, head, 'percent', 10);
  return {
    id: `rates-${fileName(group)}`,
    title: ctx.words.reports.tableTitles.further(groupHead(group, ctx)),
    columns: [
      column('name', groupHead(group, ctx), 'text', 28),
      column('n', columns.n, 'count', 10),
      share('net', columns.net),
      number('mean', columns.mean, DECIMALS),
      number('s', columns.s, DECIMALS),
      number('meanlow', columns.meanLow, DECIMALS),
      number('meanhigh', columns.meanHigh, DECIMALS),
      number('index', columns.index, 2),
      column('answered', columns.answered, 'count', 10),
      share('response', columns.responseRate),
      share('responselow', columns.responseLow),
      share('responsehigh', columns.responseHigh),
      column('reached', columns.reached, 'count', 10),
      share('coverage', columns.coverage),
      share('coveragelow', columns.coverageLow),
      share('coveragehigh', columns.coverageHigh),
    ],
    rows: withTotal(group, ctx, (figures, isTotal) => furtherCells(group, figures, isTotal), rows.all),
    total: true,
  };
}

function furtherCells(group: ReportGroup, figures: Figures, isTotal: boolean): ReportCell[] {
  const counted = (id: string): string => `{${countsId(group)}.${id}}`;
  const answered = figures.rated + figures.expired;
  const reached = answered + figures.missed;
  const rate = (
    id: string,
    count: number,
    of: number,
    share: Figures['responseRate'],
    x: string,
  ): ReportCell[] =>
    of < LEAST_RATED && !isTotal
      ? [NOTHING, NOTHING, NOTHING]
      : [
          shareCell(count, of, over(x, ref(id))),
          boundCell(share?.low, wilsonEnd(x, ref(id), 'low')),
          boundCell(share?.high, wilsonEnd(x, ref(id), 'high')),
        ];
  return [
    countCell(figures.rated, sum(...LEVEL_IDS.map(counted))),
    ...(figures.rated < LEAST_RATED && !isTotal ? Array(6).fill(NOTHING) : opinionCells(figures, counted)),
    countCell(answered, sum(ref('n'), counted('expired'))),
    ...rate('answered', figures.rated, answered, figures.responseRate, ref('n')),
    countCell(reached, sum(ref('answered'), ...MISSED_IDS.map(counted))),
    ...rate('reached', answered, reached, figures.coverage, ref('answered')),
  ];
}

/** Net, mean, s, interval of the mean, index. */
function opinionCells(figures: Figures, counted: (id: string) => string): ReportCell[] {
  const [c5 = 0, c4 = 0, c3 = 0, c2 = 0, c1 = 0] = figures.levels;
  const level = (at: number): string => counted(`c${at}`);
  const weighted = 5 * c5 + 4 * c4 + 3 * c3 + 2 * c2 + c1;
  const n = figures.rated;
  const { spread } = figures;
  return [
    shareCell(c5 + c4 - c2 - c1, n, `(${level(5)}+${level(4)}-${level(2)}-${level(1)})/{n}`),
    ratioCell(weighted, n, DECIMALS, meanOf(level, '{n}')),
    decimalCell(spread?.s, DECIMALS, spreadOf(level, '{n}', '{mean}')),
    decimalCell(spread?.low, DECIMALS, meanEnd('{mean}', '{s}', '{n}', 'low')),
    decimalCell(spread?.high, DECIMALS, meanEnd('{mean}', '{s}', '{n}', 'high')),
    ratioCell(25 * (weighted - n), n, 2, '25*({mean}-1)'),
  ];
}

function withTotal(
  group: ReportGroup,
  ctx: ReportContext,
  cells: (figures: Figures, isTotal: boolean) => ReportCell[],
  all: string,
): ReportCell[][] {
  const named = groupsIn(group, ctx).flatMap(({ keys, figures }) =>
    figures === undefined ? [] : [[textCell(groupName(group, keys, ctx)), ...cells(figures, false)]],
  );
  return [...named, [textCell(all), ...cells(ctx.data.overall.total, true)]];
}

const fileName = (group: ReportGroup): string => group.toLowerCase();
