import type { Sqlite } from '#platform/sqlite.js';
import { nextStart, startOf } from '../../statistics/calendar.js';
import { RowMap } from '../rows.js';
import { CellLedger, type CountedWindow } from './cellLedger.js';
import { CellState } from './cellState.js';
import { CELL_TABLES, type CellTable } from './cellTables.js';
import { closeYears } from './closeYears.js';
import { COUNT_COLUMNS } from './sums.js';

const countedRow = new RowMap<CountedWindow>(
  [
    'office',
    'counter',
    'clerk',
    'kind',
    'service',
    'issuedMs',
    'outcome',
    'reason',
    'level',
    'afterMs',
    'extended',
    'flagged',
    'excluded',
  ],
  new Set(['extended', 'flagged', 'excluded']),
);

/** Whether the cells show all windows, by the rules of this version. */
export const cellsAreCurrent = (db: Sqlite): boolean => new CellState(db).isCurrent();

/** Counts every window anew, in one transaction. Returns how many windows were counted. */
export function rebuildCells(db: Sqlite): number {
  return db.transaction(() => {
    for (const { name } of CELL_TABLES) db.exec(`DELETE FROM ${name}`);
    const ledger = new CellLedger(db);
    new CellState(db).begin();
    const windows = eachMonth(db, ledger, (window) => ledger.note(undefined, window));
    closeYears(db);
    return windows;
  })();
}

/** Makes the cells current when they are not, and closes years that are over. Returns how many windows were counted for it. */
export function ensureCells(db: Sqlite): number {
  if (!cellsAreCurrent(db)) return rebuildCells(db);
  db.transaction(() => closeYears(db))();
  return 0;
}

export interface CellCheck {
  readonly windows: number;
  /** Cells that do not show what the windows say. */
  readonly differing: number;
}

/**
 * Compares the cells with the windows and changes nothing: every window is taken away from them, which must leave them
 * all empty, and the transaction is undone.
 */
export function checkCells(db: Sqlite): CellCheck {
  db.exec('BEGIN IMMEDIATE');
  try {
    const ledger = new CellLedger(db);
    const windows = eachMonth(db, ledger, (window) => ledger.note(window, undefined));
    const counted = COUNT_COLUMNS.map((column) => `${column} != 0`).join(' OR ');
    const left = CELL_TABLES.map(({ name }) =>
      Number(db.prepare(`SELECT count(*) FROM ${name} WHERE ${counted}`).pluck().get()),
    );
    return { windows, differing: left.reduce((sum, cells) => sum + cells, 0) };
  } finally {
    db.exec('ROLLBACK');
  }
}

export interface ApartCheck extends CellCheck {
  /** The first cell that differs, in words. */
  readonly first?: string;
}

/**
 * As `checkCells`, for a connection that can only read: the windows are counted anew into the empty database `apart`,
 * and the cells of both are compared.
 */
export function checkCellsApart(db: Sqlite, apart: Sqlite): ApartCheck {
  const state = new CellState(apart);
  state.begin();
  state.close(new CellState(db).closedYear());
  const ledger = new CellLedger(apart);
  const windows = apart.transaction(() =>
    eachMonth(db, ledger, (window) => ledger.note(undefined, window)),
  )();
  let differing = 0;
  let first: string | undefined;
  for (const table of CELL_TABLES) {
    const found = differingCells(table, db, apart);
    differing += found.length;
    first ??= found[0];
  }
  return { windows, differing, ...(first === undefined ? {} : { first }) };
}

function differingCells({ name, place, unit, keys }: CellTable, db: Sqlite, apart: Sqlite): string[] {
  const key = [place, unit, ...keys];
  const counted = COUNT_COLUMNS.map((column) => `${column} != 0`).join(' OR ');
  const sql = `SELECT ${[...key, ...COUNT_COLUMNS].join(', ')} FROM ${name} WHERE ${counted} ORDER BY ${key.join(', ')}`;
  const cellsOf = (one: Sqlite) =>
    new Map(
      (one.prepare(sql).raw().all() as unknown[][]).map((row) => [
        `${name} ${row.slice(0, key.length).join(' ')}`,
        row.slice(key.length).join(' '),
      ]),
    );
  const expected = cellsOf(apart);
  const stored = cellsOf(db);
  return [...new Set([...expected.keys(), ...stored.keys()])].filter(
    (cell) => expected.get(cell) !== stored.get(cell),
  );
}

/** Goes through all ended windows, and saves after each month of an office, so that few cells are held at a time. */
function eachMonth(db: Sqlite, ledger: CellLedger, note: (window: CountedWindow) => void): number {
  const spans = db
    .prepare(
      'SELECT office, min(issued_ms) AS fromMs, max(issued_ms) AS toMs FROM rating_window GROUP BY office',
    )
    .all() as Array<{ office: string; fromMs: number; toMs: number }>;
  const ended = countedRow.query(
    db,
    `SELECT ${countedRow.columns} FROM rating_window INDEXED BY window_by_office
     WHERE office = ? AND issued_ms >= ? AND issued_ms < ? AND outcome IS NOT NULL`,
  );
  let windows = 0;
  for (const { office, fromMs, toMs } of spans) {
    for (let month = startOf('month', fromMs); month <= toMs; month = nextStart('month', month)) {
      const rows = countedRow.all(ended, office, month, nextStart('month', month));
      for (const window of rows) note(window);
      ledger.save();
      windows += rows.length;
    }
  }
  return windows;
}
