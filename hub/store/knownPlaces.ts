import type { Sqlite } from '#platform/sqlite.js';
import type { Places } from '../statistics/question.js';

/** Offices and their counters by id alone, in the order in which the site declares them. */
export class KnownPlaces {
  private readonly sql;

  constructor(db: Sqlite) {
    this.sql = db
      .prepare(
        `SELECT o.id, c.id FROM office o LEFT JOIN counter c ON c.office = o.id
         ORDER BY o.position, o.id, c.position, c.id`,
      )
      .raw();
  }

  all(): Places {
    const places = new Map<string, Set<string>>();
    for (const [office, counter] of this.sql.all() as Array<[office: string, counter: string | null]>) {
      const counters = places.get(office) ?? new Set();
      if (counter !== null) counters.add(counter);
      places.set(office, counters);
    }
    return places;
  }
}
