import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { EventBody } from '#contract/events.js';
import { type Clock, timestamp } from '#platform/clock.js';
import { systemCode } from '#platform/errors.js';
import type { IdSource } from '#platform/identity.js';
import type { Sealer } from '../sealing.js';
import { notedEnds } from './outboxEnds.js';
import { outboxTraces } from './outboxTraces.js';
import { SqliteOutbox } from './sqliteOutbox.js';
import { checkLog } from './walCheck.js';

export type OutboxReplaced = Omit<Extract<EventBody, { kind: 'outbox-replaced' }>, 'kind'>;

export interface OpenedOutbox {
  readonly outbox: SqliteOutbox;
  /** Outboxes that were damaged and set aside, oldest first, of which this one has not told yet. */
  readonly replaced: readonly OutboxReplaced[];
}

const NAME = 'outbox.db';
const DAMAGED = 'outbox-damaged-';
/** Kept for whoever can read more out of them than this program; older ones make room. */
const MOST_SET_ASIDE = 3;
/** Files of one SQLite database in WAL mode. */
const SUFFIXES = ['', '-wal', '-shm'] as const;

/**
 * Opens the outbox below `folder`. One that is damaged is renamed, never overwritten, and an empty one of a new epoch
 * takes its place, so that the box goes on; the hub shows what it never received as a gap (D4). Its chain begins anew with
 * its epoch (D5). Throws as `SqliteOutbox` and `DurableFile` do for whatever is not damage.
 */
export function openOutbox(folder: string, ids: IdSource, clock: Clock, sealer?: Sealer): OpenedOutbox {
  const outbox = openOrReplace(folder, ids, clock, sealer);
  try {
    return { outbox, replaced: untold(folder, outbox) };
  } catch (error) {
    outbox.close();
    throw error;
  }
}

function openOrReplace(folder: string, ids: IdSource, clock: Clock, sealer?: Sealer): SqliteOutbox {
  try {
    return openSound(folder, ids, sealer);
  } catch (error) {
    if (!isDamage(error)) throw error;
    setAside(folder, ids, clock);
    return openSound(folder, ids, sealer);
  }
}

/**
 * The hub may have heard of none of them: each outbox tells of all before it, since the one that told of some may have been
 * damaged before it could. How far each went is noted before its file makes room for newer ones.
 */
function untold(folder: string, outbox: SqliteOutbox): OutboxReplaced[] {
  const files = asideIn(folder);
  const ends = notedEnds(
    folder,
    files.map((aside) => ({ detail: detailOf(aside), read: () => replacedBy(folder, aside) })),
  );
  for (const file of files.slice(0, -MOST_SET_ASIDE))
    for (const suffix of SUFFIXES) rmSync(join(folder, file + suffix), { force: true });
  if (ends.length === 0) return [];
  const told = new Set(outbox.reports().map(({ detail }) => detail));
  return ends.filter(({ detail }) => !told.has(detail));
}

function replacedBy(folder: string, aside: string): OutboxReplaced {
  const lost = traces(join(folder, aside));
  return { ...(lost === undefined ? {} : { lost }), detail: detailOf(aside) };
}

const detailOf = (aside: string): string => `damaged and set aside as ${aside}`;

/** Damage shows before the file is opened, in its log, when it is opened, when its pages are checked, or when the first row is read. */
function isDamage(error: unknown): boolean {
  const code = systemCode(error) ?? '';
  return code === 'store/corrupt' || code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT');
}

function openSound(folder: string, ids: IdSource, sealer: Sealer | undefined): SqliteOutbox {
  checkLog(join(folder, NAME));
  const outbox = new SqliteOutbox(join(folder, NAME), ids, sealer);
  try {
    outbox.checkIntegrity();
    return outbox;
  } catch (error) {
    outbox.close();
    throw error;
  }
}

/** Its epoch and newest number, if the damage lies elsewhere. */
function traces(file: string): OutboxReplaced['lost'] {
  try {
    return outboxTraces(file);
  } catch {
    return undefined;
  }
}

/** Under a name that was never given, though the clock stand still. */
function setAside(folder: string, ids: IdSource, clock: Clock): void {
  const time = timestamp(clock.wall()).replaceAll(':', '-');
  const name = `${DAMAGED}${time}-${ids.epoch().slice(0, 8)}.db`;
  for (const suffix of SUFFIXES) {
    if (existsSync(join(folder, NAME + suffix)))
      renameSync(join(folder, NAME + suffix), join(folder, name + suffix));
  }
}

/** Oldest first. */
const asideIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((file) => file.startsWith(DAMAGED) && file.endsWith('.db'))
    .sort();
