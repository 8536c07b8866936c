import { MAX_ISSUANCE_AGE_MS, MAX_WINDOW_OPEN_MS } from '#contract/limits.js';
import type { Sqlite } from '#platform/sqlite.js';

/** A rating comes at most so long after its issuance, with room for the clocks of boxes, ms. */
const LONGEST_MS = MAX_WINDOW_OPEN_MS + 12 * MAX_ISSUANCE_AGE_MS;

/** Ratings of the last minutes, by when they were given. */
export class RecentRatings {
  private readonly sql;

  constructor(db: Sqlite) {
    this.sql = db.prepare(
      `SELECT count(*) AS ratings, coalesce(sum(level <= 2), 0) AS dissatisfied
       FROM rating_window INDEXED BY window_rated
       WHERE outcome = 'rated' AND office = ? AND issued_ms > ? AND ended_ms > ? AND excluded = 0`,
    );
  }

  /** Those of an office given after a moment, without the excluded. */
  since(office: string, afterMs: number): { readonly ratings: number; readonly dissatisfied: number } {
    return this.sql.get(office, afterMs - LONGEST_MS, afterMs) as {
      ratings: number;
      dissatisfied: number;
    };
  }
}
