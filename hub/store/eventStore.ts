import type { Sqlite } from '#platform/sqlite.js';

export interface StoredEvent {
  readonly box: string;
  readonly epoch: string;
  readonly seq: number;
  readonly id: string;
  readonly receivedMs: number;
  /** The event as the box sent it. */
  readonly body: string;
}

export interface StoredEpoch {
  readonly contiguous: number;
  readonly highest: number;
  /** The box no longer has this outbox; what is missing of it is lost. */
  readonly replaced: boolean;
  /** Stored numbers beyond the contiguous one. */
  readonly beyond: readonly number[];
}

export interface SetAsideRecord {
  readonly office: string;
  readonly box: string;
  readonly reason: string;
  readonly receivedMs: number;
  readonly payload: string;
}

/** A box may have this many messages kept aside; further ones are counted only, so that a broken box cannot fill the disk. */
const MAX_SET_ASIDE_PER_BOX = 10_000;

/** Every event once (D3), the numbering of every box (D4), and what was kept aside (D7). */
export class EventStore {
  private readonly sql;

  constructor(db: Sqlite) {
    this.sql = {
      insert: db.prepare(
        'INSERT OR IGNORE INTO event (box, epoch, seq, id, received_ms, body) VALUES (?, ?, ?, ?, ?, ?)',
      ),
      idAt: db.prepare('SELECT id FROM event WHERE box = ? AND epoch = ? AND seq = ?').pluck(),
      epoch: db.prepare('SELECT contiguous, highest, replaced FROM box_epoch WHERE box = ? AND epoch = ?'),
      contiguous: db.prepare('SELECT contiguous FROM box_epoch WHERE box = ? AND epoch = ?').pluck(),
      epochs: db.prepare('SELECT epoch FROM box_epoch WHERE box = ?').pluck(),
      currentEpoch: db.prepare('SELECT epoch FROM box WHERE id = ?').pluck(),
      saveCurrent: db.prepare('UPDATE box SET epoch = ? WHERE id = ?'),
      beyond: db.prepare('SELECT seq FROM event WHERE box = ? AND epoch = ? AND seq > ?').pluck(),
      saveEpoch: db.prepare(
        `INSERT INTO box_epoch (box, epoch, contiguous, highest, replaced) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (box, epoch) DO UPDATE SET contiguous = excluded.contiguous, highest = excluded.highest,
           replaced = excluded.replaced`,
      ),
      setAside: db.prepare(
        'INSERT INTO set_aside (office, box, reason, received_ms, payload) VALUES (?, ?, ?, ?, ?)',
      ),
      setAsideAt: db.prepare(
        'SELECT office, box, reason, received_ms AS receivedMs, payload FROM set_aside WHERE number = ?',
      ),
      setAsideOf: db.prepare(
        `SELECT number, office, box, reason, received_ms AS receivedMs, payload FROM set_aside
           WHERE box = ? AND reason = 'unknown-window' AND payload ->> '$.window' = ? ORDER BY number`,
      ),
      forgetSetAside: db.prepare('DELETE FROM set_aside WHERE number = ?'),
      discountSetAside: db.prepare('UPDATE box SET set_aside = set_aside - 1 WHERE id = ?'),
      countSetAside: db
        .prepare('UPDATE box SET set_aside = set_aside + 1 WHERE id = ? RETURNING set_aside')
        .pluck(),
    };
  }

  /** Stores the event unless it is known. `reused` means the number carries another event already. */
  insert(event: StoredEvent): 'stored' | 'duplicate' | 'reused' {
    const { changes } = this.sql.insert.run(
      event.box,
      event.epoch,
      event.seq,
      event.id,
      event.receivedMs,
      event.body,
    );
    if (changes === 1) return 'stored';
    return this.sql.idAt.get(event.box, event.epoch, event.seq) === event.id ? 'duplicate' : 'reused';
  }

  epoch(box: string, epoch: string): StoredEpoch {
    const row = this.sql.epoch.get(box, epoch) as
      | { contiguous: number; highest: number; replaced: number }
      | undefined;
    const contiguous = row?.contiguous ?? 0;
    return {
      contiguous,
      highest: row?.highest ?? 0,
      replaced: row?.replaced === 1,
      beyond: this.sql.beyond.all(box, epoch, contiguous) as number[],
    };
  }

  contiguousOf(box: string, epoch: string): number {
    return (this.sql.contiguous.get(box, epoch) as number | undefined) ?? 0;
  }

  /** Every epoch ever heard of from a box. */
  epochsOf(box: string): string[] {
    return this.sql.epochs.all(box) as string[];
  }

  /** The epoch of the outbox the box writes now, as far as was heard. */
  currentEpoch(box: string): string | undefined {
    return (this.sql.currentEpoch.get(box) as string | null | undefined) ?? undefined;
  }

  saveCurrentEpoch(box: string, epoch: string): void {
    this.sql.saveCurrent.run(epoch, box);
  }

  saveEpoch(
    box: string,
    epoch: string,
    { contiguous, highest, replaced }: Omit<StoredEpoch, 'beyond'>,
  ): void {
    this.sql.saveEpoch.run(box, epoch, contiguous, highest, Number(replaced));
  }

  /** Keeps a message aside, up to a bound per box; the count goes on beyond it. */
  setAside(record: SetAsideRecord): void {
    const count = this.sql.countSetAside.get(record.box) as number | undefined;
    if (count !== undefined && count > MAX_SET_ASIDE_PER_BOX) return;
    this.sql.setAside.run(record.office, record.box, record.reason, record.receivedMs, record.payload);
  }

  /**
   * What a box reported of a window while it was unknown, in the order of arrival. It is kept aside no longer: whoever takes
   * it counts it now or keeps it aside again.
   */
  takeSetAside(box: string, window: string): SetAsideRecord[] {
    const found = this.sql.setAsideOf.all(box, window) as Array<SetAsideRecord & { number: number }>;
    return found.map(({ number, ...record }) => {
      this.sql.forgetSetAside.run(number);
      this.sql.discountSetAside.run(box);
      return record;
    });
  }

  /** One that a list has just named. */
  setAsideAt(number: number): SetAsideRecord {
    return this.sql.setAsideAt.get(number) as SetAsideRecord;
  }
}
