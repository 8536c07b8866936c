import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CodedError, messageOf } from '#platform/errors.js';
import { writeDurably } from '../backup/durableFiles.js';
import { DOCKET_KEY_BYTES } from './dockets.js';

/** Its name in the data directory and in each backup. */
export const DOCKET_KEY_FILE = 'docket.key';

const KEY_TEXT = new RegExp(`^[0-9a-f]{${2 * DOCKET_KEY_BYTES}}\\n$`);

/**
 * The hub's key for dockets, made at its first start and readable by its owner alone. Throws `CodedError`
 * `docket/bad-key` for a file that is none, and `docket/key-unusable` when it can be neither read nor made.
 */
export function docketKeyIn(data: string): Uint8Array {
  const file = join(data, DOCKET_KEY_FILE);
  const text = read(file) ?? make(file);
  if (!KEY_TEXT.test(text)) {
    throw new CodedError(
      'docket/bad-key',
      `${file} is no key; expected ${2 * DOCKET_KEY_BYTES} hexadecimal digits: put back that of a backup`,
    );
  }
  return Buffer.from(text.trim(), 'hex');
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return undefined;
    throw unusable(file, error);
  }
}

function make(file: string): string {
  const text = `${randomBytes(DOCKET_KEY_BYTES).toString('hex')}\n`;
  try {
    writeDurably(file, text);
    return text;
  } catch (error) {
    rmSync(file, { force: true });
    throw unusable(file, error);
  }
}

const unusable = (file: string, cause: unknown): CodedError =>
  new CodedError('docket/key-unusable', `the key ${file} cannot be read or made: ${messageOf(cause)}`, {
    cause,
  });
