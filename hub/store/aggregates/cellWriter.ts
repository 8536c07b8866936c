import type { Statement } from 'better-sqlite3';
import type { Sqlite } from '#platform/sqlite.js';
import type { CellKey, CellTable, CellUnit } from './cellTables.js';
import { COUNT_COLUMNS, isEmpty, type Sums } from './sums.js';

type Keys = Readonly<Record<CellUnit | CellKey, string | number>>;

/**
 * Adds to the cells of one table. Nearly every cell exists when it changes, and for such an update takes half the time of
 * an insertion that gives way to one.
 */
export class CellWriter {
  private readonly update: Statement;
  private readonly insert: Statement;
  private readonly keys: ReadonlyArray<CellUnit | CellKey>;

  constructor(db: Sqlite, { name, place, unit, keys }: CellTable) {
    this.keys = [unit, ...keys];
    const key = [place, ...this.keys];
    const columns = [...COUNT_COLUMNS, ...key];
    this.update = db.prepare(
      `UPDATE ${name} SET ${COUNT_COLUMNS.map((column) => `${column} = ${column} + ?`).join(', ')}
       WHERE ${key.map((column) => `${column} = ?`).join(' AND ')}`,
    );
    this.insert = db.prepare(
      `INSERT INTO ${name} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    );
  }

  add(place: string, keys: Keys, sums: Sums): void {
    if (isEmpty(sums)) return;
    const row = [...sums, place, ...this.keys.map((key) => keys[key])];
    if (this.update.run(row).changes === 0) this.insert.run(row);
  }
}
