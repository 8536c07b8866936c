import type { Figures } from '#contract/figures.js';
import type { Level } from '#contract/values.js';
import { answerTimeChart } from '../../charts/answerTime.js';
import { distributionChart } from '../../charts/distribution.js';
import { heatChart } from '../../charts/heat.js';
import { over } from '../formulas.js';
import type { ReportGroup } from '../reportData.js';
import type { Block } from '../reportModel.js';
import {
  boundCell,
  column,
  countCell,
  decimalCell,
  NOTHING,
  type ReportCell,
  type ReportTable,
  shareCell,
  textCell,
} from '../table.js';
import { groupName, groupsIn, type ReportContext } from './context.js';
import { MISSED_REASONS, resultsTable } from './groupTables.js';
import { chart, paragraph, table } from './parts.js';

/** More bars than this leave the page before them half empty; their numbers are in the table. */
const MOST_BARS = 6;

/** A grouping with its rates and, for few groups, their distribution. */
export function groupBlocks(group: ReportGroup, ctx: ReportContext): Block[] {
  const { notes } = ctx.words.reports;
  if (ctx.data.groups[group] === undefined) return [paragraph(notes.tooMany)];
  const groups = groupsIn(group, ctx);
  if (groups.length === 0) return [paragraph(notes.noData)];
  const opinions = groups.flatMap(({ keys, figures }) =>
    figures === undefined ? [] : [{ name: groupName(group, keys, ctx), opinion: figures }],
  );
  const drawn = group === 'kind' || (group === 'service' && opinions.length <= MOST_BARS);
  return [table(resultsTable(group, ctx)), ...(drawn ? [chart(distributionChart(opinions, ctx))] : [])];
}

export function hourBlocks(ctx: ReportContext): Block[] {
  const { weekHour } = ctx.data.groups;
  return [
    ...groupBlocks('weekday', ctx),
    ...groupBlocks('hour', ctx),
    ...(weekHour === undefined || weekHour.groups.length === 0
      ? []
      : [chart(heatChart(weekHour, ctx, 'windows')), chart(heatChart(weekHour, ctx, 'dissatisfied'))]),
  ];
}

export function timeBlocks(ctx: ReportContext): Block[] {
  const { total } = ctx.data.overall;
  const { answerTime } = total;
  if (answerTime === undefined) return [paragraph(ctx.words.reports.notes.noData)];
  const { tables, tableTitles } = ctx.words.reports;
  const { classes } = ctx.words.charts.answerTime;
  const timed = answerTime.classes.reduce((sum, count) => sum + count, 0);
  const share = over('{count}', String(timed));
  const names = [classes[0], classes[1], classes[2], classes[3], classes[4]];
  const times: ReportTable = {
    id: 'times',
    title: tableTitles.times,
    columns: [
      column('name', tables.columns.time, 'text', 40),
      column('count', tables.columns.count, 'count', 15),
      column('share', tables.columns.share, 'percent', 15),
    ],
    rows: [
      ...names.map((name, at) => [
        textCell(name),
        countCell(answerTime.classes[at] ?? 0),
        shareCell(answerTime.classes[at] ?? 0, timed, share),
      ]),
      [textCell(tables.rows.all), countCell(timed), shareCell(timed, timed, share)],
    ],
    total: true,
    note: ctx.words.reports.notes.meanTime((answerTime.meanMs / 1000).toFixed(2)),
  };
  return [table(times), chart(answerTimeChart(total, ctx))];
}

/** Why windows were missed, how offices are equipped, and keys that seem covered (S1, S8). */
export function equipmentBlocks(ctx: ReportContext): Block[] {
  const { equipment, overall } = ctx.data;
  const { notes } = ctx.words.reports;
  return [
    table(missedTable(overall.total, ctx)),
    table(officesTable(ctx)),
    ...(equipment.coveredKeys.length === 0 ? [] : [paragraph(notes.covered), table(coveredTable(ctx))]),
  ];
}

function missedTable(total: Figures, ctx: ReportContext): ReportTable {
  const { tables, tableTitles } = ctx.words.reports;
  const share = over('{count}', String(total.missed));
  return {
    id: 'missed',
    title: tableTitles.missed,
    columns: [
      column('name', tables.columns.reason, 'text', 40),
      column('count', tables.columns.count, 'count', 15),
      column('share', tables.columns.share, 'percent', 15),
    ],
    rows: [
      ...MISSED_REASONS.map((reason) => [
        textCell(ctx.words.missedReasons[reason]),
        countCell(total.missedBy[reason] ?? 0),
        shareCell(total.missedBy[reason] ?? 0, total.missed, share),
      ]),
      [textCell(tables.rows.all), countCell(total.missed), shareCell(total.missed, total.missed, share)],
    ],
    total: true,
  };
}

function officesTable(ctx: ReportContext): ReportTable {
  const { columns } = ctx.words.reports.tables;
  return {
    id: 'equipment',
    title: ctx.words.reports.tableTitles.equipment,
    columns: [
      column('name', columns.office, 'text', 26),
      column('counters', columns.counters, 'count', 10),
      column('equipped', columns.equipped, 'count', 10),
      column('windows', columns.windows, 'count', 10),
      column('missed', columns.missed, 'count', 10),
      column('count', columns.answered, 'count', 10),
      column('of', columns.reached, 'count', 10),
      column('coverage', columns.coverage, 'percent', 10),
    ],
    rows: ctx.data.equipment.offices.map((office) => [
      textCell(ctx.name(office.office)),
      countCell(office.counters),
      countCell(office.equipped),
      countCell(office.windows),
      countCell(Object.values(office.missedBy).reduce((sum, count) => sum + count, 0)),
      countCell(office.coverage?.count ?? 0),
      countCell(office.coverage?.of ?? 0),
      shareCell(office.coverage?.count ?? 0, office.coverage?.of ?? 0, over('{count}', '{of}')),
    ]),
  };
}

function coveredTable(ctx: ReportContext): ReportTable {
  const { columns } = ctx.words.reports.tables;
  return {
    id: 'covered',
    title: ctx.words.reports.tableTitles.covered,
    columns: [
      column('box', columns.box, 'text', 16),
      column('name', columns.place, 'text', 26),
      column('level', columns.level, 'text', 14),
      column('since', columns.since, 'count', 12),
      column('usual', columns.usual, 'percent', 12),
      column('chance', columns.chance, 'decimal', 14, 6),
    ],
    rows: ctx.data.equipment.coveredKeys.map(({ box, office, counter, level, ratings, share, chance }) => [
      textCell(box),
      textCell(ctx.name(`${office}/${counter}`)),
      textCell(ctx.words.levels[level as Level]),
      countCell(ratings),
      boundCell(share),
      decimalCell(chance, 6, '(1-{usual})^{since}'),
    ]),
  };
}

/** What was excluded, made longer or voided later, and what the exclusion changes (S10). */
export function apartBlocks(ctx: ReportContext): Block[] {
  const { total } = ctx.data.overall;
  const { tables, tableTitles } = ctx.words.reports;
  const { columns, rows } = tables;
  const counted: ReportTable = {
    id: 'apart',
    title: tableTitles.apart,
    columns: [column('name', columns.measure, 'text', 40), column('count', columns.count, 'count', 15)],
    rows: [
      [textCell(rows.excluded), countCell(total.excluded)],
      [textCell(rows.extended), countCell(total.extended)],
      [textCell(rows.flagged), countCell(total.flagged)],
    ],
  };
  return [table(counted), ...(total.withExcluded === undefined ? [] : [table(excludedTable(total, ctx))])];
}

function excludedTable(total: Figures, ctx: ReportContext): ReportTable {
  const { tables, tableTitles } = ctx.words.reports;
  const { columns, rows } = tables;
  const row = (name: string, opinion: Pick<Figures, 'levels' | 'rated' | 'responseRate'>): ReportCell[] => {
    const [c5 = 0, c4 = 0, c3 = 0, c2 = 0, c1 = 0] = opinion.levels;
    const { responseRate } = opinion;
    return [
      textCell(name),
      ...[c5, c4, c3, c2, c1].map((count) => countCell(count)),
      countCell(opinion.rated, '({c5}+{c4}+{c3}+{c2}+{c1})'),
      shareCell(c5 + c4, opinion.rated, '({c5}+{c4})/{n}'),
      shareCell(c2 + c1, opinion.rated, '({c2}+{c1})/{n}'),
      responseRate === undefined ? NOTHING : shareCell(responseRate.count, responseRate.of),
    ];
  };
  return {
    id: 'excluded',
    title: tableTitles.excluded,
    columns: [
      column('name', columns.measure, 'text', 26),
      ...([5, 4, 3, 2, 1] as const).map((level) => column(`c${level}`, ctx.words.levels[level], 'count', 11)),
      column('n', columns.n, 'count', 11),
      column('satisfaction', columns.satisfaction, 'percent', 11),
      column('dissatisfaction', columns.dissatisfaction, 'percent', 11),
      column('response', columns.responseRate, 'percent', 11),
    ],
    rows: [
      row(rows.without, total),
      ...(total.withExcluded === undefined ? [] : [row(rows.with, total.withExcluded)]),
    ],
  };
}
