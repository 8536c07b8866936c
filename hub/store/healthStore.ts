import type { AlarmState } from '#contract/alarms.js';
import type { Presence } from '#contract/views.js';
import type { Sqlite } from '#platform/sqlite.js';

/** Sums over what is stored that tell how the hub and its boxes are. Reads only; names no person. */
export class HealthStore {
  private readonly sql;

  constructor(db: Sqlite) {
    this.sql = {
      boxes: db.prepare('SELECT id, presence FROM box WHERE counter IS NOT NULL ORDER BY id'),
      wrongClocks: db
        .prepare(`SELECT box FROM self_test WHERE checks ->> '$.clock.result' = 'fault' ORDER BY box`)
        .pluck(),
      unacked: db.prepare('SELECT coalesce(max(unacked), 0) FROM box').pluck(),
      openAlarms: db.prepare(
        `SELECT state, count(*) AS alarms FROM alarm WHERE state != 'closed' GROUP BY state`,
      ),
      oldestCall: db.prepare(`SELECT min(raised_ms) FROM alarm WHERE state = 'unacknowledged'`).pluck(),
      targets: db.prepare('SELECT name, failures FROM outbound_target ORDER BY name'),
      newestEntry: db.prepare('SELECT coalesce(max(number), 0) FROM journal').pluck(),
      newestHead: db.prepare('SELECT day, number FROM journal_head ORDER BY day DESC LIMIT 1'),
      firstAfter: db.prepare('SELECT at_ms FROM journal WHERE number > ? ORDER BY number LIMIT 1').pluck(),
    };
  }

  /** The boxes that stand at a counter. */
  boxes(): Array<{ readonly id: string; readonly presence: Presence }> {
    return this.sql.boxes.all() as Array<{ id: string; presence: Presence }>;
  }

  /** Boxes whose last self-test found their clock wrong. */
  wrongClocks(): string[] {
    return this.sql.wrongClocks.all() as string[];
  }

  /** Most events any box still has to send, as it said last. */
  mostUnacked(): number {
    return this.sql.unacked.get() as number;
  }

  /** How many alarms are in each state but `closed`; a state without any is left out. */
  openAlarms(): Map<AlarmState, number> {
    const rows = this.sql.openAlarms.all() as Array<{ state: AlarmState; alarms: number }>;
    return new Map(rows.map(({ state, alarms }) => [state, alarms]));
  }

  /** When the alarm that calls longest was raised, Unix ms. */
  oldestCallMs(): number | undefined {
    return (this.sql.oldestCall.get() as number | null) ?? undefined;
  }

  /** Every target there ever was, with its attempts in a row that failed. */
  targets(): Array<{ readonly name: string; readonly failures: number }> {
    return this.sql.targets.all() as Array<{ name: string; failures: number }>;
  }

  /** Number of the newest entry of the journal; 0 before the first. */
  newestEntry(): number {
    return this.sql.newestEntry.get() as number;
  }

  /** The newest daily head of the journal; undefined before the first. */
  newestHead(): { readonly day: string; readonly number: number } | undefined {
    return this.sql.newestHead.get() as { day: string; number: number } | undefined;
  }

  /** When the first entry after the given number was written, Unix ms. */
  firstAfterMs(number: number): number | undefined {
    return this.sql.firstAfter.get(number) as number | undefined;
  }
}
