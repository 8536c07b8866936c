import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '#platform/packageFacts.js';
import { parseIntelHex } from './intelHex.js';

/** Program memory of the ATmega328P in bytes (datasheet DS40002061A §8.2). */
export const FLASH_BYTES = 0x8000;

const IMAGE = 'simulators/board/firmware/StandardFirmata-2.5.hex';

/** The flash image of unmodified StandardFirmata 2.5; `firmware/NOTICE.md` tells its origin and licence. */
export function standardFirmata(): Uint8Array {
  return parseIntelHex(readFileSync(join(packageRoot(), IMAGE), 'utf8'), FLASH_BYTES);
}
