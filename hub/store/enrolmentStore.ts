import type { Sqlite } from '#platform/sqlite.js';
import type { Place } from './placeStore.js';

/** An offer that nobody has used yet. The code itself is not kept. */
export interface OfferRecord extends Place {
  readonly box: string;
  readonly codeHash: Buffer;
  readonly expiresMs: number;
}

/** Offers of enrolment, one per box at most, and the public keys that boxes enrolled with (B5). */
export class EnrolmentStore {
  private readonly sql;

  constructor(db: Sqlite) {
    this.sql = {
      offer: db.prepare(
        `INSERT INTO enrolment (box, code_hash, office, counter, expires_ms) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (box) DO UPDATE SET code_hash = excluded.code_hash, office = excluded.office,
           counter = excluded.counter, expires_ms = excluded.expires_ms`,
      ),
      open: db.prepare(
        'SELECT box, code_hash AS codeHash, office, counter, expires_ms AS expiresMs FROM enrolment WHERE expires_ms > ?',
      ),
      use: db.prepare('DELETE FROM enrolment WHERE box = ? AND code_hash = ? AND expires_ms > ?'),
      expire: db.prepare('DELETE FROM enrolment WHERE expires_ms <= ?'),
      newestKey: db.prepare('SELECT max(from_ms) FROM box_key WHERE box = ?').pluck(),
      closeKey: db.prepare('UPDATE box_key SET until_ms = ? WHERE box = ? AND until_ms IS NULL'),
      addKey: db.prepare('INSERT INTO box_key (box, public_key, from_ms) VALUES (?, ?, ?)'),
      key: db.prepare(
        'SELECT public_key AS publicKey, from_ms AS fromMs FROM box_key WHERE box = ? AND until_ms IS NULL',
      ),
      void: db.prepare('DELETE FROM enrolment WHERE box = ?'),
      revoked: db
        .prepare(
          'SELECT max(until_ms) FROM box_key WHERE box = ? GROUP BY box HAVING count(*) = count(until_ms)',
        )
        .pluck(),
      enrolled: db.prepare('SELECT box FROM box_key WHERE until_ms IS NULL').pluck(),
      allRevoked: db
        .prepare('SELECT box FROM box_key GROUP BY box HAVING count(*) = count(until_ms)')
        .pluck(),
    };
  }

  /** A new offer for a box replaces the one before; offers past their time are cleared away. */
  offer({ box, codeHash, office, counter, expiresMs }: OfferRecord, nowMs: number): void {
    this.sql.expire.run(nowMs);
    this.sql.offer.run(box, codeHash, office, counter, expiresMs);
  }

  openOffers(nowMs: number): OfferRecord[] {
    return this.sql.open.all(nowMs) as OfferRecord[];
  }

  /** Takes the offer out of the world; true for the one who did. */
  use({ box, codeHash }: OfferRecord, nowMs: number): boolean {
    return this.sql.use.run(box, codeHash, nowMs).changes === 1;
  }

  /** Makes this the key of the box. Keys before it are kept, because they prove what they signed. */
  setKey(box: string, publicKey: string, nowMs: number): void {
    const newest = this.sql.newestKey.get(box) as number | null;
    const fromMs = newest === null ? nowMs : Math.max(nowMs, newest + 1);
    this.sql.closeKey.run(fromMs, box);
    this.sql.addKey.run(box, publicKey, fromMs);
  }

  /** The key of the box and since when, or undefined when it was never enrolled. */
  keyOf(box: string): { readonly publicKey: string; readonly fromMs: number } | undefined {
    return this.sql.key.get(box) as { publicKey: string; fromMs: number } | undefined;
  }

  /** Takes the key of the box and any open offer away; it keeps what it proved. */
  revoke(box: string, nowMs: number): void {
    const current = this.keyOf(box);
    if (current !== undefined) this.sql.closeKey.run(Math.max(nowMs, current.fromMs + 1), box);
    this.sql.void.run(box);
  }

  /** Since when a box that was enrolled is so no longer; undefined for all others. */
  revokedMs(box: string): number | undefined {
    return this.sql.revoked.get(box) as number | undefined;
  }

  /** Every box that has a key. */
  enrolled(): string[] {
    return this.sql.enrolled.all() as string[];
  }

  /** Every box that had one. */
  revoked(): string[] {
    return this.sql.allRevoked.all() as string[];
  }
}
