import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { CodedError, messageOf } from './errors.js';

const LOCK = 'lock.db';

/** A directory that belongs to this process alone until it is released or the process ends, however it ends. */
export interface DataDirectory {
  readonly path: string;
  release(): void;
}

/**
 * Makes the directory if need be and claims it. The claim is a lock the operating system holds on an open file, so
 * a killed process leaves none behind. Throws `CodedError` `data/in-use` or `data/unwritable`.
 */
export function claimDirectory(path: string): DataDirectory {
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    throw unwritable(path, error);
  }
  try {
    return lockIn(path);
  } catch (error) {
    if ((error as { code?: string }).code !== 'SQLITE_NOTADB') throw error;
    rmSync(join(path, LOCK));
    return lockIn(path);
  }
}

/** The lock file is always empty; a power cut can leave one that is not, which no process can have locked. */
function lockIn(path: string): DataDirectory {
  let lock: Database.Database;
  try {
    lock = new Database(join(path, LOCK), { timeout: 0 });
  } catch (error) {
    throw unwritable(path, error);
  }
  try {
    lock.pragma('journal_mode = DELETE');
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    const code = (error as { code?: string }).code;
    if (code === 'SQLITE_NOTADB') throw error;
    if (code === 'SQLITE_BUSY') {
      throw new CodedError(
        'data/in-use',
        `${path} is in use by another process; give each its own directory`,
        { cause: error },
      );
    }
    throw unwritable(path, error);
  }
  return { path, release: () => void lock.close() };
}

function unwritable(path: string, cause: unknown): CodedError {
  return new CodedError(
    'data/unwritable',
    `cannot write to the data directory ${path}: ${messageOf(cause)}`,
    { cause },
  );
}
