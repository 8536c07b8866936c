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
      epoch: db.prepare('SELECT contiguous, highest FROM box_epoch WHERE box = ? AND epoch = ?'),
      beyond: db.prepare('SELECT seq FROM event WHERE box = ? AND epoch = ? AND seq > ?').pluck(),
      saveEpoch: db.prepare(
        `INSERT INTO box_epoch (box, epoch, contiguous, highest) VALUES (?, ?, ?, ?)
         ON CONFLICT (box, epoch) DO UPDATE SET contiguous = excluded.contiguous, highest = excluded.highest`,
      ),
      setAside: db.prepare(
        'INSERT INTO set_aside (office, box, reason, received_ms, payload) VALUES (?, ?, ?, ?, ?)',
      ),
      setAsideAt: db.prepare(
        'SELECT office, box, reason, received_ms AS receivedMs, payload FROM set_aside WHERE number = ?',
      ),
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

  epoch(box: string, epoch: string): { contiguous: number; highest: number; beyond: number[] } {
    const row = this.sql.epoch.get(box, epoch) as { contiguous: number; highest: number } | undefined;
    const contiguous = row?.contiguous ?? 0;
    return {
      contiguous,
      highest: row?.highest ?? 0,
      beyond: this.sql.beyond.all(box, epoch, contiguous) as number[],
    };
  }

  saveEpoch(box: string, epoch: string, contiguous: number, highest: number): void {
    this.sql.saveEpoch.run(box, epoch, contiguous, highest);
  }

  /** Keeps a message aside, up to a bound per box; the count goes on beyond it. */
  setAside(record: SetAsideRecord): void {
    const count = this.sql.countSetAside.get(record.box) as number | undefined;
    if (count !== undefined && count > MAX_SET_ASIDE_PER_BOX) return;
    this.sql.setAside.run(record.office, record.box, record.reason, record.receivedMs, record.payload);
  }

  /** One that a list has just named. */
  setAsideAt(number: number): SetAsideRecord {
    return this.sql.setAsideAt.get(number) as SetAsideRecord;
  }
}
