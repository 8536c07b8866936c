import type { MissedReason, Outcome } from '#contract/values.js';
import type { Grouping } from '#contract/views.js';
import type { Sqlite } from '#platform/sqlite.js';
import type { Tally } from '../statistics/figures.js';
import type { Period } from '../statistics/period.js';

/** Asia/Taipei hour and day of the issuance (S7). */
const KEYS: Record<Grouping, string> = {
  office: 'office',
  counter: 'counter',
  clerk: 'clerk',
  kind: 'kind',
  service: `coalesce(service, '')`,
  hour: `strftime('%H', issued_ms / 1000, 'unixepoch', '+8 hours')`,
  day: `strftime('%Y-%m-%d', issued_ms / 1000, 'unixepoch', '+8 hours')`,
};

/** Most groups of one answer; more would be no answer to a person. */
export const MAX_GROUPS = 1_000;

export type KeyedTally = Tally & { readonly key: string };

interface TallyRow {
  key: string;
  outcome: Outcome | null;
  reason: MissedReason | null;
  level: number | null;
  count: number;
  extended: number;
}

/** Counts windows. A window belongs to the day on which its document was issued. */
export class StatisticsStore {
  constructor(private readonly db: Sqlite) {}

  tallies(period: Period, office: string | undefined, by: Grouping | undefined): KeyedTally[] {
    const key = by === undefined ? `''` : KEYS[by];
    const where = office === undefined ? '' : 'office = ? AND ';
    const statement = this.db.prepare(
      `SELECT ${key} AS key, outcome, reason, level, count(*) AS count, sum(extended) AS extended FROM rating_window
       WHERE ${where}issued_ms >= ? AND issued_ms < ? GROUP BY 1, 2, 3, 4 ORDER BY 1`,
    );
    const parameters = office === undefined ? [period.from, period.to] : [office, period.from, period.to];
    return statement.all(...parameters) as TallyRow[];
  }
}
