import type { ExclusionReason } from '#contract/records.js';
import type { Sqlite } from '#platform/sqlite.js';

export interface ExclusionRecord {
  readonly window: string;
  readonly atMs: number;
  readonly by: string;
  readonly reason: ExclusionReason;
  readonly remark: string | null;
}

/** Why ratings are out of the figures (S10). Writing methods run inside a GroupWriter job. */
export class ExclusionStore {
  private readonly sql;

  constructor(db: Sqlite) {
    this.sql = {
      insert: db.prepare('INSERT INTO exclusion (window, at_ms, by, reason, remark) VALUES (?, ?, ?, ?, ?)'),
      remove: db.prepare('DELETE FROM exclusion WHERE window = ?'),
    };
  }

  insert({ window, atMs, by, reason, remark }: ExclusionRecord): void {
    this.sql.insert.run(window, atMs, by, reason, remark);
  }

  remove(window: string): void {
    this.sql.remove.run(window);
  }
}
