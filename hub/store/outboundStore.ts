import type { AlarmPriority } from '#contract/alarms.js';
import type { Presence } from '#contract/views.js';
import type { Sqlite } from '#platform/sqlite.js';
import type { AlarmStepRecord } from './alarmStore.js';
import { RowMap } from './rows.js';

/** How far a target outside has been told of what happens to alarms. */
export interface OutboundCursor {
  readonly name: string;
  /** Number of the last step it took, refused, or was passed over with. */
  readonly delivered: number;
  /** Attempts at the step after it that failed. */
  readonly failures: number;
  /** When the next attempt is due, Unix ms; null when nothing failed. */
  readonly nextMs: number | null;
}

/** A step, and whether its alarm is held back from everybody (A8). */
export interface OutboundStep extends AlarmStepRecord {
  readonly isolated: boolean;
}

/** An alarm nobody has acknowledged; `counter` null where it concerns the whole office. */
export interface WaitingAlarm {
  readonly counter: string | null;
  readonly priority: AlarmPriority;
}

const cursorRow = new RowMap<OutboundCursor>(['name', 'delivered', 'failures', 'nextMs']);
const stepRow = new RowMap<OutboundStep>(
  ['number', 'alarm', 'atMs', 'step', 'by', 'detail', 'isolated'],
  new Set(['isolated']),
);

/** What those outside are told of, and how far they are. `save` runs inside a transaction. */
export class OutboundStore {
  private readonly sql;

  constructor(db: Sqlite) {
    this.sql = {
      cursor: cursorRow.query(db, `SELECT ${cursorRow.columns} FROM outbound_target WHERE name = ?`),
      save: db.prepare(
        `${cursorRow.insertSql('outbound_target')} ON CONFLICT (name) DO UPDATE SET
           delivered = excluded.delivered, failures = excluded.failures, next_ms = excluded.next_ms`,
      ),
      newest: db.prepare('SELECT coalesce(max(number), 0) FROM alarm_step').pluck(),
      firstSince: db
        .prepare('SELECT number FROM alarm_step WHERE number > ? AND at_ms >= ? ORDER BY number LIMIT 1')
        .pluck(),
      after: stepRow.query(
        db,
        `SELECT s.number, s.alarm, s.at_ms, s.step, s.by, s.detail, a.isolated
         FROM alarm_step s JOIN alarm a ON a.id = s.alarm WHERE s.number > ? ORDER BY s.number LIMIT ?`,
      ),
      waiting: db.prepare(
        `SELECT counter, priority FROM alarm
         WHERE office = ? AND state = 'unacknowledged' AND isolated = 0`,
      ),
      boxes: db.prepare('SELECT counter, presence FROM box WHERE office = ? AND counter IS NOT NULL'),
    };
  }

  cursor(name: string): OutboundCursor | undefined {
    return cursorRow.first(this.sql.cursor, name);
  }

  save(cursor: OutboundCursor): void {
    this.sql.save.run(...cursorRow.values(cursor));
  }

  /** Number of the newest step of any alarm; 0 before the first. */
  newest(): number {
    return this.sql.newest.get() as number;
  }

  /** Number of the first step after the given one that happened then or later. */
  firstSince(number: number, sinceMs: number): number | undefined {
    return this.sql.firstSince.get(number, sinceMs) as number | undefined;
  }

  /** The steps after the given one, in their order. */
  after(number: number, most: number): OutboundStep[] {
    return stepRow.all(this.sql.after, number, most);
  }

  /** Alarms of an office that call somebody now. */
  waiting(office: string): WaitingAlarm[] {
    return this.sql.waiting.all(office) as WaitingAlarm[];
  }

  /** Presence of the box at each counter of an office that has one. */
  presences(office: string): Map<string, Presence> {
    const rows = this.sql.boxes.all(office) as Array<{ counter: string; presence: Presence }>;
    return new Map(rows.map(({ counter, presence }) => [counter, presence]));
  }
}
