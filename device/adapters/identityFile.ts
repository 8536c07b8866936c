import { chownSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { CodedError } from '#platform/errors.js';
import {
  IDENTITY_FILE,
  type Identity,
  identity,
  type KeyPair,
  keyPair,
  makeKeyPair,
  OWN_KEY_FILE,
} from '../identity.js';
import { DurableFile } from './durableFile.js';

const OWNER_ONLY = 0o600;
const ROOT = 0;

/** Throws `CodedError` `identity/unreadable` when there is an identity that cannot be read: it is not to be guessed. */
export function readIdentity(folder: string): Identity | undefined {
  const { value, fault } = fileIn(folder).read();
  if (value === undefined && fault !== undefined)
    throw new CodedError('identity/unreadable', `${fault}; enrol the box again`);
  return value;
}

/** Durable and readable by its owner alone. Throws `CodedError` `memory/cannot-store`. */
export function writeIdentity(folder: string, value: Identity): void {
  fileIn(folder).write(value);
  leaveToOwner(folder);
}

/**
 * The key pair the box seals its events with (D5): that of its enrolment, or one that it makes here for good. Throws
 * `CodedError` `identity/unreadable` as `readIdentity` does, `memory/cannot-store`.
 */
export function sealKeys(folder: string): KeyPair {
  const known = readIdentity(folder) ?? ownKeys(folder);
  if (known !== undefined) return known;
  const made = makeKeyPair();
  keysIn(folder).write(made);
  return made;
}

/** What the box sealed with until it is enrolled; undefined when it has made none. Throws `identity/unreadable`. */
export function ownKeys(folder: string): KeyPair | undefined {
  const { value, fault } = keysIn(folder).read();
  if (value === undefined && fault !== undefined)
    throw new CodedError('identity/unreadable', `${fault}; enrol the box`);
  return value;
}

const keysIn = (folder: string): DurableFile<KeyPair> =>
  new DurableFile(join(folder, OWN_KEY_FILE), (content) => keyPair.check(content), OWNER_ONLY);

/** What root wrote into the folder of the service belongs to the service. */
function leaveToOwner(folder: string): void {
  if (process.getuid?.() !== ROOT) return;
  const { uid, gid } = statSync(folder);
  for (const name of readdirSync(folder)) chownSync(join(folder, name), uid, gid);
}

const fileIn = (folder: string): DurableFile<Identity> =>
  new DurableFile(join(folder, IDENTITY_FILE), (content) => identity.check(content), OWNER_ONLY);
