import type { ImprovementView } from '#contract/reports.js';
import { timestamp } from '#platform/clock.js';
import type { Sqlite } from '#platform/sqlite.js';
import { pageOf, type RecordPage } from './reportStore.js';
import { RowMap } from './rows.js';

export interface ImprovementRecord {
  readonly id: string;
  readonly office: string;
  readonly atMs: number;
  readonly by: string;
  readonly text: string;
}

const row = new RowMap<ImprovementRecord>(['id', 'office', 'atMs', 'by', 'text']);
const DEFAULT_LIMIT = 100;

export interface ImprovementFilter {
  readonly office?: string;
  readonly fromMs?: number;
  readonly toMs?: number;
  readonly after?: string;
  readonly limit?: number;
}

/** What offices did because of their figures, for good. `insert` runs inside a transaction. */
export class ImprovementStore {
  private readonly sql;

  constructor(private readonly db: Sqlite) {
    const within = 'WHERE (@office IS NULL OR office = @office) AND at_ms >= @fromMs AND at_ms < @toMs';
    this.sql = {
      insert: db.prepare(row.insertSql('improvement')),
      count: db.prepare(`SELECT count(*) FROM improvement ${within}`).pluck(),
      oldest: row.query(
        db,
        `SELECT ${row.columns} FROM improvement ${within} ORDER BY at_ms, id LIMIT @most`,
      ),
    };
  }

  insert(improvement: ImprovementRecord): void {
    this.sql.insert.run(...row.values(improvement));
  }

  /** Newest first. */
  page({ limit = DEFAULT_LIMIT, ...filter }: ImprovementFilter): RecordPage<ImprovementRecord> {
    const conditions = [
      ...(filter.office === undefined ? [] : ['office = @office']),
      ...(filter.fromMs === undefined ? [] : ['at_ms >= @fromMs']),
      ...(filter.toMs === undefined ? [] : ['at_ms < @toMs']),
      ...(filter.after === undefined ? [] : ['id < @after']),
    ];
    const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
    const statement = row.query(
      this.db,
      `SELECT ${row.columns} FROM improvement ${where} ORDER BY id DESC LIMIT @most`,
    );
    return pageOf(row.all(statement, { ...filter, most: limit + 1 }), limit);
  }

  /** The oldest `most` of a half-open period, oldest first, and how many there are. Null: of every office. */
  within(
    office: string | null,
    fromMs: number,
    toMs: number,
    most: number,
  ): { readonly items: readonly ImprovementView[]; readonly total: number } {
    const asked = { office, fromMs, toMs };
    return {
      items: row.all(this.sql.oldest, { ...asked, most }).map(improvementView),
      total: this.sql.count.get(asked) as number,
    };
  }
}

export const improvementView = ({ id, office, atMs, by, text }: ImprovementRecord): ImprovementView => ({
  id,
  office,
  at: timestamp(atMs),
  by,
  text,
});
