import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { EventBody } from '#contract/events.js';
import { type Clock, timestamp } from '#platform/clock.js';
import { systemCode } from '#platform/errors.js';
import type { IdSource } from '#platform/identity.js';
import { SqliteOutbox } from './sqliteOutbox.js';

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
 * takes its place, so that the box goes on; the hub shows what it never received as a gap (D4). Throws as
 * `SqliteOutbox` does for whatever is not damage.
 */
export function openOutbox(folder: string, ids: IdSource, clock: Clock): OpenedOutbox {
  try {
    return { outbox: openSound(folder, ids) };
  } catch (error) {
    if (!isDamage(error)) throw error;
    const lost = traces(join(folder, NAME));
    const aside = setAside(folder, clock);
    const detail = `damaged and set aside as ${aside}`;
    return { outbox: openSound(folder, ids), replaced: { ...(lost === undefined ? {} : { lost }), detail } };
  }
}

/** Damage shows when the file is opened, when its pages are checked, or when the first row is read. */
function isDamage(error: unknown): boolean {
  const code = systemCode(error) ?? '';
  return code === 'store/corrupt' || code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT');
}

function openSound(folder: string, ids: IdSource): SqliteOutbox {
  const outbox = new SqliteOutbox(join(folder, NAME), ids);
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
  const old = readdirSync(folder)
    .filter((file) => file.startsWith(DAMAGED) && file.endsWith('.db'))
    .sort()
    .slice(0, -MOST_SET_ASIDE);
  for (const file of old) for (const suffix of SUFFIXES) rmSync(join(folder, file + suffix), { force: true });
  return name;
}
