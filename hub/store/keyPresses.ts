import type { Sqlite } from '#platform/sqlite.js';

/** One rating, as far as the order of presses asks. */
export interface ClerkPress {
  readonly clerk: string;
  readonly counter: string;
  readonly level: number;
}

/** One rating of a counter; excluded ones are pressed too. */
export interface CounterPress {
  readonly counter: string;
  readonly level: number;
  readonly issuedMs: number;
}

/** Ratings one by one, for what no sum can tell: their order. Each is read to its end, or left, before anything else is asked. */
export class KeyPressStore {
  private readonly sql;

  constructor(db: Sqlite) {
    const rated = (columns: string, condition: string, order: string) =>
      db
        .prepare(
          `SELECT ${columns} FROM rating_window INDEXED BY window_rated
           WHERE office = ? AND issued_ms >= ? AND issued_ms < ? AND outcome = 'rated'${condition} ORDER BY ${order}`,
        )
        .raw();
    this.sql = {
      inOrder: rated('clerk, counter, level', ' AND excluded = 0', 'issued_ms'),
      backwards: rated('counter, level, issued_ms', '', 'issued_ms DESC'),
    };
  }

  /** An office's ratings in the order of issue, excluded ones left out. */
  *inOrder(office: string, fromMs: number, toMs: number): Generator<ClerkPress> {
    for (const row of this.sql.inOrder.iterate(office, fromMs, toMs)) {
      const [clerk, counter, level] = row as [string, string, number];
      yield { clerk, counter, level };
    }
  }

  /** An office's ratings, newest first, excluded ones among them. */
  *backwards(office: string, fromMs: number, toMs: number): Generator<CounterPress> {
    for (const row of this.sql.backwards.iterate(office, fromMs, toMs)) {
      const [counter, level, issuedMs] = row as [string, number, number];
      yield { counter, level, issuedMs };
    }
  }
}
