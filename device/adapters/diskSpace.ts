import { statfsSync } from 'node:fs';
import { systemCode } from '#platform/errors.js';

/** As the system and SQLite say it; the last one is the index of the write-ahead log, for which there is no room. */
const WANT_OF_ROOM: ReadonlySet<string> = new Set([
  'ENOSPC',
  'EDQUOT',
  'SQLITE_FULL',
  'SQLITE_IOERR_SHMSIZE',
]);

/** Whether something failed, at last or at first, because the disk has no room, which may come back by itself. */
export function isWantOfRoom(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause)
    if (WANT_OF_ROOM.has(systemCode(at) ?? '')) return true;
  return false;
}

/** Bytes a program without privileges may still write below `folder`; undefined where the system does not tell. */
export function freeBytes(folder: string): number | undefined {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return undefined;
  }
}
