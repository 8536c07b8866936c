import { LEVELS, type Level } from '#contract/values.js';
import type { Lamps } from '../lampPattern.js';
import { bitmapOf, turned } from './bitmap.js';
import {
  differs,
  type PadDriver,
  type PadLook,
  type PadMessage,
  type PadModel,
  type ShownLook,
} from './padDriver.js';
import { drawPicture, type PadPicture } from './padPictures.js';

/** Row by row from the top left, as the keys lie: 5 4 3 / 2 1 more time. */
const PLACES: readonly (Level | 'more-time')[] = [...LEVELS, 'more-time'];
const SIDE = 80;

/** Input: the report id, then one byte a key. Of 17 bytes from older pads, of 65 from newer ones. */
const KEY_REPORT = 0x01;
const LONGEST_INPUT = 65;

/** Output: a header, then a part of the picture's file, padded. */
const PICTURE_REPORT = 0x02;
const PICTURE_COMMAND = 0x01;
const PAGE_BYTES = 1_024;
const PAGE_HEADER_BYTES = 16;

/** Feature reports. */
const BRIGHTNESS = [0x05, 0x55, 0xaa, 0xd1, 0x01] as const;
const FEATURE_BYTES = 17;
const FIRMWARE_VERSION = { id: 0x04, length: 32 } as const;

/** Cells of the look: the brightness of all, then the picture of each key. */
const BRIGHTNESS_CELL = 0;
/** Brightness is set in steps of this many per cent: a breath takes seven, not a write for each frame. */
const STEP = 10;

const PICTURES: readonly PadPicture[] = [...LEVELS, 'more-time', 'thanks', 'blank'];
const codeOf = (picture: PadPicture): number => PICTURES.indexOf(picture);

/**
 * Elgato Stream Deck Mini (three revisions) and the 6-key module: six keys that are little screens.
 *
 * A picture costs 20 pages of 1 KiB, a change of brightness 17 bytes, so the faces are put on the keys while the
 * pad is dark and an invitation is one change of brightness. A press is answered by full brightness at once and
 * then by a tick on one key after the other, always in the same order (W11).
 *
 * The pad does not tell which keys are held until one of them moves, so none is held when it becomes ready.
 * Layouts: docs.elgato.com/streamdeck/hid/mini and Julusian/node-elgato-stream-deck.
 */
export const STREAM_DECK_MINI: PadModel = {
  name: 'stream-deck-mini',
  title: 'Elgato Stream Deck Mini',
  vendorId: 0x0fd9,
  productIds: [0x0063, 0x0090, 0x00b3, 0x00b8],
  makeDriver(): PadDriver {
    const files = PICTURES.map((picture) => bitmapOf(turned(drawPicture(picture, SIDE))));
    return {
      question: { kind: 'ask', ...FIRMWARE_VERSION },
      read,
      look,
      next,
      encode: (cell, value) =>
        cell === BRIGHTNESS_CELL ? [brightness(value)] : pagesOf(cell, files[value] ?? new Uint8Array()),
    };
  },
};

function read(report: Uint8Array): ReturnType<PadDriver['read']> {
  if (report[0] !== KEY_REPORT || report.length <= PLACES.length || report.length > LONGEST_INPUT) {
    return undefined;
  }
  return { down: PLACES.filter((_, place) => report[1 + place] !== 0), asked: false };
}

function look(lamps: Lamps): PadLook {
  const lit = LEVELS.some((level) => lamps.keys[level] > 0);
  const brightest = Math.max(lamps.accepted, ...LEVELS.map((level) => lamps.keys[level]));
  const pictures = PLACES.map((key): PadPicture => {
    if (lamps.accepted > 0) return 'thanks';
    const isLit = (key === 'more-time' ? lamps.moreTime : lamps.keys[key]) > 0;
    return isLit || !lit ? key : 'blank';
  });
  return [Math.round((brightest * 100) / STEP) * STEP, ...pictures.map(codeOf)];
}

/** Brightness first, except when the pad lights up: then the pictures are complete before they are seen. */
function next(shown: ShownLook, wanted: PadLook): number | undefined {
  const picture = wanted.findIndex((value, cell) => cell !== BRIGHTNESS_CELL && differs(shown)(value, cell));
  const isDark = shown[BRIGHTNESS_CELL] === 0;
  if (isDark && picture >= 0) return picture;
  if (shown[BRIGHTNESS_CELL] !== wanted[BRIGHTNESS_CELL]) return BRIGHTNESS_CELL;
  return picture < 0 ? undefined : picture;
}

function brightness(percent: number): PadMessage {
  const bytes = new Uint8Array(FEATURE_BYTES);
  bytes.set([...BRIGHTNESS, percent]);
  return { kind: 'feature', bytes };
}

function pagesOf(key: number, file: Uint8Array): PadMessage[] {
  const room = PAGE_BYTES - PAGE_HEADER_BYTES;
  const count = Math.ceil(file.length / room);
  return Array.from({ length: count }, (_, page) => {
    const bytes = new Uint8Array(PAGE_BYTES);
    bytes.set([PICTURE_REPORT, PICTURE_COMMAND, page, 0, Number(page === count - 1), key]);
    bytes.set(file.subarray(page * room, (page + 1) * room), PAGE_HEADER_BYTES);
    return { kind: 'report', bytes };
  });
}
