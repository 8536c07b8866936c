import type { ChimeTestView } from '#contract/signals.js';
import type { Sqlite } from '#platform/sqlite.js';
import { pageOf, type RecordPage } from './reportStore.js';
import { RowMap } from './rows.js';

/** One test of the chime (A7). */
export interface ChimeTestRecord {
  readonly id: string;
  readonly office: string;
  readonly atMs: number;
  readonly dueMs: number;
  /** Null for the daily one. */
  readonly by: string | null;
  readonly state: ChimeTestView['state'];
  readonly console: string | null;
  readonly confirmedMs: number | null;
  readonly peak: number | null;
  readonly volume: number | null;
}

const row = new RowMap<ChimeTestRecord>([
  'id',
  'office',
  'atMs',
  'dueMs',
  'by',
  'state',
  'console',
  'confirmedMs',
  'peak',
  'volume',
]);
const DEFAULT_LIMIT = 100;

export interface ChimeTestFilter {
  readonly office?: string;
  readonly after?: string;
  readonly limit?: number;
}

/** Tests of the chime and what came of them, for good. What writes runs inside a transaction. */
export class ChimeTestStore {
  /** Writes the given fields of one test. */
  readonly update: (id: string, change: Partial<ChimeTestRecord>) => void;
  private readonly sql;

  constructor(private readonly db: Sqlite) {
    this.update = row.updater(db, 'chime_test');
    const select = `SELECT ${row.columns} FROM chime_test`;
    this.sql = {
      insert: db.prepare(row.insertSql('chime_test')),
      byId: row.query(db, `${select} WHERE id = ?`),
      newest: row.query(db, `${select} WHERE office = ? ORDER BY id DESC LIMIT 1`),
      pending: row.query(db, `${select} WHERE office = ? AND state = 'pending' ORDER BY id DESC LIMIT 1`),
      lastDaily: db
        .prepare('SELECT at_ms FROM chime_test WHERE office = ? AND by IS NULL ORDER BY id DESC LIMIT 1')
        .pluck(),
      untested: db
        .prepare(
          `SELECT coalesce(max(at_ms) FILTER (WHERE state = 'failed') >
             coalesce(max(confirmed_ms), -1), 0) FROM chime_test WHERE office = ?`,
        )
        .pluck(),
    };
  }

  insert(test: ChimeTestRecord): void {
    this.sql.insert.run(...row.values(test));
  }

  byId(id: string): ChimeTestRecord | undefined {
    return row.first(this.sql.byId, id);
  }

  newest(office: string): ChimeTestRecord | undefined {
    return row.first(this.sql.newest, office);
  }

  /** The one that waits to be confirmed. */
  pending(office: string): ChimeTestRecord | undefined {
    return row.first(this.sql.pending, office);
  }

  /** When the office was last tested without being asked. */
  lastDailyMs(office: string): number | undefined {
    return this.sql.lastDaily.get(office) as number | undefined;
  }

  /** Whether a test has failed, and none was confirmed since it began. */
  untested(office: string): boolean {
    return this.sql.untested.get(office) === 1;
  }

  /** Newest first. */
  page({ limit = DEFAULT_LIMIT, ...filter }: ChimeTestFilter): RecordPage<ChimeTestRecord> {
    const conditions = [
      ...(filter.office === undefined ? [] : ['office = @office']),
      ...(filter.after === undefined ? [] : ['id < @after']),
    ];
    const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
    const statement = row.query(
      this.db,
      `SELECT ${row.columns} FROM chime_test ${where} ORDER BY id DESC LIMIT @most`,
    );
    return pageOf(row.all(statement, { ...filter, most: limit + 1 }), limit);
  }
}
