import type { QueryOf, ResultOf } from '#contract/api.js';
import type { JournalHead } from '#contract/care.js';
import type { ImprovementView } from '#contract/reports.js';
import type { StatisticsView, Unit } from '#contract/statistics.js';
import type { Words as Names, OfficeView } from '#contract/views.js';
import { timestamp } from '#platform/clock.js';
import { CodedError } from '#platform/errors.js';
import { caseName } from '../cases/caseRules.js';
import { periodBefore } from '../statistics/period.js';
import { type CaseSource, type CountedCase, caseAt, toldAt } from '../statistics/trackedCases.js';
import {
  type CaseOfPeriod,
  FUNNEL_MEASURES,
  REPORT_GROUPS,
  REPORT_SCHEMA,
  type ReportData,
  type ReportGroup,
  type ReportHead,
  type ReportOrder,
  TREND_MEASURES,
} from './reportData.js';

/** The questions a report asks; a `StatisticsDesk` answers them. Each throws the `CodedError` of its question. */
export interface ReportQuestions {
  statistics(query: QueryOf<'statistics'>): StatisticsView;
  trend(query: QueryOf<'trend'>): ResultOf<'trend'>;
  funnel(query: QueryOf<'funnel'>): ResultOf<'funnel'>;
  alarmFigures(query: QueryOf<'alarmFigures'>): ResultOf<'alarmFigures'>;
  equipment(query: QueryOf<'equipment'>): ResultOf<'equipment'>;
}

export interface ImprovementSource {
  /** The oldest `most` of a half-open period, oldest first, and how many there are. Null: of every office. */
  within(
    office: string | null,
    fromMs: number,
    toMs: number,
    most: number,
  ): { readonly items: readonly ImprovementView[]; readonly total: number };
}

export interface ReportSources {
  readonly questions: ReportQuestions;
  readonly offices: () => readonly OfficeView[];
  readonly improvements: ImprovementSource;
  readonly cases: CaseSource;
  readonly heads: { newest(): JournalHead | undefined };
}

const MOST_IMPROVEMENTS = 500;
const MOST_CASES = 500;
const DAY_MS = 86_400_000;
const MOST_DAYS = 62;
const MOST_MONTHS_IN_DAYS = 3_700;

/** Days up to two months, months up to ten years, else years. */
export function unitFor(fromMs: number, toMs: number): Unit {
  const days = (toMs - fromMs) / DAY_MS;
  if (days <= MOST_DAYS) return 'day';
  return days <= MOST_MONTHS_IN_DAYS ? 'month' : 'year';
}

/** Asks for everything a report says. Throws what the questions throw. */
export function gather(order: ReportOrder, sources: ReportSources): ReportData {
  const { questions, offices, improvements } = sources;
  const { fromMs, toMs, office } = order;
  const head = headOf(order);
  const unit = unitFor(fromMs, toMs);
  const population = { ...(office === null ? {} : { office }), from: head.from, to: head.to };
  const shown = offices().filter(({ id }) => office === null || id === office);
  const noted = improvements.within(office, fromMs, toMs, MOST_IMPROVEMENTS);
  const by = office === null ? 'office' : 'counter';
  return {
    schema: REPORT_SCHEMA,
    report: head,
    names: namesOf(shown),
    offices: shown.length,
    counters: shown.reduce((sum, { counters }) => sum + counters.length, 0),
    unit,
    overall: questions.statistics({ ...population, againstFrom: head.beforeFrom, againstTo: head.beforeTo }),
    groups: groupsOf(questions, population, by, unit),
    trends: TREND_MEASURES.map((measure) => questions.trend({ ...population, unit, measure })),
    funnels: FUNNEL_MEASURES.map((measure) => questions.funnel({ ...population, by, measure })),
    alarms: questions.alarmFigures({ ...population, unit }),
    equipment: questions.equipment(population),
    ...casesOf(order, sources.cases),
    improvements: noted.items,
    moreImprovements: noted.total - noted.items.length,
    ...headKnown(sources.heads.newest()),
  };
}

const headKnown = (journalHead: JournalHead | undefined) =>
  journalHead === undefined ? {} : { journalHead };

function casesOf({ fromMs, toMs, office, madeMs }: ReportOrder, source: CaseSource) {
  const cases = source.within(fromMs, toMs, office ?? undefined);
  return {
    cases: cases.slice(0, MOST_CASES).map((found) => caseOfPeriod(found, toldAt(toMs, madeMs))),
    moreCases: Math.max(0, cases.length - MOST_CASES),
  };
}

function caseOfPeriod(found: CountedCase, atMs: number): CaseOfPeriod {
  const { office, rocYear, number, openedMs, cause, owner, due, state, releasedMs, overdue } = caseAt(
    found,
    atMs,
  );
  return {
    name: caseName(office, rocYear, number),
    openedAt: timestamp(openedMs),
    ...{ office, cause, owner, due, state },
    ...(releasedMs === null ? {} : { releasedAt: timestamp(releasedMs) }),
    overdue,
  };
}

function headOf({ id, occasion, office, fromMs, toMs, by, madeMs }: ReportOrder): ReportHead {
  const before = periodBefore({ from: fromMs, to: toMs });
  return {
    id,
    occasion,
    ...(office === null ? {} : { office }),
    from: timestamp(fromMs),
    to: timestamp(toMs),
    beforeFrom: timestamp(before.from),
    beforeTo: timestamp(before.to),
    madeAt: timestamp(madeMs),
    ...(by === null ? {} : { by }),
  };
}

type Population = Pick<QueryOf<'statistics'>, 'office' | 'from' | 'to'>;

function groupsOf(
  questions: ReportQuestions,
  population: Population,
  place: 'office' | 'counter',
  unit: Unit,
): ReportData['groups'] {
  const groupings: Record<ReportGroup, Pick<QueryOf<'statistics'>, 'by' | 'then'>> = {
    place: { by: place },
    kind: { by: 'kind' },
    service: { by: 'service' },
    weekday: { by: 'weekday' },
    hour: { by: 'hour' },
    // biome-ignore lint/suspicious/noThenProperty: the name of a query parameter, never awaited
    weekHour: { by: 'weekday', then: 'hour' },
    span: { by: unit },
  };
  const found: Partial<Record<ReportGroup, StatisticsView>> = {};
  for (const group of REPORT_GROUPS) {
    const view = listed(() => questions.statistics({ ...population, ...groupings[group] }));
    if (view !== undefined) found[group] = view;
  }
  return found;
}

/** Undefined where there are too many groups: a report goes without that table rather than not being made. */
function listed(ask: () => StatisticsView): StatisticsView | undefined {
  try {
    return ask();
  } catch (error) {
    if (error instanceof CodedError && error.code === 'statistics/too-many-groups') return undefined;
    throw error;
  }
}

function namesOf(offices: readonly OfficeView[]): Record<string, Names> {
  const names: Record<string, Names> = {};
  for (const { id, name, counters } of offices) {
    names[id] = name;
    for (const counter of counters) names[`${id}/${counter.id}`] = counter.name;
  }
  return names;
}
