import type { Sqlite } from '#platform/sqlite.js';

/** Who has signed out and is passed over (A3). What writes runs inside a transaction. */
export class DutyStore {
  private readonly sql;

  constructor(db: Sqlite) {
    this.sql = {
      absent: db.prepare('SELECT person FROM duty_absence WHERE office = ?').pluck(),
      signOut: db.prepare(
        'INSERT INTO duty_absence (office, person, since_ms) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
      ),
      signIn: db.prepare('DELETE FROM duty_absence WHERE office = ? AND person = ?'),
    };
  }

  absent(office: string): ReadonlySet<string> {
    return new Set(this.sql.absent.all(office) as string[]);
  }

  /** Whether it changed anything. */
  signOut(office: string, person: string, nowMs: number): boolean {
    return this.sql.signOut.run(office, person, nowMs).changes > 0;
  }

  /** Whether it changed anything. */
  signIn(office: string, person: string): boolean {
    return this.sql.signIn.run(office, person).changes > 0;
  }
}
