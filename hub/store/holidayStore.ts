import type { Day, Holiday } from '#contract/cases.js';
import type { Sqlite } from '#platform/sqlite.js';
import { RowMap } from './rows.js';

const row = new RowMap<Holiday>(['day', 'kind', 'name']);

/** Days that are not as their weekday, of all offices alike. What writes runs inside a transaction. */
export class HolidayStore {
  private readonly sql;

  constructor(db: Sqlite) {
    const select = `SELECT ${row.columns} FROM holiday`;
    this.sql = {
      put: db.prepare(
        `${row.insertSql('holiday')} ON CONFLICT (day) DO UPDATE SET kind = excluded.kind, name = excluded.name`,
      ),
      remove: db.prepare('DELETE FROM holiday WHERE day = ?'),
      one: row.query(db, `${select} WHERE day = ?`),
      after: row.query(db, `${select} WHERE day > ?`),
      between: row.query(db, `${select} WHERE day >= ? AND day <= ? ORDER BY day`),
    };
  }

  /** Notes a day, in place of what was noted of it. */
  put(holiday: Holiday): void {
    this.sql.put.run(...row.values(holiday));
  }

  remove(day: Day): void {
    this.sql.remove.run(day);
  }

  one(day: Day): Holiday | undefined {
    return row.first(this.sql.one, day);
  }

  /** What is noted of the days after one. */
  after(day: Day): ReadonlyMap<Day, Holiday['kind']> {
    return new Map(row.all(this.sql.after, day).map((one) => [one.day, one.kind]));
  }

  /** Oldest first; both ends belong to it. */
  between(first: Day, last: Day): Holiday[] {
    return row.all(this.sql.between, first, last);
  }
}
