import type { Sqlite } from '#platform/sqlite.js';

/** Alarms of one Taipei day and level. `day` counts from 1 January 1970 there. */
export interface AlarmCount {
  readonly day: number;
  readonly level: number;
  readonly raised: number;
}

const TAIPEI_DAY = '(raised_ms + 28800000) / 86400000';

/** What is counted of alarms, by the time they were raised. Without an office: of all. */
export class AlarmFigureStore {
  private readonly sql;

  constructor(db: Sqlite) {
    const raised = 'office IN (SELECT id FROM office) AND raised_ms >= ? AND raised_ms < ?';
    const ofOffice = 'office = ? AND raised_ms >= ? AND raised_ms < ?';
    const counts = (where: string) =>
      db.prepare(
        `SELECT ${TAIPEI_DAY} AS day, level, count(*) AS raised FROM alarm WHERE ${where} GROUP BY 1, 2 ORDER BY 1, 2`,
      );
    const delays = (where: string) =>
      db
        .prepare(
          `SELECT acknowledged_ms - raised_ms FROM alarm WHERE ${where} AND acknowledged_ms IS NOT NULL`,
        )
        .pluck();
    this.sql = {
      counts: counts(raised),
      countsOfOffice: counts(ofOffice),
      delays: delays(raised),
      delaysOfOffice: delays(ofOffice),
    };
  }

  counts(fromMs: number, toMs: number, office: string | undefined): AlarmCount[] {
    const { counts, countsOfOffice } = this.sql;
    return (
      office === undefined ? counts.all(fromMs, toMs) : countsOfOffice.all(office, fromMs, toMs)
    ) as AlarmCount[];
  }

  /** Ms from raising to acknowledging, of those alarms that were acknowledged; in no order. */
  delays(fromMs: number, toMs: number, office: string | undefined): number[] {
    const { delays, delaysOfOffice } = this.sql;
    return (
      office === undefined ? delays.all(fromMs, toMs) : delaysOfOffice.all(office, fromMs, toMs)
    ) as number[];
  }
}
