import { systemClock } from '#platform/clock.js';
import type { Sqlite } from '#platform/sqlite.js';
import type { CellQuestion, CellSource } from '../../../hub/statistics/cellSource.js';
import { COUNT_FIELDS, type Counts } from '../../../hub/statistics/counts.js';
import type { DuckDb } from './duckDb.js';
import { countsAt, duckDialect, keyOf, plainSql, sqliteDialect } from './plainSql.js';

/** How long each took to count the same, ms. */
export interface Times {
  readonly sql: number;
  readonly duck: number | undefined;
}

export interface Rivals {
  readonly cells: CellSource;
  readonly db: Sqlite;
  /** Undefined where it cannot be had. */
  readonly duck: DuckDb | undefined;
}

/**
 * Counts with plain SQL over the windows, in SQLite and in DuckDB, what screens are told from cells, and makes sure that
 * all say the same. A question is put once, however many screens ask it.
 */
export class Comparison {
  private readonly known = new Map<string, Times>();

  constructor(private readonly rivals: Rivals) {}

  /** Throws when the answers differ. */
  async of(question: CellQuestion): Promise<Times> {
    const name = JSON.stringify(question);
    let times = this.known.get(name);
    if (times === undefined) {
      times = await this.measure(question);
      this.known.set(name, times);
    }
    return times;
  }

  private async measure(question: CellQuestion): Promise<Times> {
    const { cells, db, duck } = this.rivals;
    const ours = new Map(cells.cells(question).map(({ keys, counts }) => [keys.join(' '), counts]));
    const statement = db.prepare(plainSql(question, sqliteDialect)).raw();
    const sqlBegun = systemClock.monotonic();
    const rows = statement.all() as unknown[][];
    const sql = systemClock.monotonic() - sqlBegun;
    compare('SQLite', question, ours, rows);
    if (duck === undefined) return { sql, duck: undefined };
    const query = plainSql(question, duckDialect);
    const duckBegun = systemClock.monotonic();
    const duckRows = await duck.rows(query);
    const duckMs = systemClock.monotonic() - duckBegun;
    compare('DuckDB', question, ours, duckRows);
    return { sql, duck: duckMs };
  }
}

function compare(
  rival: string,
  question: CellQuestion,
  ours: ReadonlyMap<string, Counts>,
  rows: readonly unknown[][],
): void {
  const { by } = question;
  const theirs = new Map(
    rows.map((row) => [
      by.map((grouping, index) => keyOf(grouping, row[index])).join(' '),
      countsAt(row, by.length),
    ]),
  );
  const problem = difference(ours, theirs);
  if (problem !== undefined)
    throw new Error(`${rival} counts otherwise: ${problem}, for ${JSON.stringify(question)}`);
}

function difference(
  ours: ReadonlyMap<string, Counts>,
  theirs: ReadonlyMap<string, Counts>,
): string | undefined {
  if (ours.size !== theirs.size) return `${theirs.size} groups, not ${ours.size}`;
  for (const [key, counts] of ours) {
    const other = theirs.get(key);
    if (other === undefined) return `no group "${key}"`;
    const field = COUNT_FIELDS.find((name) => counts[name] !== other[name]);
    if (field !== undefined) return `${other[field]} ${field} in "${key}", not ${counts[field]}`;
  }
  return undefined;
}
