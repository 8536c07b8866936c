import type { Sqlite } from '#platform/sqlite.js';

const TABLES = {
  alarm: 'alarm',
  box: 'box',
  case: 'case_file',
  chimeTest: 'chime_test',
  lamp: 'signal_lamp',
  report: 'report',
  token: 'api_token',
  window: 'rating_window',
} as const;

/** Which office a record belongs to. */
export class SubjectStore {
  private readonly sql;

  constructor(db: Sqlite) {
    const ask = (table: string) => db.prepare(`SELECT office FROM ${table} WHERE id = ?`).pluck();
    this.sql = Object.fromEntries(
      Object.entries(TABLES).map(([subject, table]) => [subject, ask(table)]),
    ) as Record<keyof typeof TABLES, ReturnType<typeof ask>>;
  }

  /** `null` is the whole city; undefined when there is no such record. */
  officeOf(subject: keyof typeof TABLES, id: string): string | null | undefined {
    return this.sql[subject].get(id) as string | null | undefined;
  }
}
