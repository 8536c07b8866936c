import type { JournalEntry } from '#contract/records.js';
import { timestamp } from '#platform/clock.js';
import type { Sqlite } from '#platform/sqlite.js';
import { entryHash, JOURNAL_START } from '../integrity/journalChain.js';

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

/** An entry's number and its hash, which covers all entries before it too. */
export interface ChainEnd {
  readonly number: number;
  readonly hash: string;
}

interface Row extends Deed {
  readonly number: number;
}

/** The journal of what people do (P3), each entry chained to the one before it (D5). */
export class JournalStore {
  private readonly sql;

  constructor(db: Sqlite) {
    this.sql = {
      append: db.prepare(
        'INSERT INTO journal (number, at_ms, by, action, office, subject, detail, prev, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
      ),
      end: db.prepare('SELECT number, hash FROM journal ORDER BY number DESC LIMIT 1'),
      byNumber: db.prepare(
        'SELECT number, at_ms AS atMs, by, action, office, subject, detail FROM journal WHERE number = ?',
      ),
    };
  }

  /**
   * Runs inside the transaction of the deed itself. The end of the chain is read from the database each time, so that it is
   * right after a restart, after a rollback and after another program has written.
   */
  append({ atMs, by, action, office, subject, detail }: Deed): ChainEnd {
    const end = this.end() ?? { number: 0, hash: JOURNAL_START };
    const number = end.number + 1;
    const hash = entryHash({ number, atMs, by, action, office, subject, detail }, end.hash);
    this.sql.append.run(number, atMs, by, action, office, subject, detail, end.hash, hash);
    return { number, hash };
  }

  /** The newest entry; undefined while nothing was written. */
  end(): ChainEnd | undefined {
    return this.sql.end.get() as ChainEnd | undefined;
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
