import { chmodSync, copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CodedError } from '#platform/errors.js';
import { MANIFEST_FILE, partialOf, type RoomIn, requireRoom, rotate, tidy } from './backupFolders.js';
import { type BackupMade, backupFault } from './backupMaker.js';
import { flush, OWNER_ONLY, OWNER_ONLY_FOLDER } from './durableFiles.js';
import { checkFiles, readManifest } from './manifest.js';

interface CopyOrder {
  readonly folder: string;
  readonly copyFolder: string;
  readonly name: string;
}

/**
 * Brings a backup to the second place: written beside, read back and compared by hash, then named. A second place that is
 * not there, such as a share that is not mounted, is never made. Never throws: a backup is good without its copy.
 */
export function copyBackup(
  { folder, copyFolder, name }: CopyOrder,
  { roomIn }: { readonly roomIn: RoomIn },
): Pick<BackupMade, 'copy' | 'copyProblem'> {
  const partial = join(copyFolder, partialOf(name));
  try {
    if (!existsSync(copyFolder))
      throw new CodedError(
        'backup/copy-missing',
        `the second place ${copyFolder} is not there; is it mounted?`,
      );
    tidy(copyFolder);
    const manifest = readManifest(join(folder, name));
    requireRoom(
      copyFolder,
      manifest.files.reduce((sum, { bytes }) => sum + bytes, 0),
      roomIn,
    );
    copyFiles(join(folder, name), partial, [...manifest.files.map(({ path }) => path), MANIFEST_FILE]);
    checkFiles(partial, readManifest(partial));
    renameSync(partial, join(copyFolder, name));
    flush(copyFolder);
    rotate(copyFolder, name);
    return { copy: 'good' };
  } catch (error) {
    const { code, message } = backupFault(error);
    discard(partial);
    return { copy: 'failed', copyProblem: `${code}: ${message}` };
  }
}

/** Copies files of a backup into a new folder that only their owner can read, durably. Throws as the disk refuses. */
export function copyFiles(from: string, to: string, paths: readonly string[]): void {
  mkdirSync(to, { recursive: true, mode: OWNER_ONLY_FOLDER });
  for (const path of paths) {
    const target = join(to, path);
    mkdirSync(dirname(target), { recursive: true, mode: OWNER_ONLY_FOLDER });
    copyFileSync(join(from, path), target);
    chmodSync(target, OWNER_ONLY);
    flush(target);
    flush(dirname(target));
  }
}

function discard(partial: string): void {
  try {
    rmSync(partial, { recursive: true, force: true });
  } catch {
    // It is removed before the next copy, once the place can be written again.
  }
}
