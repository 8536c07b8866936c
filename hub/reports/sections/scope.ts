import { formatDate, formatDateTime } from '#words/dates.js';
import type { Block } from '../reportModel.js';
import { column, textCell, whole } from '../table.js';
import { beforeText, LEAST_RATED, periodText, type ReportContext } from './context.js';
import { list, paragraph, table } from './parts.js';

/** Whose services of when are counted. */
export function scopeBlocks(ctx: ReportContext): Block[] {
  const { report, offices, counters, journalHead } = ctx.data;
  const { scope } = ctx.words.reports;
  return [
    list([
      scope.period(periodText(report.from, report.to, ctx)),
      scope.beforePeriod(beforeText(ctx)),
      report.office === undefined
        ? scope.city(whole(offices), whole(counters))
        : scope.office(ctx.name(report.office), whole(counters)),
    ]),
    paragraph(scope.census),
    paragraph(scope.windows),
    paragraph(scope.recompute),
    ...(journalHead === undefined
      ? []
      : [paragraph(scope.head(dayOf(journalHead.day, ctx), whole(journalHead.number), journalHead.hash))]),
  ];
}

const dayOf = (day: string, { language }: ReportContext): string =>
  formatDate(`${day}T00:00:00+08:00`, language);

/** Every formula the report uses. */
export function methodBlocks(ctx: ReportContext): Block[] {
  const { method, tables, tableTitles } = ctx.words.reports;
  return [
    paragraph(method.z),
    table({
      id: 'formulas',
      title: tableTitles.formulas,
      columns: [
        column('name', tables.columns.measure, 'text', 20),
        column('formula', tables.columns.formula, 'text', 40),
        column('note', tables.columns.note, 'text', 40),
      ],
      rows: Object.values(method.formulas).map(({ name, formula, note }) => [
        textCell(name),
        textCell(formula),
        textCell(note),
      ]),
    }),
  ];
}

/** What the figures cannot say. */
export function limitBlocks(ctx: ReportContext): Block[] {
  const { data, words, language } = ctx;
  const { limits } = words.reports.method;
  const { total } = data.overall;
  const { offices } = data.equipment;
  const counters = offices.reduce((sum, office) => sum + office.counters, 0);
  const equipped = offices.reduce((sum, office) => sum + office.equipped, 0);
  return [
    list([
      limits.census,
      limits.uncovered,
      limits.coverage(whole(counters), whole(equipped), whole(total.missed)),
      limits.silence(whole(total.expired)),
      limits.split,
      limits.small(LEAST_RATED),
      limits.extended(whole(total.extended), whole(total.windows)),
      total.excluded === 0 ? limits.noExcluded : limits.excluded(whole(total.excluded)),
      ...(total.flagged === 0 ? [] : [limits.flagged(whole(total.flagged))]),
      limits.dispersion,
      limits.signals,
      limits.people,
      ...(total.running === 0 ? [] : [limits.running(whole(total.running))]),
      limits.moment(formatDateTime(data.report.madeAt, language)),
    ]),
  ];
}
