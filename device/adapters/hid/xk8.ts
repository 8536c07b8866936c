import { LEVELS } from '#contract/values.js';
import type { Key } from '../../ports/panel.js';
import { type Lamps, litLamps } from '../lampPattern.js';
import { differs, type PadDriver, type PadLook, type PadMessage, type PadModel } from './padDriver.js';

/** Of an input report and of an output report, whose leading 0 stands for "no report id". */
const INPUT_BYTES = 32;
const OUTPUT_BYTES = 36;
/** Reports with more in their second byte are special: versions, answers of the configuration. */
const MAX_KIND = 3;
const ASKED = 0b10;
/** Bytes 2–5 hold two keys each; key n (from 1) is bit (n - 1) % 2 of byte 2 + (n - 1) / 2. */
const FIRST_KEY_BYTE = 2;
const KEYS_PER_BYTE = 2;

const COMMAND = { state: 0xb1, indicator: 0xb3, backlight: 0xb5 } as const;

/** The keys from left to right. The eighth is no key of ours: its backlight is the accepted lamp. */
const PLACES: readonly Key[] = [...LEVELS, 'more-time', 'language'];
const ACCEPTED_PLACE = 7;
/** Numbers of the keys, and of their backlights, from left to right; 6 and 7 are the indicators. */
const KEY_NUMBERS = [1, 3, 5, 7, 2, 4, 6, 8] as const;
const BACKLIGHTS = [0, 1, 2, 3, 4, 5, 8, 9] as const;
const INDICATORS = [6, 7] as const;

/** Cells of the look: the accepted lamp first, because it answers a press (W11). */
const PLACE_OF_CELL = [ACCEPTED_PLACE, ...PLACES.keys()] as const;

/**
 * X-keys XK-8 Stick: eight keys in a row with blue backlights. From left to right: the five levels from very
 * satisfied to very dissatisfied, more time, language, and a place for the word "thanks" whose backlight is the
 * accepted lamp. The two indicators at its end stay off.
 *
 * Product id 1130 is that of a new pad, 1132 the other one that reports keys. Layouts: public recordings of a pad
 * and hardware.md §3.
 */
export const XK8: PadModel = {
  name: 'xk-8',
  title: 'X-keys XK-8',
  vendorId: 0x05f3,
  productIds: [1130, 1132],
  makeDriver: (): PadDriver => ({
    question: output([COMMAND.state]),
    read(report) {
      const kind = report[1];
      if (report.length !== INPUT_BYTES || kind === undefined || kind > MAX_KIND) return undefined;
      const isDown = (place: number): boolean => bitOf(report, (KEY_NUMBERS[place] ?? 0) - 1);
      return { down: PLACES.filter((_, place) => isDown(place)), asked: (kind & ASKED) !== 0 };
    },
    look,
    next(shown, wanted) {
      const cell = wanted.findIndex(differs(shown));
      return cell < 0 ? undefined : cell;
    },
    encode: (cell, value) => [output(lampCommand(cell, value))],
  }),
};

function look(lamps: Lamps): PadLook {
  const { keys, accepted } = litLamps(lamps);
  const inviting = LEVELS.every((level) => lamps.keys[level] > 0);
  return [
    accepted,
    ...LEVELS.map((level) => keys.includes(level)),
    lamps.moreTime > 0,
    inviting,
    ...INDICATORS.map(() => false),
  ].map(Number);
}

function lampCommand(cell: number, value: number): number[] {
  const place = PLACE_OF_CELL[cell];
  const backlight = place === undefined ? undefined : BACKLIGHTS[place];
  if (backlight !== undefined) return [COMMAND.backlight, backlight, value, 1];
  return [COMMAND.indicator, INDICATORS[cell - PLACE_OF_CELL.length] ?? 0, value];
}

const bitOf = (report: Uint8Array, index: number): boolean =>
  (((report[FIRST_KEY_BYTE + Math.floor(index / KEYS_PER_BYTE)] ?? 0) >> (index % KEYS_PER_BYTE)) & 1) === 1;

function output(command: readonly number[]): PadMessage {
  const bytes = new Uint8Array(OUTPUT_BYTES);
  bytes.set(command, 1);
  return { kind: 'report', bytes };
}
