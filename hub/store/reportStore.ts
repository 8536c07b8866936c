import type { QueryOf } from '#contract/api.js';
import type { ReportView } from '#contract/reports.js';
import type { Sqlite } from '#platform/sqlite.js';
import { RowMap } from './rows.js';

export interface ReportRecord {
  readonly id: string;
  /** Null: the whole city. */
  readonly office: string | null;
  readonly fromMs: number;
  readonly toMs: number;
  readonly occasion: ReportView['occasion'];
  readonly askedMs: number;
  readonly by: string | null;
  readonly state: ReportView['state'];
  readonly madeMs: number | null;
  /** Of a failed one, why; of one that waits, why it waits again. */
  readonly failure: string | null;
}

const row = new RowMap<ReportRecord>([
  'id',
  'office',
  'fromMs',
  'toMs',
  'occasion',
  'askedMs',
  'by',
  'state',
  'madeMs',
  'failure',
]);
const DEFAULT_LIMIT = 100;

export interface RecordPage<T> {
  readonly items: readonly T[];
  /** Cursor of the next page. */
  readonly next?: string;
}

/** Reports asked for and made, for good. Writing methods run inside a transaction. */
export class ReportStore {
  private readonly sql;

  constructor(private readonly db: Sqlite) {
    const select = `SELECT ${row.columns} FROM report`;
    this.sql = {
      insert: db.prepare(row.insertSql('report')),
      settle: db.prepare('UPDATE report SET state = ?, made_ms = ?, failure = ? WHERE id = ?'),
      byId: row.query(db, `${select} WHERE id = ?`),
      waiting: row.query(db, `${select} WHERE state = 'waiting' ORDER BY id LIMIT 1`),
      making: row.query(db, `${select} WHERE state = 'making' ORDER BY id`),
      asked: db
        .prepare(`SELECT count(*) FROM report WHERE state IN ('waiting', 'making') AND occasion = 'asked'`)
        .pluck(),
      known: db
        .prepare(
          `SELECT 1 FROM report WHERE office IS ? AND from_ms = ? AND to_ms = ? AND occasion = ?
           AND (state != 'failed' OR ?) LIMIT 1`,
        )
        .pluck(),
      windows: db
        .prepare('SELECT 1 FROM rating_window WHERE office = ? AND issued_ms >= ? AND issued_ms < ? LIMIT 1')
        .pluck(),
    };
  }

  insert(report: ReportRecord): void {
    this.sql.insert.run(...row.values(report));
  }

  /** Says how far a report is. */
  settle(id: string, state: ReportRecord['state'], more: { madeMs?: number; failure?: string } = {}): void {
    this.sql.settle.run(state, more.madeMs ?? null, more.failure ?? null, id);
  }

  byId(id: string): ReportRecord | undefined {
    return row.first(this.sql.byId, id);
  }

  /** The one that has waited longest. */
  nextWaiting(): ReportRecord | undefined {
    return row.first(this.sql.waiting);
  }

  /** Those that were being made; after a start, those that a process which ended left. */
  making(): ReportRecord[] {
    return row.all(this.sql.making);
  }

  /** How many that somebody asked for are not made yet. */
  unfinishedAsked(): number {
    return this.sql.asked.get() as number;
  }

  /** Whether there is such a report; one that failed counts only when `failed` says so. */
  knows(report: Pick<ReportRecord, 'office' | 'fromMs' | 'toMs' | 'occasion'>, failed: boolean): boolean {
    const { office, fromMs, toMs, occasion } = report;
    return this.sql.known.get(office, fromMs, toMs, occasion, Number(failed)) !== undefined;
  }

  /** Whether any window was issued at the office in the half-open period. */
  hasWindows(office: string, fromMs: number, toMs: number): boolean {
    return this.sql.windows.get(office, fromMs, toMs) !== undefined;
  }

  /** Newest first. */
  page({ office, after, limit = DEFAULT_LIMIT }: QueryOf<'reports'>): RecordPage<ReportRecord> {
    const conditions = [
      ...(office === undefined ? [] : ['office = @office']),
      ...(after === undefined ? [] : ['id < @after']),
    ];
    const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
    const statement = row.query(
      this.db,
      `SELECT ${row.columns} FROM report ${where} ORDER BY id DESC LIMIT @most`,
    );
    return pageOf(row.all(statement, { office, after, most: limit + 1 }), limit);
  }
}

/** Cuts a page from one record more than it holds. */
export function pageOf<T extends { readonly id: string }>(found: readonly T[], limit: number): RecordPage<T> {
  const items = found.slice(0, limit);
  const last = found.length > limit ? items.at(-1) : undefined;
  return { items, ...(last === undefined ? {} : { next: last.id }) };
}
