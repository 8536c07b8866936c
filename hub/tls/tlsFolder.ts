import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import Type, { type Static } from 'typebox';
import { Codec } from '#contract/schema.js';
import { CodedError, messageOf } from '#platform/errors.js';

/** What `rating-hub init` puts below the data directory, readable by its owner alone. */
export const TLS_FOLDER = 'tls';
export const TLS_FILES = {
  hosts: 'hub.json',
  authority: 'authority.pem',
  authorityKey: 'authority.key',
  server: 'server.pem',
  serverKey: 'server.key',
  client: 'client.pem',
  clientKey: 'client.key',
} as const;

const HostsFile = Type.Object({
  names: Type.Array(Type.String({ maxLength: 253 }), { minItems: 1, maxItems: 100 }),
  addresses: Type.Array(Type.String({ maxLength: 45 }), { maxItems: 100 }),
});
export type HostsFile = Static<typeof HostsFile>;
const hostsFile = Codec.of(HostsFile);

const OWNER_ONLY = 0o600;

export const tlsFolder = (data: string): string => join(data, TLS_FOLDER);
export const isInitialised = (data: string): boolean =>
  existsSync(join(tlsFolder(data), TLS_FILES.authority));

/** Throws `CodedError` `tls/unreadable`. */
export function readTls(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new CodedError('tls/unreadable', `cannot read ${path}: ${messageOf(error)}`, { cause: error });
  }
}

/** Throws `CodedError` `tls/unreadable`. */
export function readHosts(folder: string): HostsFile {
  const path = join(folder, TLS_FILES.hosts);
  try {
    return hostsFile.decode(readTls(path));
  } catch (error) {
    if (error instanceof CodedError) throw error;
    throw new CodedError('tls/unreadable', `${path} does not name the hub: ${messageOf(error)}`, {
      cause: error,
    });
  }
}

export const makeFolder = (path: string): void => {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  chmodSync(path, 0o700);
};

/** Whole or not at all, and durable; readable by its owner alone unless told. */
export function writeWhole(path: string, content: string | Uint8Array, mode: number = OWNER_ONLY): void {
  const next = `${path}.new`;
  const file = openSync(next, 'w', mode);
  try {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    writeSync(file, bytes);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  chmodSync(next, mode);
  renameSync(next, path);
  settle(dirname(path));
}

/** Makes the names within a folder durable. */
export function settle(folder: string): void {
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
}
