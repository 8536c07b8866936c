import type { Sqlite } from '#platform/sqlite.js';

/** That a hub's data came from a backup. Times are Unix milliseconds UTC. */
export interface Restoration {
  readonly atMs: number;
  readonly backup: string;
  /** The moment the data showed. */
  readonly backupMs: number;
}

/** The restorations this data has gone through. */
export class RestorationStore {
  private readonly sql;

  constructor(db: Sqlite) {
    this.sql = {
      insert: db.prepare('INSERT INTO restoration (at_ms, backup, backup_ms) VALUES (?, ?, ?)'),
      last: db.prepare(
        'SELECT at_ms AS atMs, backup, backup_ms AS backupMs FROM restoration ORDER BY number DESC LIMIT 1',
      ),
    };
  }

  note({ atMs, backup, backupMs }: Restoration): void {
    this.sql.insert.run(atMs, backup, backupMs);
  }

  last(): Restoration | undefined {
    return this.sql.last.get() as Restoration | undefined;
  }
}
