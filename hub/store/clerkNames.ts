import type { Sqlite } from '#platform/sqlite.js';

/** Every column that holds the name or code of a clerk. */
const PLACES = ['rating_window', 'issuance', 'clerk_month', 'clerk_year'] as const;

export type ClerkPlace = (typeof PLACES)[number];

/** The names of clerks wherever they stand, to be replaced without anything else changing. `replace` runs inside a transaction. */
export class ClerkNames {
  constructor(private readonly db: Sqlite) {}

  /** Whether anything is stored under this name, at an office or at any. */
  knows(name: string, office: string | undefined): boolean {
    return PLACES.some(
      (place) =>
        this.db
          .prepare(`SELECT 1 FROM ${place} WHERE clerk = ? AND (? IS NULL OR office = ?) LIMIT 1`)
          .get(name, office ?? null, office ?? null) !== undefined,
    );
  }

  /** How many rows of each table now bear the other name. */
  replace(name: string, other: string, office: string | undefined): Record<ClerkPlace, number> {
    const changed = (place: ClerkPlace): number =>
      this.db
        .prepare(`UPDATE ${place} SET clerk = ? WHERE clerk = ? AND (? IS NULL OR office = ?)`)
        .run(other, name, office ?? null, office ?? null).changes;
    return Object.fromEntries(PLACES.map((place) => [place, changed(place)])) as Record<ClerkPlace, number>;
  }

  /** Empties what SQLite keeps of replaced rows in free pages and in its log. Outside any transaction. */
  scrub(): void {
    this.db.exec('VACUUM');
    this.db.pragma('wal_checkpoint(TRUNCATE)');
  }
}
