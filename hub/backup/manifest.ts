import { createHash } from 'node:crypto';
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import Type, { type Static } from 'typebox';
import { Codec, parseJson } from '#contract/schema.js';
import { Timestamp, Uuid } from '#contract/values.js';
import { CodedError, messageOf } from '#platform/errors.js';
import { MANIFEST_FILE } from './backupFolders.js';

const Count = Type.Integer({ minimum: 0 });
const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' });

const Counts = Type.Object({
  windows: Count,
  issuances: Count,
  events: Count,
  alarms: Count,
  journal: Count,
});
export type Counts = Static<typeof Counts>;

const BackupFile = Type.Object({
  /** Within the backup and within the data directory: the same. */
  path: Type.String({
    pattern: '^(hub\\.db|docket\\.key|tls(/[0-9A-Za-z_-][0-9A-Za-z._-]*)+)$',
    maxLength: 200,
  }),
  bytes: Count,
  sha256: Sha256,
});
export type BackupFile = Static<typeof BackupFile>;

const Manifest = Type.Object({
  format: Type.Literal(1),
  id: Uuid,
  /** The moment whose data it shows. */
  startedAt: Timestamp,
  finishedAt: Timestamp,
  software: Type.String({ maxLength: 60 }),
  /** Of the database; a program that knows only older ones cannot read it. */
  schema: Count,
  counts: Counts,
  /** The newest entry of the journal. */
  journal: Type.Optional(Type.Object({ number: Type.Integer({ minimum: 1 }), hash: Type.Optional(Sha256) })),
  files: Type.Array(BackupFile, { minItems: 1, maxItems: 200 }),
});
export type Manifest = Static<typeof Manifest>;

const sealed = Codec.of(Type.Object({ backup: Type.Unknown(), sha256: Sha256 }));
const manifest = Codec.of(Manifest);

/** With a hash of itself, so that no letter of it changes unnoticed. */
export function encodeManifest(content: Manifest): string {
  const backup = manifest.check(content);
  return `${JSON.stringify({ backup, sha256: hashText(JSON.stringify(backup)) }, null, 2)}\n`;
}

/** Throws `CodedError` `backup/no-manifest` or `backup/bad-manifest`. */
export function readManifest(folder: string): Manifest {
  let text: string;
  try {
    text = readFileSync(join(folder, MANIFEST_FILE), 'utf8');
  } catch (error) {
    throw new CodedError(
      'backup/no-manifest',
      `${folder} holds no readable ${MANIFEST_FILE}; expected the folder of one backup`,
      { cause: error },
    );
  }
  try {
    const { backup, sha256 } = sealed.check(parseJson(text));
    if (hashText(JSON.stringify(backup)) !== sha256) throw new Error('its hash is another');
    return manifest.check(backup);
  } catch (error) {
    throw new CodedError(
      'backup/bad-manifest',
      `${folder}/${MANIFEST_FILE} is damaged: ${messageOf(error)}`,
      {
        cause: error,
      },
    );
  }
}

const hashText = (text: string): string => createHash('sha256').update(text).digest('hex');

const PIECE_BYTES = 1024 * 1024;

/** Reads all of it. Throws as the disk refuses. */
export function describeFile(folder: string, path: string): BackupFile {
  const hash = createHash('sha256');
  const handle = openSync(join(folder, path), 'r');
  const piece = Buffer.allocUnsafe(PIECE_BYTES);
  let bytes = 0;
  try {
    for (let read = readSync(handle, piece); read > 0; read = readSync(handle, piece)) {
      hash.update(piece.subarray(0, read));
      bytes += read;
    }
  } finally {
    closeSync(handle);
  }
  return { path, bytes, sha256: hash.digest('hex') };
}

/** Compares every file with the manifest. Throws `CodedError` `backup/missing-file` or `backup/bad-file`. */
export function checkFiles(folder: string, { files }: Pick<Manifest, 'files'>): void {
  for (const file of files) {
    const found = describe(folder, file.path);
    if (found.bytes !== file.bytes || found.sha256 !== file.sha256) {
      throw new CodedError(
        'backup/bad-file',
        `${join(folder, file.path)} is not what was backed up: ${found.bytes} bytes with hash ${found.sha256}, ` +
          `expected ${file.bytes} with ${file.sha256}`,
      );
    }
  }
}

function describe(folder: string, path: string): BackupFile {
  try {
    return describeFile(folder, path);
  } catch (error) {
    throw new CodedError('backup/missing-file', `${join(folder, path)} cannot be read: ${messageOf(error)}`, {
      cause: error,
    });
  }
}
