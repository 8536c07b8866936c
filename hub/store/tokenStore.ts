import type { TokenPurpose } from '#contract/access.js';
import type { Sqlite } from '#platform/sqlite.js';
import { pageOf, type RecordPage } from './reportStore.js';
import { RowMap } from './rows.js';

export interface TokenRecord {
  readonly id: string;
  /** SHA-256 of the token. */
  readonly digest: Buffer;
  readonly purpose: TokenPurpose;
  readonly office: string;
  readonly label: string;
  readonly madeMs: number;
  readonly madeBy: string;
  readonly endsMs: number;
  readonly usedMs: number | null;
  readonly revokedMs: number | null;
}

const row = new RowMap<TokenRecord>([
  'id',
  'digest',
  'purpose',
  'office',
  'label',
  'madeMs',
  'madeBy',
  'endsMs',
  'usedMs',
  'revokedMs',
]);
const DEFAULT_LIMIT = 100;

/** Tokens of programs, for good. Writing methods run inside a transaction. */
export class TokenStore {
  private readonly sql;

  constructor(private readonly db: Sqlite) {
    const select = `SELECT ${row.columns} FROM api_token`;
    this.sql = {
      insert: db.prepare(row.insertSql('api_token')),
      byDigest: row.query(db, `${select} WHERE digest = ?`),
      byId: row.query(db, `${select} WHERE id = ?`),
      use: db.prepare('UPDATE api_token SET used_ms = ? WHERE id = ?'),
      revoke: db.prepare('UPDATE api_token SET revoked_ms = ? WHERE id = ? AND revoked_ms IS NULL'),
    };
  }

  insert(token: TokenRecord): void {
    this.sql.insert.run(...row.values(token));
  }

  byDigest(digest: Buffer): TokenRecord | undefined {
    return row.first(this.sql.byDigest, digest);
  }

  byId(id: string): TokenRecord | undefined {
    return row.first(this.sql.byId, id);
  }

  use(id: string, usedMs: number): void {
    this.sql.use.run(usedMs, id);
  }

  /** True for the one who did. */
  revoke(id: string, nowMs: number): boolean {
    return this.sql.revoke.run(nowMs, id).changes === 1;
  }

  /** Newest first. */
  page(query: {
    readonly office?: string;
    readonly after?: string;
    readonly limit?: number;
  }): RecordPage<TokenRecord> {
    const { office, after, limit = DEFAULT_LIMIT } = query;
    const conditions = [
      ...(office === undefined ? [] : ['office = @office']),
      ...(after === undefined ? [] : ['id < @after']),
    ];
    const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
    const statement = row.query(
      this.db,
      `SELECT ${row.columns} FROM api_token ${where} ORDER BY id DESC LIMIT @most`,
    );
    return pageOf(row.all(statement, { office, after, most: limit + 1 }), limit);
  }
}
