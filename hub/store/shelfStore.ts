import type { Sqlite } from '#platform/sqlite.js';
import { RowMap } from './rows.js';

/** A counter without sound until a moment (A4). */
export interface ShelfRecord {
  readonly office: string;
  readonly counter: string;
  /** The alarm over which it was shelved. */
  readonly alarm: string;
  readonly by: string;
  readonly reason: string;
  readonly fromMs: number;
  readonly untilMs: number;
}

const row = new RowMap<ShelfRecord>(['office', 'counter', 'alarm', 'by', 'reason', 'fromMs', 'untilMs']);

/** Shelved counters; one that has returned is not among them. What writes runs inside a transaction. */
export class ShelfStore {
  private readonly sql;

  constructor(db: Sqlite) {
    const select = `SELECT ${row.columns} FROM shelf`;
    this.sql = {
      insert: db.prepare(row.insertSql('shelf')),
      remove: db.prepare('DELETE FROM shelf WHERE office = ? AND counter = ?'),
      one: row.query(db, `${select} WHERE office = ? AND counter = ?`),
      ofOffice: row.query(db, `${select} WHERE office = ? ORDER BY counter`),
      due: row.query(db, `${select} WHERE until_ms <= ?`),
    };
  }

  insert(shelf: ShelfRecord): void {
    this.sql.insert.run(...row.values(shelf));
  }

  remove({ office, counter }: Pick<ShelfRecord, 'office' | 'counter'>): void {
    this.sql.remove.run(office, counter);
  }

  one(office: string, counter: string): ShelfRecord | undefined {
    return row.first(this.sql.one, office, counter);
  }

  ofOffice(office: string): ShelfRecord[] {
    return row.all(this.sql.ofOffice, office);
  }

  /** Those whose time is over. At most one per counter exists, so the table is small. */
  due(nowMs: number): ShelfRecord[] {
    return row.all(this.sql.due, nowMs);
  }
}
