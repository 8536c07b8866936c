import { type BoxEvent, boxEvent, type EventBody } from '#contract/events.js';
import { CodedError, messageOf } from '#platform/errors.js';
import type { IdSource } from '#platform/identity.js';
import { openSqlite, type Sqlite } from '#platform/sqlite.js';
import type { Outbox, Renumbering } from '../ports/outbox.js';
import { type Sealer, seal } from '../sealing.js';
import { isWantOfRoom } from './diskSpace.js';
import { outboxMigrations } from './migrations/outbox.js';

/** Settled events kept for a hub that lost them, e.g. restored from a backup (D4). */
const KEPT_SETTLED = 2_000;
/** Of numberings before this one, only for the box's own memory of its windows (W13). */
const KEPT_FORMER = 1_000;
/** Of an older backup, the report of an outbox that was replaced: nothing else tells what was lost with it (D4). */
const KEPT_FOR_EVER = '{"kind":"outbox-replaced",';
const IS_KEPT = `substr(body, 1, ${KEPT_FOR_EVER.length}) = '${KEPT_FOR_EVER}'`;

interface Identity {
  readonly epoch: string;
  readonly renumberedMs: number | null;
}

/** The newest event, to which the next one is chained. */
interface Tip {
  readonly seq: number;
  readonly text: string | undefined;
}

type Replaced = Extract<BoxEvent, { kind: 'outbox-replaced' }>;

/** The outbox in SQLite: WAL with `synchronous=FULL`, one commit for each event (D1), sealed with it (D5). */
export class SqliteOutbox implements Outbox {
  private identity: Identity;
  private tip: Tip;
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
    try {
      this.sql = statementsOf(this.db);
      this.identity = this.readIdentity();
      this.tip = (this.sql.tip.get() as Tip | undefined) ?? { seq: 0, text: undefined };
      if (sealer !== undefined) this.beginToSeal();
    } catch (error) {
      this.db.close();
      throw error;
    }
  }

  get epoch(): string {
    return this.identity.epoch;
  }

  get renumberedMs(): number | undefined {
    return this.identity.renumberedMs ?? undefined;
  }

  /** The last event of this outbox that has no seal because it was stored before there was a key. */
  unsealed(): { epoch: string; through: number } | undefined {
    const from = this.db.prepare('SELECT sealed_from FROM identity').pluck().get() as number | null;
    const through = from === null ? this.tip.seq : from - 1;
    return through === 0 ? undefined : { epoch: this.epoch, through };
  }

  append(body: EventBody, at: string): BoxEvent {
    const seq = this.tip.seq + 1;
    try {
      const { event, text } = this.write({ ...body, at }, this.epoch, this.tip);
      this.tip = { seq, text };
      return event;
    } catch (error) {
      throw cannotStore(`event ${seq}`, error);
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
      this.sql.prune.run(this.tip.seq - KEPT_SETTLED);
    })();
  }

  refuse(seqs: readonly number[]): void {
    this.db.transaction(() => {
      for (const seq of seqs) this.sql.refuse.run(seq);
    })();
  }

  refused(): number {
    return this.sql.refused.get() as number;
  }

  renumber({ report, at, nowMs }: Renumbering): void {
    const epoch = this.ids.epoch();
    try {
      this.tip = this.db.transaction(() => {
        const events: Array<EventBody & { at: string }> = [
          ...this.reports().map(bare),
          { ...report, at },
          ...(this.sql.carried.all() as string[]).map(parse).map(bare),
        ];
        for (const statement of this.sql.retire) statement.run();
        this.sql.renumber.run(epoch, nowMs);
        let tip: Tip = { seq: 0, text: undefined };
        for (const event of events) tip = { seq: tip.seq + 1, text: this.write(event, epoch, tip).text };
        return tip;
      })();
      this.identity = { epoch, renumberedMs: nowMs };
    } catch (error) {
      throw cannotStore('its events under new numbers', error);
    }
  }

  lastSeq(): number {
    return this.tip.seq;
  }

  unsettled(): number {
    return (this.sql.unsettled.get() as number) + this.refused();
  }

  recent(limit: number): BoxEvent[] {
    const present = this.sql.recent.all(limit);
    return [...present, ...this.sql.former.all(limit - present.length)].map(parse);
  }

  /** What it told of outboxes before it, oldest first. */
  reports(): Replaced[] {
    return this.sql.reports.all().map((body) => parse(body) as Replaced);
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
      if (isWantOfRoom(error)) throw error;
      found = messageOf(error);
    }
    if (found !== 'ok') throw new CodedError('store/corrupt', `the outbox is damaged: ${found}`);
  }

  /** Stores what comes after `tip`. */
  private write(
    body: EventBody & { readonly at: string },
    epoch: string,
    tip: Tip,
  ): { event: BoxEvent; text: string } {
    const { at, ...content } = body;
    const plain = { ...content, id: this.ids.uuid(), epoch, seq: tip.seq + 1, at } as BoxEvent;
    const sealed =
      this.sealer === undefined
        ? { event: plain, text: boxEvent.encode(plain) }
        : seal(plain, tip.text, this.sealer);
    this.sql.insert.run(plain.seq, sealed.text);
    return sealed;
  }

  private beginToSeal(): void {
    this.db.prepare('UPDATE identity SET sealed_from = ? WHERE sealed_from IS NULL').run(this.tip.seq + 1);
  }

  private readIdentity(): Identity {
    const known = this.sql.identity.get() as Identity | undefined;
    if (known !== undefined) return known;
    const epoch = this.ids.epoch();
    this.db.prepare('INSERT INTO identity (epoch) VALUES (?)').run(epoch);
    return { epoch, renumberedMs: null };
  }
}

/** `settled` is 0 while pending, 1 once stored at the hub, 2 when refused. */
function statementsOf(db: Sqlite) {
  return {
    identity: db.prepare('SELECT epoch, renumbered_ms AS renumberedMs FROM identity'),
    tip: db.prepare('SELECT seq, body AS text FROM event ORDER BY seq DESC LIMIT 1'),
    insert: db.prepare('INSERT INTO event (seq, body) VALUES (?, ?)'),
    pending: db.prepare('SELECT body FROM event WHERE settled = 0 AND seq > ? ORDER BY seq LIMIT ?').pluck(),
    range: db.prepare('SELECT body FROM event WHERE seq BETWEEN ? AND ? ORDER BY seq LIMIT ?').pluck(),
    recent: db.prepare('SELECT body FROM event ORDER BY seq DESC LIMIT ?').pluck(),
    former: db.prepare('SELECT body FROM former ORDER BY number DESC LIMIT ?').pluck(),
    reports: db.prepare(`SELECT body FROM event WHERE ${IS_KEPT} ORDER BY seq`).pluck(),
    settle: db.prepare('UPDATE event SET settled = 1 WHERE seq = ? AND settled <> 1'),
    refuse: db.prepare('UPDATE event SET settled = 2 WHERE seq = ? AND settled <> 2'),
    prune: db.prepare(`DELETE FROM event WHERE settled = 1 AND seq <= ? AND NOT ${IS_KEPT}`),
    unsettled: db.prepare('SELECT count(*) FROM event WHERE settled = 0').pluck(),
    refused: db.prepare('SELECT count(*) FROM event WHERE settled = 2').pluck(),
    carried: db.prepare(`SELECT body FROM event WHERE settled = 2 AND NOT ${IS_KEPT} ORDER BY seq`).pluck(),
    retire: [
      db.prepare(
        `INSERT INTO former (body) SELECT body FROM event WHERE settled = 1 AND NOT ${IS_KEPT} ORDER BY seq`,
      ),
      db.prepare(`DELETE FROM former WHERE number <= (SELECT max(number) FROM former) - ${KEPT_FORMER}`),
      db.prepare('DELETE FROM event'),
    ],
    renumber: db.prepare(
      `UPDATE identity SET epoch = ?, renumbered_ms = ?, sealed_from = iif(sealed_from IS NULL, NULL, 1)`,
    ),
  };
}

/** What was encoded by `append` and checked then. */
const parse = (body: unknown): BoxEvent => JSON.parse(body as string) as BoxEvent;

/** Without its place in a numbering. */
function bare(event: BoxEvent): EventBody & { at: string } {
  const { id: _id, epoch: _epoch, seq: _seq, prev: _prev, sig: _sig, ...rest } = event;
  return rest as EventBody & { at: string };
}

const cannotStore = (what: string, cause: unknown): CodedError =>
  new CodedError('outbox/cannot-store', `the outbox cannot store ${what}: ${messageOf(cause)}`, { cause });
