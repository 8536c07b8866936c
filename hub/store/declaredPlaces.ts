import type { Sqlite } from '#platform/sqlite.js';
import { type Place, type PlaceStore, samePlace } from './placeStore.js';

interface Row {
  id: string;
  office: string;
  counter: string | null;
  declared_office: string | null;
  declared_counter: string | null;
  enrolled: number;
}

/**
 * Reconciles where the site file says boxes are with moves made at the hub since. The file speaks once: only what it
 * says differently from last time is done, so an edit of the file moves a box and a move at the hub survives every
 * restart. Runs inside a transaction.
 */
export class DeclaredPlaces {
  private readonly sql;

  constructor(
    db: Sqlite,
    private readonly places: PlaceStore,
  ) {
    this.sql = {
      known: db.prepare(
        `SELECT b.id, b.office, b.counter, b.declared_office, b.declared_counter, k.box IS NOT NULL AS enrolled
         FROM box b LEFT JOIN box_key k ON k.box = b.id AND k.until_ms IS NULL`,
      ),
      remember: db.prepare('UPDATE box SET declared_office = ?, declared_counter = ? WHERE id = ?'),
    };
  }

  /** `declared` names the place of every box in the file. */
  apply(declared: ReadonlyMap<string, Place>, nowMs: number): void {
    const known = new Map((this.sql.known.all() as Row[]).map((row) => [row.id, row]));
    for (const row of known.values()) if (!declared.has(row.id)) this.dropped(row, nowMs);
    const said = new Map([...declared].filter(([box, place]) => !samePlace(lastSaid(known.get(box)), place)));
    const moves = new Map([...said].filter(([box, place]) => !samePlace(known.get(box), place)));
    for (const place of moves.values()) this.clear(place, moves, nowMs);
    for (const [box, place] of moves) this.places.put(box, place, nowMs);
    for (const [box, { office, counter }] of said) this.sql.remember.run(office, counter, box);
  }

  /** No longer in the file: it loses the counter the file gave it, unless it was enrolled or moved at the hub. */
  private dropped(row: Row, nowMs: number): void {
    const last = lastSaid(row);
    if (last === undefined) return;
    if (row.enrolled === 0 && samePlace(row, last))
      this.places.put(row.id, { office: last.office, counter: null }, nowMs);
    this.sql.remember.run(null, null, row.id);
  }

  /** A box that stands where another is to stand gives way: to its own new place, or to the store-room. */
  private clear({ office, counter }: Place, moves: ReadonlyMap<string, Place>, nowMs: number): void {
    const occupant = counter === null ? undefined : this.places.occupant(office, counter);
    if (occupant === undefined) return;
    if (moves.has(occupant)) this.places.lift(occupant);
    else this.places.put(occupant, { office, counter: null }, nowMs);
  }
}

const lastSaid = (row: Row | undefined): Place | undefined =>
  row === undefined || row.declared_office === null
    ? undefined
    : { office: row.declared_office, counter: row.declared_counter };
