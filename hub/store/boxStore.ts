import type { Health, Heartbeat } from '#contract/presence.js';
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
  /** Why a health is not `ok`. */
  readonly details: Heartbeat['details'] | null;
  /** Revision of the settings in force, and why newer ones were refused. */
  readonly settingsRevision: number | null;
  readonly settingsRefused: string | null;
  /** The office under which it was heard last. */
  readonly heardOffice: string | null;
  readonly replacedMs: number | null;
  readonly replacedDetail: string | null;
  readonly unacked: number;
  readonly setAside: number;
  readonly idlePresses: readonly number[];
}

interface BoxRow {
  id: string;
  office: string;
  counter: string | null;
  presence: Presence;
  since_ms: number | null;
  seen_ms: number | null;
  boot: string | null;
  software: string | null;
  panel: Health | null;
  voice: Health | null;
  storage: Health | null;
  details: string | null;
  settings_revision: number | null;
  settings_refused: string | null;
  heard_office: string | null;
  replaced_ms: number | null;
  replaced_detail: string | null;
  unacked: number;
  set_aside: number;
  idle_5: number;
  idle_4: number;
  idle_3: number;
  idle_2: number;
  idle_1: number;
}

/** The boxes as last heard. */
export class BoxStore {
  private readonly sql;

  constructor(db: Sqlite) {
    this.sql = {
      byId: db.prepare('SELECT * FROM box WHERE id = ?'),
      ofOffice: db.prepare('SELECT id FROM box WHERE office = ? ORDER BY id').pluck(),
      presences: db.prepare('SELECT id, presence FROM box'),
      presence: db.prepare(
        'UPDATE box SET presence = ?, since_ms = ?, seen_ms = coalesce(?, seen_ms) WHERE id = ?',
      ),
      identity: db.prepare('UPDATE box SET boot = ?, software = ? WHERE id = ?'),
      health: db.prepare(
        `UPDATE box SET seen_ms = ?, panel = ?, voice = ?, storage = ?, unacked = ?, details = ?,
         settings_revision = ?, settings_refused = ? WHERE id = ?`,
      ),
      heardAt: db.prepare('UPDATE box SET heard_office = ? WHERE id = ?'),
      replaced: db.prepare('UPDATE box SET replaced_ms = ?, replaced_detail = ? WHERE id = ?'),
      idle: db.prepare(
        `UPDATE box SET idle_5 = idle_5 + ?, idle_4 = idle_4 + ?, idle_3 = idle_3 + ?, idle_2 = idle_2 + ?,
         idle_1 = idle_1 + ? WHERE id = ?`,
      ),
      forget: db.prepare(`UPDATE box SET presence = 'lost', since_ms = ? WHERE presence = 'online'`),
    };
  }

  byId(id: string): BoxRecord | undefined {
    const row = this.sql.byId.get(id) as BoxRow | undefined;
    return row === undefined ? undefined : record(row);
  }

  /** Ids of the boxes of an office. */
  ofOffice(office: string): string[] {
    return this.sql.ofOffice.all(office) as string[];
  }

  presences(): Array<{ readonly id: string; readonly presence: Presence }> {
    return this.sql.presences.all() as Array<{ id: string; presence: Presence }>;
  }

  setPresence(id: string, presence: Presence, sinceMs: number, seenMs: number | null): void {
    this.sql.presence.run(presence, sinceMs, seenMs, id);
  }

  setIdentity(id: string, boot: string, software: string): void {
    this.sql.identity.run(boot, software, id);
  }

  setHealth(id: string, heartbeat: Heartbeat, seenMs: number): void {
    const { panel, voice, storage, unacked, details, settings } = heartbeat;
    this.sql.health.run(
      seenMs,
      panel,
      voice,
      storage,
      unacked,
      details === undefined ? null : JSON.stringify(details),
      settings?.revision ?? null,
      settings?.refused ?? null,
      id,
    );
  }

  setHeardOffice(id: string, office: string): void {
    this.sql.heardAt.run(office, id);
  }

  /** The box began a new outbox. */
  setReplaced(id: string, atMs: number, detail: string): void {
    this.sql.replaced.run(atMs, detail, id);
  }

  /** Adds presses outside any window, per key from level 5 down (W6). */
  addIdlePresses(id: string, counts: readonly [number, number, number, number, number]): void {
    this.sql.idle.run(...counts, id);
  }

  /** A hub that starts has heard nobody yet. */
  forgetPresence(nowMs: number): void {
    this.sql.forget.run(nowMs);
  }
}

function record(row: BoxRow): BoxRecord {
  return {
    id: row.id,
    office: row.office,
    counter: row.counter,
    presence: row.presence,
    sinceMs: row.since_ms,
    seenMs: row.seen_ms,
    boot: row.boot,
    software: row.software,
    panel: row.panel,
    voice: row.voice,
    storage: row.storage,
    details: row.details === null ? null : (JSON.parse(row.details) as Heartbeat['details']),
    settingsRevision: row.settings_revision,
    settingsRefused: row.settings_refused,
    heardOffice: row.heard_office,
    replacedMs: row.replaced_ms,
    replacedDetail: row.replaced_detail,
    unacked: row.unacked,
    setAside: row.set_aside,
    idlePresses: [row.idle_5, row.idle_4, row.idle_3, row.idle_2, row.idle_1],
  };
}
