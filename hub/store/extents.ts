import { MAX_GROUPS } from '#contract/statistics.js';
import type { Sqlite } from '#platform/sqlite.js';
import type { Extents } from '../statistics/grouping.js';

/** More than any answer may show need not be told apart. */
const ENOUGH = MAX_GROUPS + 1;

/** How many different clerks and services the records name, counted by leaps through an index and to a bound. */
export class ExtentStore implements Extents {
  private readonly sql;

  constructor(db: Sqlite) {
    this.sql = {
      offices: db.prepare('SELECT id FROM office').pluck(),
      clerks: db
        .prepare(
          `WITH RECURSIVE known (clerk) AS (
             SELECT min(clerk) FROM rating_window WHERE office = @office
             UNION ALL
             SELECT (SELECT min(clerk) FROM rating_window WHERE office = @office AND clerk > known.clerk)
             FROM known WHERE known.clerk IS NOT NULL LIMIT ${ENOUGH}
           ) SELECT clerk FROM known WHERE clerk IS NOT NULL`,
        )
        .pluck(),
      services: db
        .prepare(
          `SELECT count(*) FROM (SELECT DISTINCT service FROM service_month WHERE scope = ? LIMIT ${ENOUGH})`,
        )
        .pluck(),
    };
  }

  /** The same name at two offices is one group of a city's clerks. */
  clerks(office: string | undefined): number {
    const offices = office === undefined ? (this.sql.offices.all() as string[]) : [office];
    const names = new Set<string>();
    for (const id of offices) {
      for (const clerk of this.sql.clerks.all({ office: id }) as string[]) names.add(clerk);
      if (names.size > MAX_GROUPS) break;
    }
    return names.size;
  }

  services(office: string | undefined): number {
    return this.sql.services.get(office ?? '*') as number;
  }
}
