import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { type Clock, timestamp } from '#platform/clock.js';
import { CodedError } from '#platform/errors.js';
import { DOCKET_KEY_FILE } from '../docket/docketKey.js';
import { type Contents, inspectCopy, Snapshot } from '../store/databaseCopy.js';
import {
  DATABASE_FILE,
  folderOf,
  MANIFEST_FILE,
  partialOf,
  type RoomIn,
  requireRoom,
  rotate,
  tidy,
} from './backupFolders.js';
import type { BackupMade, BackupOrder } from './backupMaker.js';
import { copyBackup } from './copyBackup.js';
import { flush, OWNER_ONLY, OWNER_ONLY_FOLDER, writeDurably } from './durableFiles.js';
import { checkFiles, describeFile, encodeManifest, type Manifest, readManifest } from './manifest.js';

export interface BackupMeans {
  readonly clock: Clock;
  readonly roomIn: RoomIn;
  /** Lets others work for so long; returns afterwards. */
  readonly rest: (ms: number) => void;
}

const TLS_FOLDER = 'tls';
const PAGES_PER_STEP = 256;
/** What was written goes to the disk in pieces, so that the flush of a commit never waits for much of it. */
const PAGES_PER_FLUSH = 2_048;

/** A step that took longer found others at work, who go first anyway; the snapshot is not held for ever. */
const LONGEST_REST_MS = 50;

/** Makes a backup, brings it to the second place, and removes old ones in both. Rejects as `BackupMaker.make`. */
export async function makeBackup(order: BackupOrder, means: BackupMeans): Promise<BackupMade> {
  const { folder, copyFolder, id, startedMs } = order;
  const name = folderOf(id, startedMs);
  tidy(folder);
  const manifest = await write(order, name, means);
  rotate(folder, name);
  const copied =
    copyFolder === undefined ? { copy: 'off' as const } : copyBackup({ folder, copyFolder, name }, means);
  const { windows, events } = manifest.counts;
  const bytes = manifest.files.reduce((sum, file) => sum + file.bytes, 0);
  return { name, finishedMs: Date.parse(manifest.finishedAt), bytes, windows, events, ...copied };
}

/** Everything happens in a folder that nobody takes for a backup; it gets its name when it is one. */
async function write(order: BackupOrder, name: string, means: BackupMeans): Promise<Manifest> {
  const { folder, data } = order;
  const partial = join(folder, partialOf(name));
  try {
    mkdirSync(partial, { mode: OWNER_ONLY_FOLDER });
    const contents = await copyDatabase(data, folder, partial, means);
    const paths = [DATABASE_FILE, ...copySecrets(data, partial)];
    const manifest = manifestOf(order, contents, paths, partial, means.clock);
    writeDurably(join(partial, MANIFEST_FILE), encodeManifest(manifest));
    verify(partial);
    renameSync(partial, join(folder, name));
    flush(folder);
    return manifest;
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    throw error;
  }
}

async function copyDatabase(
  data: string,
  folder: string,
  partial: string,
  { clock, rest, roomIn }: BackupMeans,
): Promise<Contents> {
  const from = join(data, DATABASE_FILE);
  const to = join(partial, DATABASE_FILE);
  requireRoom(folder, sizeOf(from) + sizeOf(`${from}-wal`), roomIn);
  const snapshot = new Snapshot(from);
  let flushed = 0;
  let stepBegan = clock.monotonic();
  try {
    await snapshot.copyTo(to, {
      pagesPerStep: PAGES_PER_STEP,
      pause: (copied) => {
        if (copied - flushed >= PAGES_PER_FLUSH) {
          flush(to);
          flushed = copied;
        }
        rest(Math.min(clock.monotonic() - stepBegan, LONGEST_REST_MS));
        stepBegan = clock.monotonic();
      },
    });
  } finally {
    snapshot.close();
  }
  chmodSync(to, OWNER_ONLY);
  flush(to);
  return snapshot.contents;
}

/** The keys and certificates a hub needs to be the same hub again. Returns their paths. */
function copySecrets(data: string, partial: string): string[] {
  const paths = [
    ...(existsSync(join(data, DOCKET_KEY_FILE)) ? [DOCKET_KEY_FILE] : []),
    ...(existsSync(join(data, TLS_FOLDER)) ? filesBelow(data, TLS_FOLDER) : []),
  ];
  for (const path of paths) copySecret(join(data, path), join(partial, path));
  return paths;
}

function copySecret(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true, mode: OWNER_ONLY_FOLDER });
  copyFileSync(from, to);
  chmodSync(to, OWNER_ONLY);
  flush(to);
  flush(dirname(to));
}

const filesBelow = (root: string, folder: string): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.name.startsWith('.')) return [];
    return entry.isDirectory() ? filesBelow(root, path) : entry.isFile() ? [path] : [];
  });

function manifestOf(
  { id, startedMs, software }: BackupOrder,
  { schema, counts, journal }: Contents,
  paths: readonly string[],
  partial: string,
  clock: Clock,
): Manifest {
  return {
    format: 1,
    id,
    startedAt: timestamp(startedMs),
    finishedAt: timestamp(clock.wall()),
    software,
    schema,
    counts,
    ...(journal === undefined
      ? {}
      : { journal: { number: journal.number, ...(journal.hash === null ? {} : { hash: journal.hash }) } }),
    files: paths.map((path) => describeFile(partial, path)),
  };
}

/**
 * Reads a whole backup as a restore would. Throws `CodedError` `backup/no-manifest`, `backup/bad-manifest`,
 * `backup/missing-file`, `backup/bad-file`, `backup/damaged` or `backup/other-contents`.
 */
export function verify(folder: string): Manifest {
  const manifest = readManifest(folder);
  checkFiles(folder, manifest);
  checkDatabase(join(folder, DATABASE_FILE), manifest);
  return manifest;
}

/** Whether a database is sound and holds what the manifest says. */
export function checkDatabase(file: string, { counts, schema, journal }: Manifest): void {
  const found = inspect(file);
  if ('damage' in found) {
    throw new CodedError('backup/damaged', `${file} is no sound database: ${found.damage}`);
  }
  const { contents } = found;
  const same =
    contents.schema === schema &&
    contents.journal?.number === journal?.number &&
    (contents.journal?.hash ?? undefined) === journal?.hash &&
    (Object.keys(counts) as Array<keyof typeof counts>).every((key) => contents.counts[key] === counts[key]);
  if (!same) {
    throw new CodedError(
      'backup/other-contents',
      `${file} holds ${JSON.stringify(contents.counts)}; its manifest says ${JSON.stringify(counts)}`,
    );
  }
}

function inspect(file: string): ReturnType<typeof inspectCopy> {
  try {
    return inspectCopy(file);
  } catch (error) {
    throw new CodedError('backup/damaged', `${file} cannot be read as a database`, { cause: error });
  }
}

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;
