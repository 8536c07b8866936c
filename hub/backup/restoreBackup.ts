import { chownSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Clock, timestamp } from '#platform/clock.js';
import { CodedError, messageOf } from '#platform/errors.js';
import { BackupStore } from '../store/backupStore.js';
import { withCopy } from '../store/databaseCopy.js';
import { JournalStore } from '../store/journalStore.js';
import { migrations } from '../store/migrations/index.js';
import { RestorationStore } from '../store/restorationStore.js';
import { SessionEnds } from '../store/sessionEnds.js';
import { DATABASE_FILE } from './backupFolders.js';
import { copyFiles } from './copyBackup.js';
import { flush, OWNER_ONLY_FOLDER } from './durableFiles.js';
import { checkDatabase, verify } from './makeBackup.js';
import { checkFiles, type Manifest, readManifest } from './manifest.js';

/** Holds everything until all of it was checked; where it is, a restore was begun and not finished. */
const STAGE = '.restoring';

export interface RestoreOrder {
  /** The folder of one backup. */
  readonly from: string;
  /** The data directory to be; empty or not there. */
  readonly data: string;
  readonly clock: Clock;
}

/**
 * Makes a hub's data directory from a backup: everything or nothing. It is copied, compared by hash, opened and checked
 * beside its place, and only then put there, the database last. Throws `CodedError` `restore/not-empty`,
 * `restore/newer-schema`, `restore/failed`, or what `verify` throws of the backup.
 */
export function restoreBackup({ from, data, clock }: RestoreOrder): Manifest {
  const manifest = readManifest(from);
  refuseNewer(manifest);
  const existed = existsSync(data);
  refuseOccupied(data);
  verify(from);
  const stage = join(data, STAGE);
  try {
    mkdirSync(stage, { recursive: true, mode: OWNER_ONLY_FOLDER });
    copyFiles(
      from,
      stage,
      manifest.files.map(({ path }) => path),
    );
    checkFiles(stage, manifest);
    noteRestoration(join(stage, DATABASE_FILE), manifest, clock.wall());
    putInPlace(stage, data);
    giveToOwner(data);
  } catch (error) {
    clear(data, existed);
    throw error instanceof CodedError
      ? error
      : new CodedError('restore/failed', `nothing was restored: ${messageOf(error)}`, { cause: error });
  }
  return manifest;
}

function refuseNewer({ schema, software }: Manifest): void {
  const known = migrations.at(-1)?.number ?? 0;
  if (schema > known) {
    throw new CodedError(
      'restore/newer-schema',
      `the backup was made by version ${software} with schema ${schema}; this program knows up to ${known}: ` +
        'install that version or a newer one',
    );
  }
}

/** What a restore that was cut off left behind is its own to remove: its hub never started. */
function refuseOccupied(data: string): void {
  if (!existsSync(data)) return;
  let names: string[];
  try {
    names = readdirSync(data);
  } catch (error) {
    throw new CodedError('restore/not-empty', `${data} is no empty directory: ${messageOf(error)}`, {
      cause: error,
    });
  }
  if (names.includes(STAGE) && !names.includes(DATABASE_FILE)) return clear(data, true);
  if (names.length > 0) {
    throw new CodedError(
      'restore/not-empty',
      `${data} holds ${names.slice(0, 3).join(', ')}; expected an empty directory, so that nothing is overwritten`,
    );
  }
}

/** The copy tells from now on that it is one, brought to the schema of this program. */
function noteRestoration(file: string, manifest: Manifest, nowMs: number): void {
  checkDatabase(file, manifest);
  const backupMs = Date.parse(manifest.startedAt);
  withCopy(file, (db) => {
    new RestorationStore(db).note({ atMs: nowMs, backup: manifest.id, backupMs });
    new SessionEnds(db).endAll();
    const [{ bytes } = { bytes: null }] = manifest.files;
    new BackupStore(db).update(manifest.id, {
      state: 'good',
      finishedMs: Date.parse(manifest.finishedAt),
      bytes,
      windows: manifest.counts.windows,
      events: manifest.counts.events,
    });
    new JournalStore(db).append({
      atMs: nowMs,
      by: 'rating-hub restore',
      action: 'hub/restored',
      office: null,
      subject: manifest.id,
      detail: `data of ${timestamp(backupMs)}; what people did between then and now is not in it`,
    });
  });
  flush(file);
}

/** The database comes last: before it is there, no hub has data. */
function putInPlace(stage: string, data: string): void {
  const names = readdirSync(stage).filter(
    (name) => name !== DATABASE_FILE && !name.startsWith(`${DATABASE_FILE}-`),
  );
  for (const name of [...names, DATABASE_FILE]) renameSync(join(stage, name), join(data, name));
  flush(data);
  rmSync(stage, { recursive: true });
}

/** Whoever may do everything restores for the account the hub runs as, which owns the directory. */
function giveToOwner(data: string): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(data);
  for (const entry of readdirSync(data, { recursive: true, encoding: 'utf8' }))
    chownSync(join(data, entry), uid, gid);
}

function clear(data: string, keepDirectory: boolean): void {
  if (!existsSync(data)) return;
  for (const name of readdirSync(data)) rmSync(join(data, name), { recursive: true, force: true });
  if (!keepDirectory) rmSync(data, { recursive: true });
}
