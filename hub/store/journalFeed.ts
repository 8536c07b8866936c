import type { Sqlite } from '#platform/sqlite.js';

/** An entry of the journal as it is passed on. */
export interface JournalLine {
  readonly number: number;
  readonly atMs: number;
  readonly by: string;
  readonly action: string;
  readonly office: string | null;
  readonly subject: string;
  readonly detail: string | null;
  /** Of the entry and all before it (D5). */
  readonly hash: string;
}

/** The journal in its order, and how far it has been passed on to whom. `reached` runs inside a transaction. */
export class JournalFeed {
  private readonly sql;

  constructor(db: Sqlite) {
    this.sql = {
      after: db.prepare(
        `SELECT number, at_ms AS atMs, by, action, office, subject, detail, hash FROM journal
         WHERE number > ? ORDER BY number LIMIT ?`,
      ),
      newest: db.prepare('SELECT coalesce(max(number), 0) FROM journal').pluck(),
      reached: db.prepare('SELECT delivered FROM outbound_target WHERE name = ?').pluck(),
      reach: db.prepare(
        `INSERT INTO outbound_target (name, delivered, failures) VALUES (?, ?, ?)
         ON CONFLICT (name) DO UPDATE SET delivered = excluded.delivered, failures = excluded.failures`,
      ),
    };
  }

  after(number: number, most: number): JournalLine[] {
    return this.sql.after.all(number, most) as JournalLine[];
  }

  /** Number of the newest entry; 0 before the first. */
  newest(): number {
    return this.sql.newest.get() as number;
  }

  /** Number of the last entry that was passed on to `name`; undefined for somebody new. */
  reached(name: string): number | undefined {
    return this.sql.reached.get(name) as number | undefined;
  }

  reach(name: string, number: number, failures: number): void {
    this.sql.reach.run(name, number, failures);
  }
}
