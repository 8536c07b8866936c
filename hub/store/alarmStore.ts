import type { Level } from '#contract/values.js';
import type { AlarmState } from '#contract/views.js';
import type { Sqlite } from '#platform/sqlite.js';
import { RowMap } from './rows.js';

export interface AlarmRecord {
  readonly id: string;
  readonly window: string;
  readonly office: string;
  readonly level: Level;
  readonly state: AlarmState;
  readonly raisedMs: number;
  readonly acknowledgedMs: number | null;
  readonly acknowledgedBy: string | null;
}

const alarmRow = new RowMap<AlarmRecord>([
  'id',
  'window',
  'office',
  'level',
  'state',
  'raisedMs',
  'acknowledgedMs',
  'acknowledgedBy',
]);

/** Alarms; each rating that raises one has its own (A1). */
export class AlarmStore {
  private readonly sql;

  constructor(db: Sqlite) {
    this.sql = {
      insert: db.prepare(alarmRow.insertSql('alarm')),
      byId: alarmRow.query(db, `SELECT ${alarmRow.columns} FROM alarm WHERE id = ?`),
      acknowledge: db.prepare(
        `UPDATE alarm SET state = 'acknowledged', acknowledged_ms = ?, acknowledged_by = ?
         WHERE id = ? AND state = 'unacknowledged'`,
      ),
      current: alarmRow.query(
        db,
        `SELECT ${alarmRow.columns} FROM alarm WHERE office = ? AND (state = 'unacknowledged' OR raised_ms >= ?)
         ORDER BY raised_ms DESC LIMIT 200`,
      ),
    };
  }

  insert(alarm: AlarmRecord): void {
    this.sql.insert.run(...alarmRow.values(alarm));
  }

  byId(id: string): AlarmRecord | undefined {
    return alarmRow.first(this.sql.byId, id);
  }

  /** True when this call acknowledged it; false when it was acknowledged before. */
  acknowledge(id: string, by: string, atMs: number): boolean {
    return this.sql.acknowledge.run(atMs, by, id).changes === 1;
  }

  /** Unacknowledged alarms, and all raised since `sinceMs`, newest first. */
  current(office: string, sinceMs: number): AlarmRecord[] {
    return alarmRow.all(this.sql.current, office, sinceMs);
  }
}
