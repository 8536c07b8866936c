import type { Sqlite } from '#platform/sqlite.js';
import { RowMap } from './rows.js';

/** How somebody came in. */
export type SessionWay = 'password' | 'one-time' | 'provider';

export interface SessionRecord {
  readonly id: string;
  /** SHA-256 of what the browser shows. */
  readonly digest: Buffer;
  /** Id of the account. */
  readonly account: string;
  readonly way: SessionWay;
  readonly begunMs: number;
  readonly usedMs: number;
  readonly endsMs: number;
}

const row = new RowMap<SessionRecord>(['id', 'digest', 'account', 'way', 'begunMs', 'usedMs', 'endsMs']);

/** Sessions that have not ended. Writing methods run inside a transaction. */
export class SessionStore {
  private readonly sql;

  constructor(db: Sqlite) {
    const select = `SELECT ${row.columns} FROM session`;
    this.sql = {
      insert: db.prepare(row.insertSql('session')),
      byDigest: row.query(db, `${select} WHERE digest = ?`),
      byId: row.query(db, `${select} WHERE id = ?`),
      use: db.prepare('UPDATE session SET used_ms = ? WHERE id = ?'),
      end: db.prepare('DELETE FROM session WHERE id = ?'),
      endOf: db.prepare('DELETE FROM session WHERE account = ?'),
      clear: db.prepare('DELETE FROM session WHERE ends_ms <= ? OR used_ms <= ?'),
    };
  }

  insert(session: SessionRecord): void {
    this.sql.insert.run(...row.values(session));
  }

  byDigest(digest: Buffer): SessionRecord | undefined {
    return row.first(this.sql.byDigest, digest);
  }

  byId(id: string): SessionRecord | undefined {
    return row.first(this.sql.byId, id);
  }

  use(id: string, usedMs: number): void {
    this.sql.use.run(usedMs, id);
  }

  end(id: string): void {
    this.sql.end.run(id);
  }

  /** Ends all of an account; returns how many. */
  endOf(account: string): number {
    return this.sql.endOf.run(account).changes;
  }

  /** Clears away those that ended by their time, or were used last before then. */
  clear(nowMs: number, unusedSinceMs: number): void {
    this.sql.clear.run(nowMs, unusedSinceMs);
  }
}
