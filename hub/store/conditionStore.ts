import type { FaultCode, SelfTestChecks, SelfTestTrigger } from '#contract/events.js';
import type { Sqlite } from '#platform/sqlite.js';

/** Where a report lies in a box's numbering; an older report never undoes a newer one. */
export interface Position {
  readonly epoch: string;
  readonly seq: number;
}

export interface FaultReport {
  readonly code: FaultCode;
  /** Of the key concerned; 0 when it concerns none. */
  readonly level: number;
  readonly active: boolean;
  readonly detail: string | null;
  readonly atMs: number;
}

export interface FaultRecord {
  readonly code: FaultCode;
  readonly level: number;
  readonly detail: string | null;
  readonly sinceMs: number;
}

export interface SelfTestRecord {
  readonly atMs: number;
  readonly trigger: SelfTestTrigger;
  readonly checks: SelfTestChecks;
}

/** A report of another outbox is newer, because numbering begins anew only with a new one. */
const newerThan = (table: string): string =>
  `excluded.epoch != ${table}.epoch OR excluded.seq > ${table}.seq`;

/** What boxes found wrong with themselves: lasting faults (W9) and the last self-test (B6). */
export class ConditionStore {
  private readonly sql;

  constructor(db: Sqlite) {
    this.sql = {
      fault: db.prepare(
        `INSERT INTO box_fault (box, code, level, active, detail, since_ms, epoch, seq)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (box, code, level) DO UPDATE SET active = excluded.active, detail = excluded.detail,
           since_ms = CASE WHEN box_fault.active = excluded.active THEN box_fault.since_ms ELSE excluded.since_ms END,
           epoch = excluded.epoch, seq = excluded.seq
         WHERE ${newerThan('box_fault')}`,
      ),
      faults: db.prepare(
        `SELECT code, level, detail, since_ms AS sinceMs FROM box_fault
         WHERE box = ? AND active = 1 ORDER BY since_ms, code, level`,
      ),
      selfTest: db.prepare(
        `INSERT INTO self_test (box, at_ms, trigger, checks, epoch, seq) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (box) DO UPDATE SET at_ms = excluded.at_ms, trigger = excluded.trigger,
           checks = excluded.checks, epoch = excluded.epoch, seq = excluded.seq
         WHERE ${newerThan('self_test')}`,
      ),
      selfTestOf: db.prepare('SELECT at_ms, trigger, checks FROM self_test WHERE box = ?'),
    };
  }

  noteFault(box: string, { code, level, active, detail, atMs }: FaultReport, { epoch, seq }: Position): void {
    this.sql.fault.run(box, code, level, Number(active), detail, atMs, epoch, seq);
  }

  /** Those that last, the oldest first. */
  faults(box: string): FaultRecord[] {
    return this.sql.faults.all(box) as FaultRecord[];
  }

  noteSelfTest(box: string, { atMs, trigger, checks }: SelfTestRecord, { epoch, seq }: Position): void {
    this.sql.selfTest.run(box, atMs, trigger, JSON.stringify(checks), epoch, seq);
  }

  selfTest(box: string): SelfTestRecord | undefined {
    const row = this.sql.selfTestOf.get(box) as
      | { at_ms: number; trigger: SelfTestTrigger; checks: string }
      | undefined;
    if (row === undefined) return undefined;
    return { atMs: row.at_ms, trigger: row.trigger, checks: JSON.parse(row.checks) as SelfTestChecks };
  }
}
