import type { Sqlite } from '#platform/sqlite.js';
import type { CountedCase } from '../statistics/trackedCases.js';
import { RowMap } from './rows.js';

const row = new RowMap<CountedCase>([
  'office',
  'rocYear',
  'number',
  'openedMs',
  'owner',
  'due',
  'state',
  'releasedMs',
  'cause',
]);

/** Cases as figures and reports read them (A9). */
export class CaseFigureStore {
  private readonly tracked;

  constructor(db: Sqlite) {
    this.tracked = row.query(
      db,
      `SELECT c.office, roc_year, number, opened_ms, owner, due, c.state, released_ms, a.cause
       FROM case_file c JOIN alarm a ON a.id = c.alarm
       WHERE (@office IS NULL OR c.office = @office) AND opened_ms < @toMs
         AND (released_ms IS NULL OR released_ms >= @fromMs)
       ORDER BY opened_ms, c.id`,
    );
  }

  /** Cases tracked at any moment of a half-open period, oldest first. Without an office: of all. */
  within(fromMs: number, toMs: number, office: string | undefined): CountedCase[] {
    return row.all(this.tracked, { fromMs, toMs, office: office ?? null });
  }
}
