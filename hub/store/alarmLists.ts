import type { Statement } from 'better-sqlite3';
import type { AlarmSource, AlarmState } from '#contract/alarms.js';
import type { Sqlite } from '#platform/sqlite.js';

/** The place of an alarm in the list: by the time it was raised, then by id. */
export interface AlarmPlace {
  readonly raisedMs: number;
  readonly id: string;
}

export interface AlarmFilters {
  readonly office?: string;
  readonly state?: AlarmState;
  readonly source?: AlarmSource;
  /** Half-open, by the time of raising. */
  readonly fromMs?: number;
  readonly toMs?: number;
  /** Only what comes after it in the list, which runs backwards in time. */
  readonly after?: AlarmPlace;
  readonly limit: number;
}

/** Alarms newest first, by a cursor; those not closed by an index of their own, the others along the time. */
export class AlarmList {
  private readonly prepared = new Map<string, Statement>();

  constructor(private readonly db: Sqlite) {}

  places(filters: AlarmFilters): AlarmPlace[] {
    const { office, state, source, fromMs, toMs, after, limit } = filters;
    const terms: Array<readonly [condition: string, values: readonly unknown[]]> = [
      ...term('office = ?', office),
      ...term(state === 'closed' ? 'state = ?' : `state = ? AND state != 'closed'`, state),
      ...term('source = ?', source),
      ...term('raised_ms >= ?', fromMs),
      ...term('raised_ms < ?', toMs),
      ...(after === undefined ? [] : [['(raised_ms, id) < (?, ?)', [after.raisedMs, after.id]] as const]),
    ];
    const where = terms.length === 0 ? '' : `WHERE ${terms.map(([condition]) => condition).join(' AND ')}`;
    return this.statement(
      `SELECT id, raised_ms AS raisedMs FROM alarm INDEXED BY ${wayOf(filters)} ${where}
       ORDER BY raised_ms DESC, id DESC LIMIT ?`,
    ).all(...terms.flatMap(([, values]) => values), limit) as AlarmPlace[];
  }

  private statement(sql: string): Statement {
    let statement = this.prepared.get(sql);
    if (statement === undefined) {
      statement = this.db.prepare(sql);
      this.prepared.set(sql, statement);
    }
    return statement;
  }
}

/** Alarms that are not closed are few, however many years there are. */
function wayOf({ office, state }: AlarmFilters): string {
  if (state !== undefined && state !== 'closed') return 'alarm_open';
  return office === undefined ? 'alarm_by_time' : 'alarm_by_office';
}

const term = (
  condition: string,
  value: unknown,
): ReadonlyArray<readonly [condition: string, values: readonly unknown[]]> =>
  value === undefined ? [] : [[condition, [value]]];
