import type { Sqlite } from '#platform/sqlite.js';

/** A certificate the hub issued to a box. */
export interface BoxCertificateRecord {
  readonly serial: string;
  readonly box: string;
  /** base64url, the key it certifies. */
  readonly publicKey: string;
  /** PEM. */
  readonly certificate: string;
  readonly issuedMs: number;
  readonly untilMs: number;
}

/** Certificates of boxes, and which of them are revoked. */
export class CertificateStore {
  private readonly sql;

  constructor(db: Sqlite) {
    this.sql = {
      add: db.prepare(
        `INSERT INTO box_certificate (serial, box, public_key, certificate, issued_ms, until_ms)
         VALUES (?, ?, ?, ?, ?, ?)`,
      ),
      newest: db.prepare(
        `SELECT serial, box, public_key AS publicKey, certificate, issued_ms AS issuedMs, until_ms AS untilMs
         FROM box_certificate WHERE box = ? AND public_key = ? AND revoked_ms IS NULL ORDER BY until_ms DESC LIMIT 1`,
      ),
      revoke: db.prepare(
        'UPDATE box_certificate SET revoked_ms = ? WHERE box = ? AND revoked_ms IS NULL AND until_ms > ?',
      ),
      ended: db
        .prepare(
          'SELECT DISTINCT box FROM box_certificate WHERE revoked_ms IS NULL AND until_ms > ? AND until_ms <= ?',
        )
        .pluck(),
      isRevoked: db
        .prepare('SELECT 1 FROM box_certificate WHERE serial = ? AND revoked_ms IS NOT NULL')
        .pluck(),
      revoked: db.prepare(
        'SELECT serial, revoked_ms AS atMs FROM box_certificate WHERE revoked_ms IS NOT NULL AND until_ms > ? ORDER BY revoked_ms',
      ),
    };
  }

  add({ serial, box, publicKey, certificate, issuedMs, untilMs }: BoxCertificateRecord): void {
    this.sql.add.run(serial, box, publicKey, certificate, issuedMs, untilMs);
  }

  /** The one that lasts longest for this key of the box. */
  newest(box: string, publicKey: string): BoxCertificateRecord | undefined {
    return this.sql.newest.get(box, publicKey) as BoxCertificateRecord | undefined;
  }

  /** Revokes all that the box has. */
  revoke(box: string, nowMs: number): void {
    this.sql.revoke.run(nowMs, box, nowMs);
  }

  /** Boxes with a certificate, not revoked, that ended after `fromMs` and not after `toMs`. */
  ended(fromMs: number, toMs: number): string[] {
    return this.sql.ended.all(fromMs, toMs) as string[];
  }

  isRevoked(serial: string): boolean {
    return this.sql.isRevoked.get(serial) === 1;
  }

  /** Those revoked whose time has not come yet, the oldest first. */
  revoked(nowMs: number): Array<{ readonly serial: string; readonly atMs: number }> {
    return this.sql.revoked.all(nowMs) as Array<{ serial: string; atMs: number }>;
  }
}
