import { join } from 'node:path';
import { packageRoot } from '#platform/packageFacts.js';
import type { BoardDesign } from '../board/boardDesign.js';

/** The reference sketch of the rating pad, compiled; `firmware/NOTICE.md` tells how. */
export const ratingPad = (): string => join(packageRoot(), 'simulators/pad/firmware/ratingPad.hex');

/** An Uno with the reference sketch and all keys and lamps that it can have. */
export const padUno = (program = ratingPad()): BoardDesign => ({
  program,
  wiring: {
    keys: { 5: 2, 4: 4, 3: 7, 2: 8, 1: 12, 'more-time': 14, language: 15 },
    lamps: { 5: 3, 4: 5, 3: 6, 2: 9, 1: 10, accepted: 11, 'more-time': 16 },
  },
});
