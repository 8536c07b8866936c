import type { Sqlite } from '#platform/sqlite.js';
import { monthNumber, yearStart } from '../../statistics/calendar.js';
import { CellState } from './cellState.js';
import { CELL_TABLES, type CellTable, CITY } from './cellTables.js';
import { COUNT_COLUMNS } from './sums.js';

/**
 * Gives every year before the newest one with windows cells of its own, in the caller's transaction. The newest is left to
 * its months, so that an event of today changes no cell of a year.
 */
export function closeYears(db: Sqlite): void {
  const state = new CellState(db);
  const newest = db.prepare('SELECT max(month) FROM office_month WHERE scope = ?').pluck().get(CITY);
  if (newest === null) return;
  const [from, to] = [state.closedYear() + 1, 1970 + Math.floor(Number(newest) / 12)];
  if (to <= from) return;
  for (const table of CELL_TABLES) if (table.unit === 'year') sumMonths(db, table, from, to);
  state.close(to - 1);
}

/** Years from `from` on and before `to`. */
function sumMonths(db: Sqlite, { name, place, keys, sumOf }: CellTable, from: number, to: number): void {
  const key = [place, 'year', ...keys].join(', ');
  const sums = COUNT_COLUMNS.map((column) => `sum(${column})`).join(', ');
  db.prepare(
    `INSERT INTO ${name} (${key}, ${COUNT_COLUMNS.join(', ')})
     SELECT ${place}, 1970 + month / 12 AS year, ${keys.join(', ')}, ${sums}
     FROM ${sumOf} WHERE month >= ? AND month < ? GROUP BY ${key}`,
  ).run(monthNumber(yearStart(from)), monthNumber(yearStart(to)));
}
