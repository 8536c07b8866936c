import type { Grouping } from '#contract/statistics.js';
import { nextStart, startOf } from '../../statistics/calendar.js';
import type { CellPopulation, CellQuestion } from '../../statistics/cellSource.js';
import { CELL_TABLES, type CellTable, type CellUnit } from './cellTables.js';

/** A stretch of time answered from one table, or from the windows themselves where no table is given. */
export interface Piece {
  readonly table?: CellTable;
  /** Half-open, Unix ms; whole units of the table. */
  readonly fromMs: number;
  readonly toMs: number;
  /** -1: to be taken away, because more was counted than was asked. */
  readonly times: 1 | -1;
}

interface Span {
  readonly unit: (typeof UNITS)[number];
  readonly fromMs: number;
  readonly toMs: number;
}

/** Units from the finest to the coarsest; a table answers for spans of its own unit and of coarser ones. */
const UNITS = ['moment', 'day', 'month', 'year'] as const;
const sizeOf = (unit: Span['unit']): number => UNITS.indexOf(unit);

/**
 * How to answer a question: pieces that, added up, are exactly the asked period, each from the table with the fewest rows
 * that tells apart what is asked. Years have cells of their own before `yearsEndMs`, the start of a year.
 */
export function plan({ population, by }: CellQuestion, yearsEndMs: number): readonly Piece[] {
  const able = CELL_TABLES.filter((table) => answers(table, population, by));
  return joined(spansOf(population, yearsEndMs).flatMap((span) => piecesOf(span, able)));
}

const FILTERS = ['counter', 'clerk', 'kind', 'service'] as const;

/** Whether the table tells apart what the question filters and groups by. */
export function answers(table: CellTable, population: CellPopulation, by: readonly Grouping[]): boolean {
  return (
    FILTERS.every((filter) => population[filter] === undefined || table.keys.includes(filter)) &&
    by.every((grouping) => groups(table, grouping))
  );
}

function groups({ keys, unit }: CellTable, grouping: Grouping): boolean {
  switch (grouping) {
    case 'office':
    case 'year':
      return true;
    case 'month':
      return unit !== 'year';
    case 'day':
    case 'week':
      return unit === 'day';
    case 'weekday':
      return unit === 'day' || keys.includes('weekday');
    default:
      return keys.includes(grouping);
  }
}

/** The period cut into whole years, the whole months beside them, the whole days beside those, and what is left. */
export function spansOf(
  { fromMs, toMs }: Pick<CellPopulation, 'fromMs' | 'toMs'>,
  yearsEndMs: number,
): readonly Span[] {
  let core: Span = { unit: 'moment', fromMs, toMs };
  const before: Span[] = [];
  const after: Span[] = [];
  for (const unit of ['day', 'month', 'year'] as const) {
    const whole = wholeIn(core, unit, unit === 'year' ? yearsEndMs : toMs);
    if (whole.fromMs >= whole.toMs) break;
    before.push({ ...core, toMs: whole.fromMs });
    after.unshift({ ...core, fromMs: whole.toMs });
    core = whole;
  }
  return [...before, core, ...after].filter((span) => span.fromMs < span.toMs);
}

function wholeIn({ fromMs, toMs }: Span, unit: CellUnit, endMs: number): Span {
  const start = startOf(unit, fromMs);
  return {
    unit,
    fromMs: start === fromMs ? start : nextStart(unit, fromMs),
    toMs: startOf(unit, Math.min(toMs, endMs)),
  };
}

function piecesOf({ unit, fromMs, toMs }: Span, able: readonly CellTable[]): readonly Piece[] {
  const best = cheapest(able.filter((table) => sizeOf(table.unit) <= sizeOf(unit)));
  const byMonth = cheapest(able.filter((table) => table.unit === 'month'));
  if (best !== undefined || unit !== 'day' || byMonth === undefined) return [piece(best, fromMs, toMs)];
  const turnMs = nextStart('month', fromMs);
  return turnMs < toMs
    ? [...daysOfMonth(fromMs, turnMs, byMonth), ...daysOfMonth(turnMs, toMs, byMonth)]
    : daysOfMonth(fromMs, toMs, byMonth);
}

const piece = (table: CellTable | undefined, fromMs: number, toMs: number, times: 1 | -1 = 1): Piece => ({
  ...(table === undefined ? {} : { table }),
  fromMs,
  toMs,
  times,
});

const cheapest = (tables: readonly CellTable[]): CellTable | undefined =>
  tables.reduce<CellTable | undefined>(
    (best, table) => (best === undefined || table.rows < best.rows ? table : best),
    undefined,
  );

/**
 * Days of one month that only the windows themselves can answer: where they are more than half of it, the month's cells
 * less its other days need fewer windows to be read.
 */
function daysOfMonth(fromMs: number, toMs: number, table: CellTable): readonly Piece[] {
  const [startMs, endMs] = [startOf('month', fromMs), nextStart('month', fromMs)];
  if (2 * (toMs - fromMs) <= endMs - startMs) return [piece(undefined, fromMs, toMs)];
  return [
    piece(table, startMs, endMs),
    piece(undefined, startMs, fromMs, -1),
    piece(undefined, toMs, endMs, -1),
  ].filter((part) => part.fromMs < part.toMs);
}

/** Neighbours from the same source as one. */
function joined(pieces: readonly Piece[]): readonly Piece[] {
  const all: Piece[] = [];
  for (const next of pieces) {
    const last = all.at(-1);
    if (
      last !== undefined &&
      last.table === next.table &&
      last.toMs === next.fromMs &&
      last.times === next.times
    )
      all[all.length - 1] = { ...last, toMs: next.toMs };
    else all.push(next);
  }
  return all;
}
