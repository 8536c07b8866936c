import type { Sqlite } from '#platform/sqlite.js';

/** What is expected of the seals of a box. */
export interface SealDuty {
  /** Every key it ever had, newest first; empty while none is known. */
  readonly keys: readonly string[];
  /** Whether an event without a seal is refused, apart from those up to `unsealedThrough`. */
  readonly required: boolean;
  /** The last event of this epoch that may have no seal; 0 for none. */
  readonly unsealedThrough: number;
}

export interface Neighbours {
  readonly before: string | undefined;
  /** What is stored under the number itself. */
  readonly same: string | undefined;
  readonly after: string | undefined;
}

/** Keys beyond these are so old that nobody can be waiting to send what they signed. */
const MOST_KEYS = 16;

/** What proves the events of boxes, and what failed to (D5). Writing methods run inside a GroupWriter job. */
export class SealStore {
  private readonly sql;

  constructor(db: Sqlite) {
    this.sql = {
      keys: db.prepare(
        `SELECT public_key AS publicKey, until_ms AS untilMs, seals FROM box_key WHERE box = ? ORDER BY from_ms DESC
         LIMIT ${MOST_KEYS}`,
      ),
      tail: db.prepare('SELECT epoch, through FROM unsealed_tail WHERE box = ?'),
      addTail: db.prepare('INSERT OR IGNORE INTO unsealed_tail (box, epoch, through) VALUES (?, ?, ?)'),
      seals: db.prepare('UPDATE box_key SET seals = 1 WHERE box = ? AND until_ms IS NULL'),
      around: db.prepare(
        'SELECT seq, body FROM event WHERE box = ? AND epoch = ? AND seq BETWEEN ? AND ? ORDER BY seq',
      ),
      fault: db.prepare(
        `INSERT INTO seal_fault (box, reason, count, first_ms, last_ms) VALUES (?, ?, 1, ?, ?)
         ON CONFLICT (box, reason) DO UPDATE SET count = count + 1, last_ms = excluded.last_ms`,
      ),
    };
  }

  dutyOf(box: string, epoch: string): SealDuty {
    const rows = this.keysOf(box);
    if (rows.length === 0) return { keys: [], required: false, unsealedThrough: 0 };
    const tail = this.sql.tail.get(box) as { epoch: string; through: number } | undefined;
    return {
      keys: rows.map(({ publicKey }) => publicKey),
      required: rows.some(({ seals }) => seals === 1),
      unsealedThrough: tail?.epoch === epoch ? tail.through : 0,
    };
  }

  /** The key in force; `seals` tells whether the box is known to seal with it. */
  currentKey(box: string): { readonly publicKey: string; readonly seals: boolean } | undefined {
    const current = this.keysOf(box).find(({ untilMs }) => untilMs === null);
    return current === undefined ? undefined : { publicKey: current.publicKey, seals: current.seals === 1 };
  }

  /** From now on the box is held to its seals; what it says of older events is taken the first time only. */
  beginsToSeal(
    box: string,
    unsealed: { readonly epoch: string; readonly through: number } | undefined,
  ): void {
    this.sql.seals.run(box);
    this.sql.addTail.run(box, unsealed?.epoch ?? '', unsealed?.through ?? 0);
  }

  /** Whether what the box says of older events would still be taken. */
  hasTail(box: string): boolean {
    return this.sql.tail.get(box) !== undefined;
  }

  neighbours(box: string, epoch: string, seq: number): Neighbours {
    const rows = this.sql.around.all(box, epoch, seq - 1, seq + 1) as Array<{ seq: number; body: string }>;
    const at = (number: number) => rows.find((row) => row.seq === number)?.body;
    return { before: at(seq - 1), same: at(seq), after: at(seq + 1) };
  }

  noteFault(box: string, reason: string, nowMs: number): void {
    this.sql.fault.run(box, reason, nowMs, nowMs);
  }

  private keysOf(box: string): Array<{ publicKey: string; untilMs: number | null; seals: number }> {
    return this.sql.keys.all(box) as Array<{ publicKey: string; untilMs: number | null; seals: number }>;
  }
}
