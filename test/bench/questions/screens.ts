import type { Unit } from '#contract/statistics.js';
import { timestamp } from '#platform/clock.js';
import type { QuestionId } from '../../../hub/statistics/analyst.js';
import type { CellPopulation, CellQuestion } from '../../../hub/statistics/cellSource.js';

/** A period as a screen asks for it, with the one before. */
export interface Span {
  readonly name: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly beforeMs: number;
  /** In which the screen draws its trends. */
  readonly unit: Unit;
}

/** One question of a screen. */
export interface Asked {
  readonly id: QuestionId;
  readonly question: Readonly<Record<string, unknown>>;
  /** What an aggregate over the windows must be asked to answer it; nothing for one that is no aggregate of windows. */
  readonly cells: readonly CellQuestion[];
}

/** Everything a screen asks when it is opened. */
export interface Screen {
  readonly name: string;
  readonly asked: readonly Asked[];
}

const DAY_MS = 86_400_000;
const TAIPEI_MS = 8 * 3_600_000;
/** Longer times are refused. */
const LONGEST_SCREENING_MS = 366 * DAY_MS;
const VIEWER = '量測人員';
const MEASURES = ['satisfaction', 'dissatisfaction', 'responseRate', 'coverage'] as const;

const taipei = (year: number, month: number, day: number): number =>
  Date.UTC(year, month - 1, day) - TAIPEI_MS;

/** The periods people look at on the last day of `year`, `years` of which are there. */
export function spansOf(year: number, years: number): Span[] {
  const toMs = taipei(year + 1, 1, 1);
  const from = (name: string, fromMs: number, beforeMs: number, unit: Unit): Span => ({
    ...{ name, fromMs, toMs, beforeMs, unit },
  });
  const spans = [
    from('day', toMs - DAY_MS, toMs - 2 * DAY_MS, 'day'),
    from('week', toMs - 7 * DAY_MS, toMs - 14 * DAY_MS, 'day'),
    from('month', taipei(year, 12, 1), taipei(year, 11, 1), 'day'),
    from('year', taipei(year, 1, 1), taipei(year - 1, 1, 1), 'week'),
    from('all years', taipei(year - years + 1, 1, 1), taipei(year - 2 * years + 1, 1, 1), 'month'),
  ];
  // Begins and ends in the middle of things.
  const odd = taipei(year, 2, 11) - (years > 1 ? (years - 1) * 365 * DAY_MS : 0) + 37_083_123;
  const end = taipei(year, 11, 19) + 55_443_987;
  return [...spans, { name: 'odd range', fromMs: odd, toMs: end, beforeMs: 2 * odd - end, unit: 'month' }];
}

/** Whose figures are looked at; the whole city without an office. */
export interface Scope {
  readonly office?: string;
  readonly counters?: readonly string[];
  readonly clerk?: string;
}

/** What each screen asks of the desk about a scope and a period. */
export function screensOf(scope: Scope, span: Span): Screen[] {
  const { office, counters = [], clerk } = scope;
  const ask = new Asker(office, span);
  const screens: Screen[] = [
    {
      name: 'overview',
      asked: [
        ask.compared(),
        ask.grouped('kind'),
        ...MEASURES.map((measure) => ask.trend(measure)),
        ask.other('alarmFigures', { unit: span.unit }),
      ],
    },
    {
      name: 'counters',
      asked: [
        ask.grouped(office === undefined ? 'office' : 'counter'),
        ...MEASURES.map((measure) => ask.funnel(measure)),
        ask.grouped('weekday', 'hour'),
        ...counters.map((counter) => ask.trend('satisfaction', counter)),
      ],
    },
    { name: 'services', asked: [ask.grouped('service'), ask.grouped('kind', 'service')] },
    { name: 'equipment', asked: [ask.other('equipment', {})] },
    {
      name: 'details',
      asked: [
        ask.other('ratings', { limit: 50 }),
        ask.other('ratings', { limit: 50, level: 1 }),
        ask.other('ratings', { limit: 50, excluded: true }),
        ask.total(),
      ],
    },
  ];
  if (office === undefined || clerk === undefined) return screens;
  const isLong = span.toMs - span.fromMs > LONGEST_SCREENING_MS;
  const list = [ask.grouped('clerk'), ...(isLong ? [] : [ask.other('screening', { viewer: VIEWER })])];
  return [
    ...screens,
    { name: 'clerks', asked: list },
    { name: 'one clerk', asked: [ask.clerk(office, clerk)] },
  ];
}

class Asker {
  private readonly population: CellPopulation;
  private readonly query: Readonly<Record<string, string>>;

  constructor(
    office: string | undefined,
    private readonly span: Span,
  ) {
    const where = office === undefined ? {} : { office };
    this.population = { ...where, fromMs: span.fromMs, toMs: span.toMs };
    this.query = { ...where, from: timestamp(span.fromMs), to: timestamp(span.toMs) };
  }

  total(): Asked {
    return { id: 'statistics', question: this.query, cells: [this.cells([])] };
  }

  compared(): Asked {
    const { beforeMs, fromMs } = this.span;
    const against = { ...this.population, fromMs: beforeMs, toMs: fromMs };
    return {
      id: 'statistics',
      question: { ...this.query, againstFrom: timestamp(beforeMs), againstTo: timestamp(fromMs) },
      cells: [this.cells([]), { population: against, by: [] }],
    };
  }

  grouped(by: CellQuestion['by'][number], then?: CellQuestion['by'][number]): Asked {
    const groups = then === undefined ? [by] : [by, then];
    const question = { ...this.query, by, ...(then === undefined ? {} : { then }) };
    return { id: 'statistics', question: { ...question, viewer: VIEWER }, cells: [this.cells(groups)] };
  }

  trend(measure: (typeof MEASURES)[number], counter?: string): Asked {
    const { unit } = this.span;
    const where = counter === undefined ? {} : { counter };
    return {
      id: 'trend',
      question: { ...this.query, ...where, unit, measure },
      cells: [{ population: { ...this.population, ...where }, by: [unit] }],
    };
  }

  funnel(measure: (typeof MEASURES)[number]): Asked {
    const by = this.population.office === undefined ? 'office' : 'counter';
    return { id: 'funnel', question: { ...this.query, by, measure }, cells: [this.cells([by])] };
  }

  /** One clerk: alone, beside the office, and by kind, service and month. */
  clerk(office: string, clerk: string): Asked {
    const population = { ...this.population, clerk };
    const groups: ReadonlyArray<CellQuestion['by']> = [['kind'], ['service'], ['month']];
    return {
      id: 'clerk',
      question: { ...this.query, office, clerk, viewer: VIEWER },
      cells: [this.cells([]), ...groups.map((by) => ({ population, by }))],
    };
  }

  other(id: QuestionId, question: Readonly<Record<string, unknown>>): Asked {
    return { id, question: { ...this.query, ...question }, cells: [] };
  }

  private cells(by: CellQuestion['by']): CellQuestion {
    return { population: this.population, by };
  }
}
