import { type BoxEvent, boxEvent, type EventBody } from '#contract/events.js';
import { CodedError, messageOf } from '#platform/errors.js';
import type { IdSource } from '#platform/identity.js';
import { openSqlite, openToRead, type Sqlite } from '#platform/sqlite.js';
import type { Outbox } from '../ports/outbox.js';
import { type Sealer, seal } from '../sealing.js';
import { outboxMigrations } from './migrations/outbox.js';

/** Settled events kept for a hub that lost them, e.g. restored from a backup (D4). */
const KEPT_SETTLED = 2_000;
/** Of an older backup, the report of an outbox that was replaced: nothing else tells what was lost with it (D4). */
const KEPT_FOR_EVER = '{"kind":"outbox-replaced",';

/** Read from both ends, because a damaged page may lie on the way. */
function newestReadable(db: Sqlite): number {
  let newest = 0;
  for (const order of ['DESC', 'ASC']) {
    try {
      for (const seq of db.prepare(`SELECT seq FROM event ORDER BY seq ${order}`).pluck().iterate()) {
        newest = Math.max(newest, Number(seq));
        if (order === 'DESC') return newest;
      }
    } catch {
      // The other end may be whole.
    }
  }
  return newest;
}

const EPOCH = /^[0-9a-f]{16}$/;

/** The outbox in SQLite: WAL with `synchronous=FULL`, one commit for each event (D1), sealed with it (D5). */
export class SqliteOutbox implements Outbox {
  readonly epoch: string;
  private newest: number;
  private newestText: string | undefined;
  private readonly db: Sqlite;
  private readonly sql;

  /**
   * Without a `sealer` nothing is to be appended to an outbox that was sealed before. Throws `CodedError` `store/…` when
   * the file cannot be used.
   */
  constructor(
    file: string,
    private readonly ids: IdSource,
    private readonly sealer?: Sealer,
  ) {
    this.db = openSqlite(file, outboxMigrations);
    this.epoch = this.readEpoch();
    this.sql = {
      insert: this.db.prepare('INSERT INTO event (seq, body) VALUES (?, ?)'),
      pending: this.db
        .prepare('SELECT body FROM event WHERE settled = 0 AND seq > ? ORDER BY seq LIMIT ?')
        .pluck(),
      range: this.db.prepare('SELECT body FROM event WHERE seq BETWEEN ? AND ? ORDER BY seq LIMIT ?').pluck(),
      recent: this.db.prepare('SELECT body FROM event ORDER BY seq DESC LIMIT ?').pluck(),
      settle: this.db.prepare('UPDATE event SET settled = 1 WHERE seq = ? AND settled = 0'),
      prune: this.db.prepare(
        `DELETE FROM event WHERE settled = 1 AND seq <= ? AND substr(body, 1, ${KEPT_FOR_EVER.length}) <> '${KEPT_FOR_EVER}'`,
      ),
      unsettled: this.db.prepare('SELECT count(*) FROM event WHERE settled = 0').pluck(),
    };
    const last = this.db.prepare('SELECT seq, body FROM event ORDER BY seq DESC LIMIT 1').get() as
      | { seq: number; body: string }
      | undefined;
    this.newest = last?.seq ?? 0;
    this.newestText = last?.body;
    if (sealer !== undefined) this.beginToSeal();
  }

  /** The last event of this outbox that has no seal because it was stored before there was a key. */
  unsealed(): { epoch: string; through: number } | undefined {
    const from = this.db.prepare('SELECT sealed_from FROM identity').pluck().get() as number | null;
    const through = from === null ? this.newest : from - 1;
    return through === 0 ? undefined : { epoch: this.epoch, through };
  }

  append(body: EventBody, at: string): BoxEvent {
    const seq = this.newest + 1;
    const bare = { ...body, id: this.ids.uuid(), epoch: this.epoch, seq, at } as BoxEvent;
    try {
      const { event, text } = this.seal(bare);
      this.sql.insert.run(seq, text);
      this.newest = seq;
      this.newestText = text;
      return event;
    } catch (error) {
      throw new CodedError(
        'outbox/cannot-store',
        `the outbox cannot store event ${seq}: ${messageOf(error)}`,
        { cause: error },
      );
    }
  }

  pending(after: number, limit: number): BoxEvent[] {
    return this.sql.pending.all(after, limit).map(parse);
  }

  range(from: number, to: number, limit: number): BoxEvent[] {
    return this.sql.range.all(from, to, limit).map(parse);
  }

  settle(seqs: readonly number[]): void {
    this.db.transaction(() => {
      for (const seq of seqs) this.sql.settle.run(seq);
      this.sql.prune.run(this.newest - KEPT_SETTLED);
    })();
  }

  lastSeq(): number {
    return this.newest;
  }

  unsettled(): number {
    return this.sql.unsettled.get() as number;
  }

  recent(limit: number): BoxEvent[] {
    return this.sql.recent.all(limit).map(parse);
  }

  close(): void {
    this.db.close();
  }

  /** Reads every page. Throws `CodedError` `store/corrupt` naming the first damage. About 1 ms a megabyte. */
  checkIntegrity(): void {
    let found: unknown;
    try {
      found = this.db.pragma('quick_check(1)', { simple: true });
    } catch (error) {
      found = messageOf(error);
    }
    if (found !== 'ok') throw new CodedError('store/corrupt', `the outbox is damaged: ${found}`);
  }

  /** What can still be read of a damaged outbox. Throws what SQLite throws when not even its epoch can. */
  static traces(file: string): { epoch: string; lastSeq: number } | undefined {
    const db = openToRead(file);
    try {
      const epoch = db.prepare('SELECT epoch FROM identity').pluck().get();
      return typeof epoch === 'string' && EPOCH.test(epoch)
        ? { epoch, lastSeq: newestReadable(db) }
        : undefined;
    } finally {
      db.close();
    }
  }

  private seal(event: BoxEvent): { event: BoxEvent; text: string } {
    return this.sealer === undefined
      ? { event, text: boxEvent.encode(event) }
      : seal(event, this.newestText, this.sealer);
  }

  private beginToSeal(): void {
    this.db.prepare('UPDATE identity SET sealed_from = ? WHERE sealed_from IS NULL').run(this.newest + 1);
  }

  private readEpoch(): string {
    const known = this.db.prepare('SELECT epoch FROM identity').pluck().get() as string | undefined;
    if (known !== undefined) return known;
    const epoch = this.ids.epoch();
    this.db.prepare('INSERT INTO identity (epoch) VALUES (?)').run(epoch);
    return epoch;
  }
}

/** What was encoded by `append` and checked then. */
const parse = (body: unknown): BoxEvent => JSON.parse(body as string) as BoxEvent;
