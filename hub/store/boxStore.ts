import type { Health, Heartbeat } from '#contract/presence.js';
import type { Level } from '#contract/values.js';
import type { Presence } from '#contract/views.js';
import type { Sqlite } from '#platform/sqlite.js';

export interface BoxRecord {
  readonly id: string;
  readonly office: string;
  readonly counter: string | null;
  readonly presence: Presence;
  readonly sinceMs: number | null;
  readonly seenMs: number | null;
  readonly boot: string | null;
  readonly software: string | null;
  readonly panel: Health | null;
  readonly voice: Health | null;
  readonly storage: Health | null;
  readonly unacked: number;
  readonly setAside: number;
  readonly idlePresses: readonly number[];
  readonly stuckKeys: readonly Level[];
}

interface BoxRow extends Omit<BoxRecord, 'sinceMs' | 'seenMs' | 'setAside' | 'idlePresses' | 'stuckKeys'> {
  since_ms: number | null;
  seen_ms: number | null;
  set_aside: number;
  idle_5: number;
  idle_4: number;
  idle_3: number;
  idle_2: number;
  idle_1: number;
  stuck: string;
}

/** The boxes as last heard. */
export class BoxStore {
  private readonly sql;

  constructor(db: Sqlite) {
    this.sql = {
      byId: db.prepare('SELECT * FROM box WHERE id = ?'),
      all: db.prepare('SELECT * FROM box ORDER BY id'),
      presence: db.prepare(
        'UPDATE box SET presence = ?, since_ms = ?, seen_ms = coalesce(?, seen_ms) WHERE id = ?',
      ),
      identity: db.prepare('UPDATE box SET boot = ?, software = ? WHERE id = ?'),
      health: db.prepare(
        'UPDATE box SET seen_ms = ?, panel = ?, voice = ?, storage = ?, unacked = ? WHERE id = ?',
      ),
      idle: db.prepare(
        `UPDATE box SET idle_5 = idle_5 + ?, idle_4 = idle_4 + ?, idle_3 = idle_3 + ?, idle_2 = idle_2 + ?,
         idle_1 = idle_1 + ? WHERE id = ?`,
      ),
      stuck: db.prepare('UPDATE box SET stuck = ? WHERE id = ?'),
      forget: db.prepare(`UPDATE box SET presence = 'lost', since_ms = ? WHERE presence = 'online'`),
    };
  }

  byId(id: string): BoxRecord | undefined {
    const row = this.sql.byId.get(id) as BoxRow | undefined;
    return row === undefined ? undefined : record(row);
  }

  all(): BoxRecord[] {
    return (this.sql.all.all() as BoxRow[]).map(record);
  }

  setPresence(id: string, presence: Presence, sinceMs: number, seenMs: number | null): void {
    this.sql.presence.run(presence, sinceMs, seenMs, id);
  }

  setIdentity(id: string, boot: string, software: string): void {
    this.sql.identity.run(boot, software, id);
  }

  setHealth(id: string, heartbeat: Heartbeat, seenMs: number): void {
    const { panel, voice, storage, unacked } = heartbeat;
    this.sql.health.run(seenMs, panel, voice, storage, unacked, id);
  }

  /** Adds presses outside any window, per key from level 5 down (W6). */
  addIdlePresses(id: string, counts: readonly [number, number, number, number, number]): void {
    this.sql.idle.run(...counts, id);
  }

  setStuckKeys(id: string, levels: readonly Level[]): void {
    this.sql.stuck.run(levels.join(','), id);
  }

  /** A hub that starts has heard nobody yet. */
  forgetPresence(nowMs: number): void {
    this.sql.forget.run(nowMs);
  }
}

function record(row: BoxRow): BoxRecord {
  const { since_ms, seen_ms, set_aside, idle_5, idle_4, idle_3, idle_2, idle_1, stuck, ...same } = row;
  return {
    ...same,
    sinceMs: since_ms,
    seenMs: seen_ms,
    setAside: set_aside,
    idlePresses: [idle_5, idle_4, idle_3, idle_2, idle_1],
    stuckKeys: stuck === '' ? [] : (stuck.split(',').map(Number) as Level[]),
  };
}
