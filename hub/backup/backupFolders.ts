import { existsSync, mkdirSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { timestamp } from '#platform/clock.js';
import { CodedError, messageOf } from '#platform/errors.js';
import { OWNER_ONLY_FOLDER } from './durableFiles.js';
import { type Dated, keptOf } from './rotation.js';

export const DATABASE_FILE = 'hub.db';
export const MANIFEST_FILE = 'manifest.json';

/** Begins the name of a folder that is being written; nobody takes such a one for a backup. */
const PARTIAL = '.partial-';
const NAME = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z-[0-9a-f]{8}$/;

/** `20261121T043000Z-1a2b3c4d`: when it was begun, in UTC, and the end of its id. */
export const folderOf = (id: string, startedMs: number): string =>
  `${timestamp(startedMs)
    .replace(/\.\d+Z$/, 'Z')
    .replaceAll(/[-:]/g, '')}-${id.slice(-8)}`;

export const partialOf = (name: string): string => `${PARTIAL}${name}`;

function dateOf(name: string): Dated[] {
  const found = NAME.exec(name);
  if (found === null) return [];
  const [, year, month, day, hour, minute, second] = found;
  const startedMs = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(startedMs) ? [] : [{ name, startedMs }];
}

/** The backups in a folder, by their names; everything else there is not ours. */
export const backupsIn = (folder: string): Dated[] =>
  existsSync(folder) ? readdirSync(folder).flatMap(dateOf) : [];

/** Makes the folder if need be, and removes what a process that ended left unfinished. */
export function tidy(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: OWNER_ONLY_FOLDER });
  for (const name of readdirSync(folder)) {
    if (name.startsWith(PARTIAL) && dateOf(name.slice(PARTIAL.length)).length === 1)
      rmSync(join(folder, name), { recursive: true, force: true });
  }
}

/** Removes what the rotation does not keep. */
export function rotate(folder: string, justMade: string): void {
  const backups = backupsIn(folder);
  const kept = keptOf(backups, justMade);
  for (const { name } of backups)
    if (!kept.has(name)) rmSync(join(folder, name), { recursive: true, force: true });
}

export type RoomIn = (folder: string) => number;

/** Room for programs without special rights, in bytes. */
export function roomIn(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

/** So much stays free beside a backup, so that the hub itself does not run out of room by it. */
const RESERVE_BYTES = 64 * 1024 * 1024;

/** Throws `CodedError` `backup/no-room`, or `backup/unreachable` where it cannot be told. */
export function requireRoom(folder: string, bytes: number, room: RoomIn): void {
  let free: number;
  try {
    free = room(folder);
  } catch (error) {
    throw new CodedError('backup/unreachable', `the folder ${folder} cannot be used: ${messageOf(error)}`, {
      cause: error,
    });
  }
  if (free < bytes + RESERVE_BYTES) {
    const mega = (value: number) => `${Math.ceil(value / 1e6)} MB`;
    throw new CodedError(
      'backup/no-room',
      `${folder} has ${mega(free)} free; a backup needs ${mega(bytes + RESERVE_BYTES)}`,
    );
  }
}
