import type { JournalEntry } from '#contract/records.js';
import { timestamp } from '#platform/clock.js';
import type { Sqlite } from '#platform/sqlite.js';

/** What a person did, as it is written down. */
export interface Deed {
  readonly atMs: number;
  readonly by: string;
  /** Stable, e.g. `rating/excluded`. */
  readonly action: string;
  readonly office: string | null;
  /** The id of what it was done to. */
  readonly subject: string;
  readonly detail: string | null;
}

interface Row extends Deed {
  readonly number: number;
}

/** The journal of what people do (P3). `append` runs inside the transaction of the deed itself. */
export class JournalStore {
  private readonly sql;

  constructor(db: Sqlite) {
    this.sql = {
      append: db.prepare(
        'INSERT INTO journal (at_ms, by, action, office, subject, detail) VALUES (?, ?, ?, ?, ?, ?)',
      ),
      byNumber: db.prepare(
        'SELECT number, at_ms AS atMs, by, action, office, subject, detail FROM journal WHERE number = ?',
      ),
    };
  }

  append({ atMs, by, action, office, subject, detail }: Deed): void {
    this.sql.append.run(atMs, by, action, office, subject, detail);
  }

  entry(number: number): JournalEntry | undefined {
    const row = this.sql.byNumber.get(number) as Row | undefined;
    if (row === undefined) return undefined;
    const { atMs, office, detail, ...rest } = row;
    return {
      ...rest,
      at: timestamp(atMs),
      ...(office === null ? {} : { office }),
      ...(detail === null ? {} : { detail }),
    };
  }
}
