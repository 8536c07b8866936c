import type { Sqlite } from '#platform/sqlite.js';

/** A box that stands at a counter. */
export interface BoxStay {
  readonly box: string;
  readonly office: string;
  readonly counter: string;
  /** Since when, Unix ms. */
  readonly fromMs: number;
}

/** Which box stood where. */
export class BoxStayStore {
  private readonly sql;

  constructor(db: Sqlite) {
    this.sql = db.prepare(
      `SELECT box, office, counter, from_ms AS fromMs FROM assignment
       WHERE counter IS NOT NULL AND from_ms <= ? AND (until_ms IS NULL OR until_ms > ?)
       ORDER BY office, counter, box`,
    );
  }

  /** Boxes at counters at that moment. */
  standing(atMs: number): BoxStay[] {
    return this.sql.all(atMs, atMs) as BoxStay[];
  }
}
