import type { LampReport, LampShows } from '#contract/signals.js';
import type { Sqlite } from '#platform/sqlite.js';
import { RowMap } from './rows.js';

/** A lamp as its program described it last. */
export interface LampRecord {
  readonly id: string;
  readonly office: string;
  readonly light: string;
  readonly state: LampReport['state'];
  readonly shows: LampShows;
  /** When it was heard last, as far as that was written down; up to a minute early. */
  readonly seenMs: number;
  readonly detail: string | null;
}

const row = new RowMap<LampRecord>(['id', 'office', 'light', 'state', 'shows', 'seenMs', 'detail']);

/** Signal lamps (A3). `put` and `remove` run inside a transaction. */
export class LampStore {
  private readonly sql;

  constructor(db: Sqlite) {
    const select = `SELECT ${row.columns} FROM signal_lamp`;
    this.sql = {
      all: row.query(db, `${select} ORDER BY office, id`),
      byId: row.query(db, `${select} WHERE id = ?`),
      count: db.prepare('SELECT count(*) FROM signal_lamp WHERE office = ?').pluck(),
      put: db.prepare(
        `${row.insertSql('signal_lamp')} ON CONFLICT (id) DO UPDATE SET office = excluded.office,
         light = excluded.light, state = excluded.state, shows = excluded.shows, seen_ms = excluded.seen_ms,
         detail = excluded.detail`,
      ),
      remove: db.prepare('DELETE FROM signal_lamp WHERE id = ?'),
    };
  }

  all(): LampRecord[] {
    return row.all(this.sql.all);
  }

  byId(id: string): LampRecord | undefined {
    return row.first(this.sql.byId, id);
  }

  count(office: string): number {
    return this.sql.count.get(office) as number;
  }

  put(lamp: LampRecord): void {
    this.sql.put.run(...row.values(lamp));
  }

  remove(id: string): void {
    this.sql.remove.run(id);
  }
}
