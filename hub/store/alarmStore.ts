import type {
  AlarmCause,
  AlarmOutcome,
  AlarmPriority,
  AlarmSource,
  AlarmState,
  AlarmStepName,
} from '#contract/alarms.js';
import type { Level } from '#contract/values.js';
import type { Sqlite } from '#platform/sqlite.js';
import { RowMap } from './rows.js';

/** An alarm as it stands; what happened to it is in its steps. */
export interface AlarmRecord {
  readonly id: string;
  readonly source: AlarmSource;
  readonly office: string;
  readonly counter: string | null;
  /** The window whose rating raised it; null for other sources. */
  readonly window: string | null;
  readonly level: Level | null;
  readonly priority: AlarmPriority;
  /**
   * What lasts and raised it, e.g. `box-silent/box-3`; at most one alarm of an office has the same one. Null for ratings,
   * and once what raised it has passed.
   */
  readonly condition: string | null;
  /** What else its `about` says, as JSON; null for ratings, whose window says it. */
  readonly facts: string | null;
  readonly state: AlarmState;
  readonly raisedMs: number;
  readonly acknowledgedMs: number | null;
  readonly acknowledgedBy: string | null;
  readonly departedMs: number | null;
  readonly closedMs: number | null;
  readonly closedBy: string | null;
  readonly outcome: AlarmOutcome | null;
  readonly cause: AlarmCause | null;
  readonly remark: string | null;
  /** How many moments of calling have passed, the raising being the first (A3). */
  readonly rung: number;
  /** When the clock has to do something with it next. */
  readonly dueMs: number | null;
  /** Held back from consoles and lamps, because its counter raised too many (A8). */
  readonly isolated: boolean;
}

/** One step in the life of an alarm; `number` grows with every step of every alarm. */
export interface AlarmStepRecord {
  readonly number: number;
  readonly alarm: string;
  readonly atMs: number;
  readonly step: AlarmStepName;
  readonly by: string | null;
  readonly detail: string | null;
}

const alarmRow = new RowMap<AlarmRecord>(
  [
    'id',
    'source',
    'office',
    'counter',
    'window',
    'level',
    'priority',
    'condition',
    'facts',
    'state',
    'raisedMs',
    'acknowledgedMs',
    'acknowledgedBy',
    'departedMs',
    'closedMs',
    'closedBy',
    'outcome',
    'cause',
    'remark',
    'rung',
    'dueMs',
    'isolated',
  ],
  new Set(['isolated']),
);
const stepRow = new RowMap<AlarmStepRecord>(['number', 'alarm', 'atMs', 'step', 'by', 'detail']);

/** Alarms of a counter within a stretch of time. */
export interface CounterBurst {
  readonly count: number;
  readonly newestIsolated: boolean;
}

/** Least urgent last: what calls, what somebody attends to, what wants closing, what is over; each by priority. */
const URGENT_FIRST = `CASE state WHEN 'unacknowledged' THEN 0 WHEN 'acknowledged' THEN 1 WHEN 'departed' THEN 2 ELSE 3 END,
  CASE priority WHEN 'high' THEN 0 WHEN 'medium' THEN 1 ELSE 2 END, raised_ms DESC`;

/** Alarms and their steps (A1, A2). What writes runs inside a transaction. */
export class AlarmStore {
  private readonly sql;
  /** Writes the given fields of one alarm. */
  readonly update: (id: string, change: Partial<AlarmRecord>) => void;

  constructor(db: Sqlite) {
    this.update = alarmRow.updater(db, 'alarm');
    const select = `SELECT ${alarmRow.columns} FROM alarm`;
    this.sql = {
      insert: db.prepare(alarmRow.insertSql('alarm')),
      addStep: db.prepare('INSERT INTO alarm_step (alarm, at_ms, step, by, detail) VALUES (?, ?, ?, ?, ?)'),
      byId: alarmRow.query(db, `${select} WHERE id = ?`),
      steps: stepRow.query(db, `SELECT ${stepRow.columns} FROM alarm_step WHERE alarm = ? ORDER BY number`),
      called: db
        .prepare(
          `SELECT by FROM alarm_step INDEXED BY alarm_step_by_alarm WHERE alarm = ? AND step = 'called' AND by IS NOT NULL ORDER BY number`,
        )
        .pluck(),
      due: alarmRow.query(
        db,
        `${select} INDEXED BY alarm_due WHERE due_ms IS NOT NULL AND due_ms <= ? ORDER BY due_ms LIMIT ?`,
      ),
      current: alarmRow.query(
        db,
        `${select} WHERE isolated = 0 AND rowid IN (
           SELECT rowid FROM alarm INDEXED BY alarm_open WHERE office = ? AND state != 'closed'
           UNION SELECT rowid FROM alarm INDEXED BY alarm_by_office WHERE office = ? AND raised_ms >= ?
         ) ORDER BY ${URGENT_FIRST} LIMIT ?`,
      ),
      calling: alarmRow.query(
        db,
        `${select} INDEXED BY alarm_open WHERE office = ? AND state = 'unacknowledged' AND state != 'closed'`,
      ),
      atCounter: alarmRow.query(
        db,
        `${select} INDEXED BY alarm_at_counter
         WHERE office = ? AND counter = ? AND state = 'unacknowledged' AND source = 'rating'`,
      ),
      heldBack: alarmRow.query(
        db,
        `${select} INDEXED BY alarm_open
         WHERE office = ? AND state = 'departed' AND state != 'closed' AND counter = ? AND isolated = 1`,
      ),
      burst: db.prepare(
        `SELECT count(*) AS count, max(raised_ms * 2 + isolated) % 2 AS newestIsolated
         FROM alarm INDEXED BY alarm_of_counter
         WHERE source = 'rating' AND office = ? AND counter = ? AND raised_ms > ? AND raised_ms <= ?`,
      ),
      lasting: alarmRow.query(
        db,
        `${select} INDEXED BY alarm_condition WHERE condition IS NOT NULL AND source = 'equipment'`,
      ),
      ofCondition: alarmRow.query(
        db,
        `${select} INDEXED BY alarm_condition WHERE office = ? AND condition = ?`,
      ),
      lastRate: alarmRow.query(
        db,
        `${select} INDEXED BY alarm_rate WHERE office = ? AND source = 'rate' ORDER BY raised_ms DESC LIMIT 1`,
      ),
    };
  }

  insert(alarm: AlarmRecord): void {
    this.sql.insert.run(...alarmRow.values(alarm));
  }

  addStep({ alarm, atMs, step, by, detail }: Omit<AlarmStepRecord, 'number'>): void {
    this.sql.addStep.run(alarm, atMs, step, by, detail);
  }

  byId(id: string): AlarmRecord | undefined {
    return alarmRow.first(this.sql.byId, id);
  }

  /** Oldest first. */
  steps(alarm: string): AlarmStepRecord[] {
    return stepRow.all(this.sql.steps, alarm);
  }

  /** Whoever was called, in that order, as often as they were. */
  called(alarm: string): string[] {
    return this.sql.called.all(alarm) as string[];
  }

  /** Those with which the clock has to do something by now, the longest overdue first. */
  due(nowMs: number, limit: number): AlarmRecord[] {
    return alarmRow.all(this.sql.due, nowMs, limit);
  }

  /** Those not closed and those raised since, the urgent first, without what a flood held back. */
  current(office: string, sinceMs: number, limit: number): AlarmRecord[] {
    return alarmRow.all(this.sql.current, office, office, sinceMs, limit);
  }

  /** Those nobody has acknowledged. */
  calling(office: string): AlarmRecord[] {
    return alarmRow.all(this.sql.calling, office);
  }

  /** Those of ratings at a counter that nobody has acknowledged. */
  callingAt(office: string, counter: string): AlarmRecord[] {
    return alarmRow.all(this.sql.atCounter, office, counter);
  }

  /** What a flood of the counter held back and nobody has closed (A8). */
  heldBack(office: string, counter: string): AlarmRecord[] {
    return alarmRow.all(this.sql.heldBack, office, counter);
  }

  /** Alarms of a counter's ratings after the first moment and up to the second. */
  burst(office: string, counter: string, afterMs: number, toMs: number): CounterBurst {
    const row = this.sql.burst.get(office, counter, afterMs, toMs) as {
      count: number;
      newestIsolated: number | null;
    };
    return { count: row.count, newestIsolated: row.newestIsolated === 1 };
  }

  /** Those of equipment whose condition lasts, also the ones a person has closed meanwhile. */
  lasting(): AlarmRecord[] {
    return alarmRow.all(this.sql.lasting);
  }

  ofCondition(office: string, condition: string): AlarmRecord | undefined {
    return alarmRow.first(this.sql.ofCondition, office, condition);
  }

  /** The last alarm about an office's rate (A5). */
  lastRate(office: string): AlarmRecord | undefined {
    return alarmRow.first(this.sql.lastRate, office);
  }
}
