import type { Statement } from 'better-sqlite3';
import { timestamp } from '#platform/clock.js';
import type { Sqlite } from '#platform/sqlite.js';
import type { WindowRow } from '../statistics/analyst.js';
import type { CellPopulation } from '../statistics/cellSource.js';

/** The place of a window among all in the order of issue. */
export interface WindowPlace {
  readonly issuedMs: number;
  readonly id: string;
}

export interface WindowPage {
  readonly rows: readonly WindowRow[];
  /** The last of them; absent where no more follow. */
  readonly next?: WindowPlace;
}

const FILTERS = ['office', 'counter', 'clerk', 'kind', 'service'] as const;

/** Ended windows in the order of issue, by a cursor. */
export class WindowRows {
  private readonly prepared = new Map<string, Statement>();

  constructor(private readonly db: Sqlite) {}

  page(population: CellPopulation, after: WindowPlace | undefined, limit: number): WindowPage {
    const given = FILTERS.filter((field) => population[field] !== undefined);
    const statement = this.statement(given, after !== undefined);
    const values = given.map((field) => population[field]);
    const cursor = after === undefined ? [] : [after.issuedMs, after.id];
    const { fromMs, toMs } = population;
    const found = statement.all(...values, fromMs, toMs, ...cursor, limit) as Row[];
    const last = found.length === limit ? found.at(-1) : undefined;
    return {
      rows: found.map(windowRow),
      ...(last === undefined ? {} : { next: { issuedMs: last.issuedMs, id: last.window } }),
    };
  }

  private statement(given: readonly string[], continued: boolean): Statement {
    const sql = `SELECT id AS window, office, counter, clerk, kind, coalesce(service, '') AS service,
        issued_ms AS issuedMs, outcome, coalesce(reason, '') AS reason, level, after_ms AS afterMs, extended, flagged,
        excluded
      FROM rating_window
      WHERE ${[
        'outcome IS NOT NULL',
        ...(given.includes('office') ? [] : ['office IN (SELECT id FROM office)']),
        ...given.map((field) => `${field} = ?`),
        'issued_ms >= ? AND issued_ms < ?',
        ...(continued ? ['(issued_ms, id) > (?, ?)'] : []),
      ].join(' AND ')}
      ORDER BY issued_ms, id LIMIT ?`;
    let statement = this.prepared.get(sql);
    if (statement === undefined) {
      statement = this.db.prepare(sql);
      this.prepared.set(sql, statement);
    }
    return statement;
  }
}

interface Row extends Omit<WindowRow, 'issuedAt' | 'extended' | 'flagged' | 'excluded'> {
  readonly issuedMs: number;
  readonly extended: number;
  readonly flagged: number;
  readonly excluded: number;
}

/** In the order of the columns. */
function windowRow(row: Row): WindowRow {
  const { window, office, counter, clerk, kind, service, issuedMs, outcome, reason, level, afterMs } = row;
  return {
    window,
    office,
    counter,
    clerk,
    kind,
    service,
    issuedAt: timestamp(issuedMs),
    outcome,
    reason,
    level,
    afterMs,
    extended: row.extended === 1,
    flagged: row.flagged === 1,
    excluded: row.excluded === 1,
  };
}
