import type { AlarmCause } from '#contract/alarms.js';
import type { CaseState, Day } from '#contract/cases.js';
import type { Sqlite } from '#platform/sqlite.js';
import { pageOf, type RecordPage } from './reportStore.js';
import { RowMap } from './rows.js';

export interface CaseRecord {
  readonly id: string;
  readonly office: string;
  readonly rocYear: number;
  readonly number: number;
  readonly alarm: string;
  readonly openedMs: number;
  readonly openedBy: string;
  readonly owner: string;
  readonly due: Day;
  readonly corrective: string | null;
  readonly preventive: string | null;
  readonly state: CaseState;
  readonly releasedMs: number | null;
  readonly releasedBy: string | null;
  readonly releaseRemark: string | null;
}

/** A case with what its alarm and the window of that say of it. */
export interface KnownCase extends CaseRecord {
  readonly counter: string | null;
  readonly clerk: string | null;
  /** Never null: an alarm becomes a case by being closed, which needs a cause. */
  readonly cause: AlarmCause;
  readonly remark: string | null;
}

export interface CaseFilter {
  readonly office?: string;
  readonly state?: CaseState;
  readonly overdue?: boolean;
  readonly after?: string;
  readonly limit?: number;
  /** The present day, by which open cases are overdue or not. */
  readonly today: Day;
}

const FIELDS = [
  'id',
  'office',
  'rocYear',
  'number',
  'alarm',
  'openedMs',
  'openedBy',
  'owner',
  'due',
  'corrective',
  'preventive',
  'state',
  'releasedMs',
  'releasedBy',
  'releaseRemark',
] as const satisfies ReadonlyArray<keyof CaseRecord>;
const row = new RowMap<CaseRecord>(FIELDS);
const known = new RowMap<KnownCase>([...FIELDS, 'counter', 'clerk', 'cause', 'remark']);

const SELECT = `SELECT ${known.columns} FROM (
  SELECT c.*, a.counter, w.clerk, a.cause, a.remark FROM case_file c
  JOIN alarm a ON a.id = c.alarm LEFT JOIN rating_window w ON w.id = a.window)`;
/** Taipei is UTC+8 all year (S7). */
const OVERDUE = `due < CASE state WHEN 'open' THEN @today ELSE date(released_ms / 1000, 'unixepoch', '+8 hours') END`;
const DEFAULT_LIMIT = 100;

/** Cases, for good (A9). What writes runs inside a transaction. */
export class CaseStore {
  private readonly sql;
  /** Writes the given fields of one case. */
  readonly update: (id: string, change: Partial<CaseRecord>) => void;

  constructor(private readonly db: Sqlite) {
    this.update = row.updater(db, 'case_file');
    this.sql = {
      insert: db.prepare(row.insertSql('case_file')),
      newest: db.prepare('SELECT max(number) FROM case_file WHERE office = ? AND roc_year = ?').pluck(),
      byId: known.query(db, `${SELECT} WHERE id = ?`),
      ofAlarm: db.prepare('SELECT id FROM case_file WHERE alarm = ?').pluck(),
    };
  }

  insert(record: CaseRecord): void {
    this.sql.insert.run(...row.values(record));
  }

  /** The highest number an office gave in a ROC year; 0 where it gave none. */
  newestNumber(office: string, rocYear: number): number {
    return (this.sql.newest.get(office, rocYear) as number | null) ?? 0;
  }

  byId(id: string): KnownCase | undefined {
    return known.first(this.sql.byId, id);
  }

  /** Id of the case an alarm became. */
  ofAlarm(alarm: string): string | undefined {
    return this.sql.ofAlarm.get(alarm) as string | undefined;
  }

  /** Newest first. */
  page({ limit = DEFAULT_LIMIT, ...filter }: CaseFilter): RecordPage<KnownCase> {
    const conditions = [
      ...(filter.office === undefined ? [] : ['office = @office']),
      ...(filter.state === undefined ? [] : ['state = @state']),
      ...(filter.overdue === undefined ? [] : [filter.overdue ? OVERDUE : `NOT (${OVERDUE})`]),
      ...(filter.after === undefined ? [] : ['id < @after']),
    ];
    const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
    const statement = known.query(this.db, `${SELECT} ${where} ORDER BY id DESC LIMIT @most`);
    return pageOf(known.all(statement, { ...filter, most: limit + 1 }), limit);
  }
}
