import type { Sqlite } from '#platform/sqlite.js';

/** Raised whenever what is counted, or in which cell, changes: the hub then counts everything anew. */
const CELL_VERSION = 1;

/** Whether there are cells, and of which years. */
export class CellState {
  private readonly sql;

  constructor(db: Sqlite) {
    this.sql = {
      read: db.prepare('SELECT version, closed_year FROM cell_state').raw(),
      clear: db.prepare('DELETE FROM cell_state'),
      begin: db.prepare('INSERT INTO cell_state (version, closed_year) VALUES (?, 0)'),
      close: db.prepare('UPDATE cell_state SET closed_year = ?'),
    };
  }

  /** Whether the cells show all windows, by the rules of this version. */
  isCurrent(): boolean {
    return this.row()?.[0] === CELL_VERSION;
  }

  /** The last year that has cells of its own; later ones are sums of their months. */
  closedYear(): number {
    return this.row()?.[1] ?? 0;
  }

  /** The cells are those of no window, from which they are kept. */
  begin(): void {
    this.sql.clear.run();
    this.sql.begin.run(CELL_VERSION);
  }

  close(year: number): void {
    this.sql.close.run(year);
  }

  /** Says that the cells no longer show all windows; to be done in the transaction that leaves them behind. */
  markStale(): void {
    this.sql.clear.run();
  }

  private row(): readonly [version: number, closedYear: number] | undefined {
    return this.sql.read.get() as readonly [number, number] | undefined;
  }
}
