import type { Sqlite } from '#platform/sqlite.js';

/** Where a box is; without a counter in the office's store-room. */
export interface Place {
  readonly office: string;
  readonly counter: string | null;
}

export interface Assignment extends Place {
  readonly fromMs: number;
  /** Null while it lasts. */
  readonly untilMs: number | null;
}

interface Known {
  readonly place: Place;
  readonly offices: ReadonlySet<string>;
}

/** The newest assignments of a box; a box that moved more often than this has older ones in the database only. */
const MOST_ASSIGNMENTS = 500;

/**
 * Where each box is and was. A box has exactly one open assignment, and it is where the box is. What every message
 * asks for is kept in memory until a box is placed; after a rollback call `forget`.
 */
export class PlaceStore {
  private readonly sql;
  private known: ReadonlyMap<string, Known> | undefined;

  constructor(db: Sqlite) {
    this.sql = {
      places: db.prepare('SELECT id, office, counter FROM box').raw(),
      offices: db.prepare('SELECT DISTINCT box, office FROM assignment').raw(),
      occupant: db.prepare('SELECT id FROM box WHERE office = ? AND counter = ?').pluck(),
      counter: db.prepare('SELECT 1 FROM counter WHERE office = ? AND id = ?').pluck(),
      newest: db.prepare('SELECT max(from_ms) FROM assignment WHERE box = ?').pluck(),
      place: db.prepare(
        `INSERT INTO box (id, office, counter) VALUES (?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET office = excluded.office, counter = excluded.counter`,
      ),
      lift: db.prepare('UPDATE box SET counter = NULL WHERE id = ?'),
      close: db.prepare('UPDATE assignment SET until_ms = ? WHERE box = ? AND until_ms IS NULL'),
      open: db.prepare('INSERT INTO assignment (box, office, counter, from_ms) VALUES (?, ?, ?, ?)'),
      history: db.prepare(
        `SELECT office, counter, from_ms AS fromMs, until_ms AS untilMs FROM assignment
         WHERE box = ? ORDER BY from_ms DESC LIMIT ${MOST_ASSIGNMENTS}`,
      ),
    };
  }

  /** Undefined for an unknown box, as everywhere here. */
  placeOf(box: string): Place | undefined {
    return this.all().get(box)?.place;
  }

  /** Every office the box ever belonged to, under any of which it may still speak (B5). */
  officesOf(box: string): ReadonlySet<string> | undefined {
    return this.all().get(box)?.offices;
  }

  stands(box: string, office: string, counter: string): boolean {
    const place = this.placeOf(box);
    return place?.office === office && place.counter === counter;
  }

  hasCounter(office: string, counter: string): boolean {
    return this.sql.counter.get(office, counter) !== undefined;
  }

  /** The box at a counter. */
  occupant(office: string, counter: string): string | undefined {
    return this.sql.occupant.get(office, counter) as string | undefined;
  }

  /** Newest first. */
  history(box: string): Assignment[] {
    return this.sql.history.all(box) as Assignment[];
  }

  /**
   * Puts a box, known or new, somewhere else: closes its assignment and opens the next at `nowMs`, or right after the
   * one before where a clock was set back. Runs inside a transaction; whether the counter is free is the caller's to see.
   */
  put(box: string, { office, counter }: Place, nowMs: number): void {
    const newest = this.sql.newest.get(box) as number | null;
    const fromMs = newest === null ? nowMs : Math.max(nowMs, newest + 1);
    this.sql.close.run(fromMs, box);
    this.sql.place.run(box, office, counter);
    this.sql.open.run(box, office, counter, fromMs);
    this.forget();
  }

  /** Frees the counter of a box that the same transaction is about to `put`, so that two boxes can change places. */
  lift(box: string): void {
    this.sql.lift.run(box);
    this.forget();
  }

  forget(): void {
    this.known = undefined;
  }

  private all(): ReadonlyMap<string, Known> {
    this.known ??= this.read();
    return this.known;
  }

  private read(): ReadonlyMap<string, Known> {
    const offices = new Map<string, Set<string>>();
    for (const [box, office] of this.sql.offices.all() as Array<[box: string, office: string]>) {
      const known = offices.get(box);
      if (known === undefined) offices.set(box, new Set([office]));
      else known.add(office);
    }
    const rows = this.sql.places.all() as Array<[id: string, office: string, counter: string | null]>;
    return new Map(
      rows.map(([id, office, counter]) => [
        id,
        { place: { office, counter }, offices: offices.get(id) ?? new Set([office]) },
      ]),
    );
  }
}

export const samePlace = (one: Place | undefined, other: Place): boolean =>
  one?.office === other.office && one.counter === other.counter;
