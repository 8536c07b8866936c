import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { EventBody } from '#contract/events.js';
import { type Clock, timestamp } from '#platform/clock.js';
import { systemCode } from '#platform/errors.js';
import type { IdSource } from '#platform/identity.js';
import type { Sealer } from '../sealing.js';
import { SqliteOutbox } from './sqliteOutbox.js';
import { checkLog } from './walCheck.js';

export type OutboxReplaced = Omit<Extract<EventBody, { kind: 'outbox-replaced' }>, 'kind'>;

export interface OpenedOutbox {
  readonly outbox: SqliteOutbox;
  /** A damaged outbox was set aside and this one begins anew; to be reported. */
  readonly replaced?: OutboxReplaced;
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
 * its epoch (D5). Throws as `SqliteOutbox` does for whatever is not damage.
 */
export function openOutbox(folder: string, ids: IdSource, clock: Clock, sealer?: Sealer): OpenedOutbox {
  try {
    const outbox = openSound(folder, ids, sealer);
    const aside = outbox.lastSeq() === 0 ? asideIn(folder).at(-1) : undefined;
    return aside === undefined ? { outbox } : { outbox, replaced: replacedBy(folder, aside) };
  } catch (error) {
    if (!isDamage(error)) throw error;
    const aside = setAside(folder, clock);
    const outbox = openSound(folder, ids, sealer);
    return { outbox, replaced: replacedBy(folder, aside) };
  }
}

/** Of a box that ends before it has stored the report, it is made again: nothing else may come first in its outbox. */
function replacedBy(folder: string, aside: string): OutboxReplaced {
  const lost = traces(join(folder, aside));
  return { ...(lost === undefined ? {} : { lost }), detail: `damaged and set aside as ${aside}` };
}

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
    return SqliteOutbox.traces(file);
  } catch {
    return undefined;
  }
}

function setAside(folder: string, clock: Clock): string {
  const name = `${DAMAGED}${timestamp(clock.wall()).replaceAll(':', '-')}.db`;
  for (const suffix of SUFFIXES) {
    if (existsSync(join(folder, NAME + suffix)))
      renameSync(join(folder, NAME + suffix), join(folder, name + suffix));
  }
  const old = asideIn(folder).slice(0, -MOST_SET_ASIDE);
  for (const file of old) for (const suffix of SUFFIXES) rmSync(join(folder, file + suffix), { force: true });
  return name;
}

/** Oldest first. */
const asideIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((file) => file.startsWith(DAMAGED) && file.endsWith('.db'))
    .sort();
