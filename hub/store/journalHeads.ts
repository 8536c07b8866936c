import type { JournalHead } from '#contract/care.js';
import type { Sqlite } from '#platform/sqlite.js';
import { linkAfter } from '../integrity/eventChain.js';
import type { ChainEnd } from './journalStore.js';

/** How far the chain of a box had come, and the hash of its last event. */
export interface ChainHead {
  readonly box: string;
  readonly epoch: string;
  readonly seq: number;
  readonly hash: string;
}

const DEFAULT_LIMIT = 100;

/** What each Taipei day ended with: the journal's head, and those of the boxes' chains that grew on it (D5). */
export class JournalHeads {
  private readonly sql;

  constructor(db: Sqlite) {
    this.sql = {
      has: db.prepare('SELECT 1 FROM journal_head WHERE day = ?').pluck(),
      store: db.prepare('INSERT INTO journal_head (day, number, hash) VALUES (?, ?, ?)'),
      newest: db.prepare('SELECT day, number, hash FROM journal_head ORDER BY number DESC LIMIT 1'),
      page: db.prepare('SELECT day, number, hash FROM journal_head WHERE day < ? ORDER BY day DESC LIMIT ?'),
      grown: db.prepare(
        `SELECT n.box, n.epoch, n.contiguous AS seq, e.body, e.received_ms AS receivedMs FROM box_epoch n
         JOIN event e ON e.box = n.box AND e.epoch = n.epoch AND e.seq = n.contiguous
         WHERE n.contiguous > n.headed ORDER BY n.box, n.epoch`,
      ),
      storeChain: db.prepare('INSERT INTO chain_head (day, box, epoch, seq, hash) VALUES (?, ?, ?, ?, ?)'),
      headed: db.prepare('UPDATE box_epoch SET headed = ? WHERE box = ? AND epoch = ?'),
      documents: db.prepare('SELECT count(*) FROM issuance').pluck(),
      written: db.prepare('SELECT 1 FROM journal WHERE number > ? AND at_ms < ? LIMIT 1').pluck(),
    };
  }

  has(day: string): boolean {
    return this.sql.has.get(day) !== undefined;
  }

  /** The one that covers the most. */
  newest(): JournalHead | undefined {
    return this.sql.newest.get() as JournalHead | undefined;
  }

  /** Newest first; `after` is the `next` of the page before. */
  page({ limit = DEFAULT_LIMIT, after }: { limit?: number; after?: string }): {
    items: JournalHead[];
    next?: string;
  } {
    const rows = this.sql.page.all(after ?? '~', limit + 1) as JournalHead[];
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return { items, ...(rows.length > limit && last !== undefined ? { next: last.day } : {}) };
  }

  /** Whether something of before this moment is covered by no head yet. */
  isUncovered(beforeMs: number): boolean {
    if (this.sql.written.get(this.newest()?.number ?? 0, beforeMs) !== undefined) return true;
    return this.grownRows().some(({ receivedMs }) => receivedMs < beforeMs);
  }

  /** The chains that grew since the last head, in the order of box and epoch. */
  grown(): ChainHead[] {
    return this.grownRows().map(({ box, epoch, seq, body }) => ({ box, epoch, seq, hash: linkAfter(body) }));
  }

  /** Documents ever taken in. */
  documents(): number {
    return this.sql.documents.get() as number;
  }

  /** Inside the transaction that wrote the entry. */
  store(day: string, { number, hash }: ChainEnd, chains: readonly ChainHead[]): void {
    this.sql.store.run(day, number, hash);
    for (const chain of chains) {
      this.sql.storeChain.run(day, chain.box, chain.epoch, chain.seq, chain.hash);
      this.sql.headed.run(chain.seq, chain.box, chain.epoch);
    }
  }

  private grownRows() {
    return this.sql.grown.all() as Array<Omit<ChainHead, 'hash'> & { body: string; receivedMs: number }>;
  }
}
