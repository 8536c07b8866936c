import type { Sqlite } from '#platform/sqlite.js';
import type { ChainedDeed } from '../integrity/journalChain.js';
import type { WindowRecord } from '../windows/windowRecord.js';
import type { ChainHead } from './journalHeads.js';
import { RowMap } from './rows.js';

/** An event as it is stored. */
export interface AuditedEvent {
  readonly box: string;
  readonly epoch: string;
  readonly seq: number;
  readonly id: string;
  readonly receivedMs: number;
  readonly body: string;
}

/** What the numbering of a box's outbox is, and what there is of it. */
export interface AuditedChain {
  readonly box: string;
  readonly epoch: string;
  /** Up to which number all were acknowledged; undefined when nothing says so. */
  readonly contiguous: number | undefined;
  /** Of what is stored; 0 and 0 for nothing. */
  readonly first: number;
  readonly last: number;
}

export interface AuditedKey {
  readonly publicKey: string;
  readonly fromMs: number;
  readonly seals: boolean;
}

export interface AuditedEntry extends ChainedDeed {
  readonly prev: string;
  readonly hash: string;
}

export type AuditedWindow = Pick<
  WindowRecord,
  | 'id'
  | 'box'
  | 'issuedMs'
  | 'lengthMs'
  | 'openedMs'
  | 'closesMs'
  | 'endedMs'
  | 'outcome'
  | 'reason'
  | 'provisional'
  | 'level'
  | 'afterMs'
  | 'extraPresses'
  | 'extended'
  | 'flagged'
  | 'excluded'
  | 'source'
>;

const windowRow = new RowMap<AuditedWindow>(
  [
    'id',
    'box',
    'issuedMs',
    'lengthMs',
    'openedMs',
    'closesMs',
    'endedMs',
    'outcome',
    'reason',
    'provisional',
    'level',
    'afterMs',
    'extraPresses',
    'extended',
    'flagged',
    'excluded',
    'source',
  ],
  new Set(['provisional', 'extended', 'flagged', 'excluded']),
);

/** Whether a column of a window is not what the document it was offered for says. */
const DIFFERS = ['office', 'counter', 'clerk', 'kind', 'service', 'visit', 'issued_ms']
  .map((column) => `w.${column} IS NOT i.${column}`)
  .join(' OR ');

/** Reads all that `verify` compares; on a connection that can only read, best within one transaction (D5). */
export class AuditStore {
  constructor(private readonly db: Sqlite) {}

  chains(): AuditedChain[] {
    const rows = this.db
      .prepare(
        `SELECT box, epoch, n.contiguous AS contiguous, coalesce(e.first, 0) AS first, coalesce(e.last, 0) AS last
         FROM (SELECT box, epoch, min(seq) AS first, max(seq) AS last FROM event GROUP BY box, epoch) e
         FULL JOIN box_epoch n USING (box, epoch) ORDER BY box, epoch`,
      )
      .all() as Array<Omit<AuditedChain, 'contiguous'> & { contiguous: number | null }>;
    return rows.map(({ contiguous, ...row }) => ({ ...row, contiguous: contiguous ?? undefined }));
  }

  /** Both ends included. */
  segment(box: string, epoch: string, from: number, to: number): IterableIterator<AuditedEvent> {
    return this.db
      .prepare(
        `SELECT box, epoch, seq, id, received_ms AS receivedMs, body FROM event
         WHERE box = ? AND epoch = ? AND seq BETWEEN ? AND ? ORDER BY seq`,
      )
      .iterate(box, epoch, from, to) as IterableIterator<AuditedEvent>;
  }

  events(): IterableIterator<AuditedEvent> {
    return this.db
      .prepare(
        'SELECT box, epoch, seq, id, received_ms AS receivedMs, body FROM event ORDER BY box, epoch, seq',
      )
      .iterate() as IterableIterator<AuditedEvent>;
  }

  keys(): Map<string, AuditedKey[]> {
    const keys = new Map<string, AuditedKey[]>();
    const rows = this.db
      .prepare(
        'SELECT box, public_key AS publicKey, from_ms AS fromMs, seals FROM box_key ORDER BY from_ms DESC',
      )
      .all() as Array<Omit<AuditedKey, 'seals'> & { box: string; seals: number }>;
    for (const { box, seals, ...key } of rows)
      keys.set(box, [...(keys.get(box) ?? []), { ...key, seals: seals === 1 }]);
    return keys;
  }

  /** The last event of each box that may have no seal although the box has a key. */
  unsealedTails(): Map<string, { readonly epoch: string; readonly through: number }> {
    const rows = this.db.prepare('SELECT box, epoch, through FROM unsealed_tail').all() as Array<{
      box: string;
      epoch: string;
      through: number;
    }>;
    return new Map(rows.map(({ box, ...tail }) => [box, tail]));
  }

  /** Texts kept aside with their reasons, and the boxes of which not all were kept. */
  setAside(): IterableIterator<{ readonly reason: string; readonly payload: string }> {
    return this.db.prepare('SELECT reason, payload FROM set_aside').iterate() as IterableIterator<{
      reason: string;
      payload: string;
    }>;
  }

  /** Boxes of which more was kept aside than is stored. */
  overfullBoxes(): Set<string> {
    const rows = this.db
      .prepare(
        `SELECT b.id FROM box b WHERE b.set_aside > (SELECT count(*) FROM set_aside s WHERE s.box = b.id)
         AND b.set_aside > 10000`,
      )
      .pluck()
      .all() as string[];
    return new Set(rows);
  }

  windows(): Iterable<AuditedWindow> {
    const query = windowRow.query(
      this.db,
      `SELECT ${windowRow.columns} FROM rating_window WHERE id > ? ORDER BY id LIMIT 5000`,
    );
    return paged(
      (after) => windowRow.all(query, after),
      ({ id }) => id,
      '',
    );
  }

  /** Windows with a voided document, and when the last of them was voided. */
  voided(): Map<string, number> {
    const rows = this.db
      .prepare(
        'SELECT window, max(voided_ms) AS atMs FROM issuance WHERE voided_ms IS NOT NULL GROUP BY window',
      )
      .all() as Array<{ window: string; atMs: number }>;
    return new Map(rows.map(({ window, atMs }) => [window, atMs]));
  }

  /** Windows that are not those of their documents, in the order of their ids. */
  strayWindows(): string[] {
    return this.db
      .prepare(
        `SELECT w.id FROM rating_window w LEFT JOIN issuance i ON i.offered = w.id
         WHERE i.id IS NULL OR ${DIFFERS} ORDER BY w.id`,
      )
      .pluck()
      .all() as string[];
  }

  /** Documents whose window is gone. */
  strayDocuments(): string[] {
    return this.db
      .prepare(
        'SELECT i.id FROM issuance i LEFT JOIN rating_window w ON w.id = i.window WHERE w.id IS NULL ORDER BY i.id',
      )
      .pluck()
      .all() as string[];
  }

  documents(): number {
    return this.db.prepare('SELECT count(*) FROM issuance').pluck().get() as number;
  }

  exclusions(): Array<{ window: string; atMs: number; by: string; reason: string; remark: string | null }> {
    return this.db
      .prepare('SELECT window, at_ms AS atMs, by, reason, remark FROM exclusion ORDER BY window')
      .all() as Array<{ window: string; atMs: number; by: string; reason: string; remark: string | null }>;
  }

  /** Rows each import says it brought. */
  imports(): Map<string, number> {
    const rows = this.db.prepare("SELECT id, rows FROM import WHERE kind = 'ratings'").all() as Array<{
      id: string;
      rows: number;
    }>;
    return new Map(rows.map(({ id, rows: count }) => [id, count]));
  }

  /** Alarms of ratings that do not fit their windows. */
  strayAlarms(): string[] {
    return this.db
      .prepare(
        `SELECT a.id FROM alarm a LEFT JOIN rating_window w ON w.id = a.window
         WHERE a.source = 'rating' AND (w.id IS NULL OR w.outcome IS NOT 'rated' OR w.level IS NOT a.level) ORDER BY a.id`,
      )
      .pluck()
      .all() as string[];
  }

  journal(): Iterable<AuditedEntry> {
    const query = this.db.prepare(
      `SELECT number, at_ms AS atMs, by, action, office, subject, detail, prev, hash FROM journal
       WHERE number > ? ORDER BY number LIMIT 5000`,
    );
    return paged(
      (after) => query.all(after) as AuditedEntry[],
      ({ number }) => number,
      Number.MIN_SAFE_INTEGER,
    );
  }

  journalHeads(): Array<{ day: string; number: number; hash: string }> {
    return this.db.prepare('SELECT day, number, hash FROM journal_head ORDER BY number').all() as Array<{
      day: string;
      number: number;
      hash: string;
    }>;
  }

  chainHeads(day?: string): Array<ChainHead & { day: string }> {
    const where = day === undefined ? '' : 'WHERE day = ?';
    return this.db
      .prepare(`SELECT day, box, epoch, seq, hash FROM chain_head ${where} ORDER BY day, box, epoch`)
      .all(...(day === undefined ? [] : [day])) as Array<ChainHead & { day: string }>;
  }

  /** Runs a task that sees the database as it was at its beginning. */
  atOnce<T>(task: () => T): T {
    return this.db.transaction(task)();
  }
}

/** Row after row, a page at a time, so that other queries may run in between. */
function* paged<R, K>(page: (after: K) => readonly R[], keyOf: (row: R) => K, first: K): Generator<R> {
  for (let after = first; ; ) {
    const rows = page(after);
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined) return;
    after = keyOf(last);
  }
}
