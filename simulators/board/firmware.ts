import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CodedError } from '#platform/errors.js';
import { parseIntelHex } from './intelHex.js';

/** Program memory of the ATmega328P in bytes (datasheet DS40002061A §8.2). */
export const FLASH_BYTES = 0x8000;

const IMAGE = 'simulators/board/firmware/StandardFirmata-2.5.hex';

/**
 * The directory that holds package.json: data files are read from there, because only sources are compiled to
 * `.build`. Throws `CodedError` `board/no-package`.
 */
export function packageRoot(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (folder === dirname(folder)) {
      throw new CodedError('board/no-package', `no package.json above ${import.meta.url}`);
    }
  }
}

/** The flash image of unmodified StandardFirmata 2.5; `firmware/NOTICE.md` tells its origin and licence. */
export function standardFirmata(): Uint8Array {
  return parseIntelHex(readFileSync(join(packageRoot(), IMAGE), 'utf8'), FLASH_BYTES);
}
