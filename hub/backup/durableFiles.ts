import { closeSync, fsyncSync, openSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** For secrets and what holds them: their owner alone. */
export const OWNER_ONLY = 0o600;
export const OWNER_ONLY_FOLDER = 0o700;

/** Writes a new file that only its owner can read; it survives a power cut once this returns. Throws as the disk refuses. */
export function writeDurably(file: string, content: string): void {
  const handle = openSync(file, 'wx', OWNER_ONLY);
  try {
    writeFileSync(handle, content);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  flush(dirname(file));
}

/** Makes durable what was written to a file, or which names a folder holds. */
export function flush(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
