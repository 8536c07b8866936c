import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { AlarmView } from '#contract/alarms.js';
import type { BoxEvent } from '#contract/events.js';
import type { RatingView } from '#contract/records.js';
import type { Level } from '#contract/values.js';
import type { BoxView, WindowView } from '#contract/views.js';

/** What a citizen did. */
export interface Press {
  readonly counter: string;
  readonly level: Level;
}

/** An event as somebody holds it. */
export interface HeldEvent {
  readonly box: string;
  readonly event: BoxEvent;
}

/** What the hub kept aside, with the event in it where it is one. */
export interface SetAside {
  readonly box: string;
  readonly reason: string;
  readonly event: BoxEvent | undefined;
}

/** Everything the books are made from after a campaign. */
export interface Evidence {
  /** In the order in which it was done, thanked or not. */
  readonly pressed: readonly Press[];
  readonly thanked: readonly Press[];
  /** What each box ever had in its outbox, before anything damaged it; in the order in which it was recorded. */
  readonly stored: readonly HeldEvent[];
  /** What the hub stored of boxes' events, whether or not it counts. */
  readonly received: readonly HeldEvent[];
  readonly setAside: readonly SetAside[];
  readonly ratings: readonly RatingView[];
  /** Those that ratings raised. */
  readonly alarms: readonly AlarmView[];
  readonly windows: readonly WindowView[];
  readonly boxes: readonly BoxView[];
  /** Outboxes whose file was damaged, by epoch. */
  readonly damaged: ReadonlySet<string>;
  /** How often the hub went on from an older copy of its database. */
  readonly restores: number;
  /** Faults of each box that can keep a citizen from seeing a thanks that was due, by box. */
  readonly blinded: ReadonlyMap<string, number>;
  /** Programs that ended without having been told to, and what else happened that never may. */
  readonly incidents: readonly string[];
}

/** Files of one SQLite database of a program that is not running; the third is made from the second. */
export const DATABASE_FILES = ['', '-wal'] as const;

/** Every event in the outbox of a box that is down, oldest first. Leaves the files as they are. */
export function readOutbox(file: string): BoxEvent[] {
  return readCopy(file, (db) => {
    // A box that was killed at its very start has none yet.
    if (db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'event'").get() === undefined) return [];
    return db
      .prepare('SELECT body FROM event ORDER BY seq')
      .pluck()
      .all()
      .map((body) => JSON.parse(String(body)) as BoxEvent);
  });
}

/** How far the outbox of a running box is; undefined while there is none to be read. */
export function outboxState(file: string): { lastSeq: number; unsettled: number } | undefined {
  try {
    const db = new Database(file, { readonly: true, fileMustExist: true });
    try {
      return db
        .prepare(
          'SELECT ifnull(max(seq), 0) AS lastSeq, count(*) FILTER (WHERE settled = 0) AS unsettled FROM event',
        )
        .get() as { lastSeq: number; unsettled: number };
    } finally {
      db.close();
    }
  } catch {
    return undefined;
  }
}

/** What a hub that is down has received. */
export function readHub(file: string): Pick<Evidence, 'received' | 'setAside'> {
  return readCopy(file, (db) => ({
    received: (db.prepare('SELECT box, body FROM event').all() as { box: string; body: string }[]).map(
      ({ box, body }) => ({ box, event: JSON.parse(body) as BoxEvent }),
    ),
    setAside: (
      db.prepare('SELECT box, reason, payload FROM set_aside').all() as {
        box: string;
        reason: string;
        payload: string;
      }[]
    ).map(({ box, reason, payload }) => ({ box, reason, event: parsed(payload) })),
  }));
}

function parsed(payload: string): BoxEvent | undefined {
  try {
    return JSON.parse(payload) as BoxEvent;
  } catch {
    return undefined;
  }
}

function readCopy<T>(file: string, read: (db: Database.Database) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'rating-read-'));
  const copy = join(folder, 'copy.db');
  try {
    for (const suffix of DATABASE_FILES)
      if (existsSync(file + suffix)) copyFileSync(file + suffix, copy + suffix);
    const db = new Database(copy);
    try {
      return read(db);
    } finally {
      db.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
