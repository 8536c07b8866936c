import type { Sqlite } from '#platform/sqlite.js';

/** Ends sessions that nobody could tell to be still wanted. */
export class SessionEnds {
  constructor(private readonly db: Sqlite) {}

  /** Everybody signs in again. */
  endAll(): void {
    this.db.prepare('DELETE FROM session').run();
  }
}
