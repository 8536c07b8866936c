import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '#platform/packageFacts.js';
import { parseIntelHex } from './intelHex.js';

/** Program memory of the ATmega328P in bytes (datasheet DS40002061A §8.2). */
export const FLASH_BYTES = 0x8000;

/** Path of an unmodified StandardFirmata; `firmware/NOTICE.md` tells the origin and licence of both. */
export const standardFirmata = (version: '2.5' | '2.4' = '2.5'): string =>
  join(packageRoot(), `simulators/board/firmware/StandardFirmata-${version}.hex`);

/** The flash image in an Intel HEX file. Throws the system's error, or `CodedError` `board/bad-hex`. */
export function flashImage(path: string): Uint8Array {
  return parseIntelHex(readFileSync(path, 'utf8'), FLASH_BYTES);
}
