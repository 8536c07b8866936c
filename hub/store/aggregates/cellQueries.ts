import type { Grouping } from '#contract/statistics.js';
import { dayNumber, monthNumber, yearNumber } from '../../statistics/calendar.js';
import type { CellPopulation, CellQuestion } from '../../statistics/cellSource.js';
import { cellKey, type KeyReading, windowKey } from './cellKeys.js';
import { type CellTable, type CellUnit, CITY } from './cellTables.js';
import type { Piece } from './plan.js';
import { COUNT_COLUMNS } from './sums.js';

/** A query whose rows begin with what `readings` need for their keys. */
export interface CellQuery {
  readonly sql: string;
  readonly parameters: readonly unknown[];
  readonly readings: readonly KeyReading[];
}

/** What `countsOf` needs of a window, in the order in which `windowQuery` selects it after the keys. */
const COUNTABLE = 'outcome, reason, level, after_ms, extended, flagged, excluded';

/** Cells and questions call the service of a window without one empty. */
const WINDOW_SERVICE = `coalesce(service, '')`;

const SUMS = COUNT_COLUMNS.map((column) => `sum(${column})`).join(', ');

/** Sums of a table's cells over one piece, one row per group; a single row of nulls when there is neither. */
export function tableQuery(
  { population, by }: CellQuestion,
  { fromMs, toMs }: Piece,
  table: CellTable,
  offices: () => readonly string[],
): CellQuery {
  const readings = by.map((grouping) => cellKey(grouping, table));
  const columns = columnsOf(readings);
  const numberOf = NUMBER_OF[table.unit];
  const conditions = new Conditions()
    .among(table.place, placesFor(population, by, table, offices))
    .within(table.unit, numberOf(fromMs), numberOf(toMs))
    .filters(population, 'service');
  const grouped = columns.length === 0 ? '' : ` GROUP BY ${columns.map((_, index) => index + 1).join(', ')}`;
  return {
    sql: `SELECT ${[...columns, SUMS].join(', ')} FROM ${table.name} WHERE ${conditions.sql}${grouped}`,
    parameters: conditions.parameters,
    readings,
  };
}

/** The ended windows of one piece, one row each. */
export function windowQuery(
  { population, by }: CellQuestion,
  { fromMs, toMs }: Pick<Piece, 'fromMs' | 'toMs'>,
  offices: () => readonly string[],
): CellQuery {
  const readings = by.map(windowKey);
  const { office, clerk, counter } = population;
  const index =
    clerk !== undefined
      ? 'window_by_clerk'
      : counter !== undefined
        ? 'window_by_counter'
        : 'window_by_office';
  const conditions = new Conditions()
    .among('office', office === undefined ? offices() : [office])
    .within('issued_ms', fromMs, toMs)
    .filters(population, WINDOW_SERVICE);
  const columns = [...columnsOf(readings), COUNTABLE].join(', ');
  return {
    sql: `SELECT ${columns} FROM rating_window INDEXED BY ${index} WHERE ${conditions.sql} AND outcome IS NOT NULL`,
    parameters: conditions.parameters,
    readings,
  };
}

/** The windows of the population that have not ended, one row each. There are never more than boxes. */
export function runningQuery({ population, by }: CellQuestion): CellQuery {
  const readings = by.map(windowKey);
  const { office, fromMs, toMs } = population;
  const conditions = new Conditions().within('issued_ms', fromMs, toMs).filters(population, WINDOW_SERVICE);
  if (office !== undefined) conditions.among('office', [office]);
  const columns = [...columnsOf(readings), '1'].join(', ');
  return {
    sql: `SELECT ${columns} FROM rating_window INDEXED BY window_running WHERE state != 'ended' AND ${conditions.sql}`,
    parameters: conditions.parameters,
    readings,
  };
}

const columnsOf = (readings: readonly KeyReading[]): string[] => readings.flatMap(({ columns }) => columns);

function placesFor(
  { office }: CellPopulation,
  by: readonly Grouping[],
  { place }: CellTable,
  offices: () => readonly string[],
): readonly string[] {
  if (office !== undefined) return [office];
  return place === 'scope' && !by.includes('office') ? [CITY] : offices();
}

const NUMBER_OF: Readonly<Record<CellUnit, (ms: number) => number>> = {
  day: dayNumber,
  month: monthNumber,
  year: yearNumber,
};

/** Conditions that all hold, with the values they are compared to. */
class Conditions {
  private readonly parts: string[] = [];
  readonly parameters: unknown[] = [];

  get sql(): string {
    return this.parts.join(' AND ');
  }

  /** Several values are looked up one by one in an index, which a range over them would not be. */
  among(column: string, values: readonly string[]): this {
    return values.length === 1
      ? this.add(`${column} = ?`, values[0])
      : this.add(`${column} IN (SELECT value FROM json_each(?))`, JSON.stringify(values));
  }

  within(column: string, from: number, to: number): this {
    return this.add(`${column} >= ? AND ${column} < ?`, from, to);
  }

  filters({ counter, clerk, kind, service }: CellPopulation, serviceColumn: string): this {
    if (counter !== undefined) this.add('counter = ?', counter);
    if (clerk !== undefined) this.add('clerk = ?', clerk);
    if (kind !== undefined) this.add('kind = ?', kind);
    if (service !== undefined) this.add(`${serviceColumn} = ?`, service);
    return this;
  }

  private add(condition: string, ...values: readonly unknown[]): this {
    this.parts.push(condition);
    this.parameters.push(...values);
    return this;
  }
}
