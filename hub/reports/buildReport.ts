import { words as wordsIn } from '#words/catalogue.js';
import { formatDateTime } from '#words/dates.js';
import type { Language } from '#words/language.js';
import { REPORT_GROUPS, type ReportData } from './reportData.js';
import type { Block, ModelPart, ReportModel } from './reportModel.js';
import { alarmBlocks, alarmLimitsTable } from './sections/alarms.js';
import { causeBlocks, waitBlocks } from './sections/attendance.js';
import { caseBlocks } from './sections/cases.js';
import { periodText, type ReportContext } from './sections/context.js';
import { apartBlocks, equipmentBlocks, groupBlocks, hourBlocks, timeBlocks } from './sections/further.js';
import { countsTable, furtherTable } from './sections/groupTables.js';
import { improvementBlocks } from './sections/improvements.js';
import { otherAlarmBlocks } from './sections/otherAlarms.js';
import { beforeBlocks, countBlocks, ratesTable } from './sections/overall.js';
import { heading, list, paragraph, table } from './sections/parts.js';
import { limitBlocks, methodBlocks, scopeBlocks } from './sections/scope.js';
import { summaryBlocks } from './sections/summary.js';
import { funnelTable, placeBlocks, trendBlocks, trendTable } from './sections/trends.js';

/**
 * The report in words: in Chinese, with one page in English at its end. The same data give the same model. Chinese comes
 * first because it is the language of the bureau; a second complete text would double a document that is handed in.
 */
export function buildReport(data: ReportData): ReportModel {
  const ctx = contextOf(data, 'zh');
  const { reports } = ctx.words;
  const { report } = data;
  const office = officeName(ctx);
  return {
    id: report.id,
    title: reports.titles[report.occasion],
    office,
    period: periodText(report.from, report.to, ctx),
    made: [
      reports.madeAt(formatDateTime(report.madeAt, 'zh')),
      report.by === undefined ? reports.byItself : reports.askedBy(report.by),
      reports.number(report.id),
    ],
    madeMs: Date.parse(report.madeAt),
    author: `${office} ${reports.product}`,
    language: 'zh',
    parts: numbered([mainPart(ctx), appendixPart(ctx), englishPart(contextOf(data, 'en'))]),
    page: reports.page,
    sheet: reports.sheet,
  };
}

export function contextOf(data: ReportData, language: Language): ReportContext {
  const name = (key: string): string => data.names[key]?.[language] ?? key;
  return { data, language, words: wordsIn(language), name };
}

const officeName = ({ data, words, name }: ReportContext): string =>
  data.report.office === undefined ? words.reports.city : name(data.report.office);

function mainPart(ctx: ReportContext): ModelPart {
  const { headings, contents } = ctx.words.reports;
  const place = ctx.data.report.office === undefined ? headings.offices : headings.counters;
  const blocks: Block[] = [
    heading(1, headings.summary),
    ...summaryBlocks(ctx),
    paragraph(ctx.words.reports.summary.language),
    { kind: 'contents', title: contents },
    heading(1, headings.scope),
    ...scopeBlocks(ctx),
    heading(1, headings.method),
    ...methodBlocks(ctx),
    heading(1, headings.limits),
    ...limitBlocks(ctx),
    heading(1, headings.results),
    heading(2, headings.counts),
    ...countBlocks(ctx),
    heading(2, headings.before),
    ...beforeBlocks(ctx),
    heading(2, headings.trend),
    ...trendBlocks(ctx),
    heading(2, place),
    ...placeBlocks(ctx),
    heading(2, headings.kinds),
    ...groupBlocks('kind', ctx),
    heading(2, headings.services),
    ...groupBlocks('service', ctx),
    heading(2, headings.hours),
    ...hourBlocks(ctx),
    heading(2, headings.times),
    ...timeBlocks(ctx),
    heading(2, headings.equipment),
    ...equipmentBlocks(ctx),
    heading(2, headings.apart),
    ...apartBlocks(ctx),
    heading(1, headings.alarms),
    ...alarmBlocks(ctx),
    heading(2, headings.waited),
    ...waitBlocks(ctx),
    heading(2, headings.unhappy),
    ...causeBlocks(ctx),
    heading(2, headings.cases),
    ...caseBlocks(ctx),
    heading(2, headings.otherAlarms),
    ...otherAlarmBlocks(ctx),
    heading(1, headings.improvements),
    ...improvementBlocks(ctx),
  ];
  return { language: ctx.language, wide: false, blocks };
}

/** All counts and limits, one table each. */
function appendixPart(ctx: ReportContext): ModelPart {
  const { headings, notes } = ctx.words.reports;
  const listed = REPORT_GROUPS.filter((group) => (ctx.data.groups[group]?.groups.length ?? 0) > 0);
  const rated = listed.filter((group) => group !== 'weekHour');
  return {
    language: ctx.language,
    wide: true,
    blocks: [
      heading(1, headings.appendix),
      paragraph(notes.appendix),
      ...listed.map((group) => table(countsTable(group, ctx))),
      ...rated.map((group) => table(furtherTable(group, ctx))),
      ...ctx.data.trends.map((view) => table(trendTable(view, ctx))),
      ...ctx.data.funnels.map((view) => table(funnelTable(view, ctx))),
      table(alarmLimitsTable(ctx)),
    ],
  };
}

function englishPart(ctx: ReportContext): ModelPart {
  const { headings, summary, scope, titles } = ctx.words.reports;
  const { report, overall } = ctx.data;
  const { limits } = ctx.words.reports.method;
  return {
    language: 'en',
    wide: false,
    blocks: [
      heading(1, headings.summary),
      paragraph(
        `${titles[report.occasion]}: ${officeName(ctx)}, ${periodText(report.from, report.to, ctx)}. ${summary.language}`,
      ),
      ...summaryBlocks(ctx),
      table(ratesTable('rates-english', overall.total, ctx)),
      list([scope.census, limits.split, limits.people]),
    ],
  };
}

/** Gives tables and charts their numbers, each in the language of its part. */
function numbered(parts: readonly ModelPart[]): ModelPart[] {
  let tables = 0;
  let figures = 0;
  return parts.map((part) => {
    const { reports } = wordsIn(part.language);
    const blocks = part.blocks.map((block): Block => {
      if (block.kind === 'table') return { ...block, caption: reports.table(++tables, block.caption) };
      if (block.kind === 'chart') return { ...block, caption: reports.figure(++figures, block.caption) };
      return block;
    });
    return { ...part, blocks };
  });
}
