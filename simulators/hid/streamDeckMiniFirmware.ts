import { LEVELS, type Level } from '#contract/values.js';
import { type LitLamps, NONE_LIT } from '../../device/adapters/lampPattern.js';
import type { Key } from '../../device/ports/panel.js';
import type { PadFirmware } from './simulatedPad.js';

const PLACES: readonly Key[] = [5, 4, 3, 2, 1, 'more-time'];
const PICTURE = { side: 80, header: 54 } as const;
const PAGE = { bytes: 1_024, header: 16 } as const;
/** Below this an eye in a bright office takes the screen for dark. */
const VISIBLE_PERCENT = 30;
const VERSION = [...'3.00.001'].map((letter) => letter.charCodeAt(0));

/** An Elgato Stream Deck Mini that judges its own screen: a key is lit when its picture is not black. */
export class StreamDeckMiniFirmware implements PadFirmware {
  readonly vendorId = 0x0fd9;
  readonly productId = 0x0063;
  readonly interfaces = [0];
  percent = 0;
  /** Pixel data of each key's picture as it was sent; undefined where the maker's logo is. */
  pictures: Array<Uint8Array | undefined> = [];
  private file: number[] = [];

  boot(): void {
    this.percent = 60;
    this.pictures = PLACES.map(() => undefined);
    this.file = [];
  }

  keysReport(down: ReadonlySet<Key>): Uint8Array {
    const report = new Uint8Array(17);
    report[0] = 1;
    for (const key of down) if (PLACES.includes(key)) report[1 + PLACES.indexOf(key)] = 1;
    return report;
  }

  write(report: Uint8Array): undefined {
    const [id, command, page, , last, key = 0] = report;
    if (report.length !== PAGE.bytes || id !== 2 || command !== 1) throw new Error('no picture page');
    if (page === 0) this.file = [];
    if (this.file.length !== (page ?? 0) * (PAGE.bytes - PAGE.header)) throw new Error('a page is missing');
    this.file.push(...report.subarray(PAGE.header));
    if (last === 1) this.pictures[key - 1] = pixelsOf(Uint8Array.from(this.file));
  }

  sendFeature(report: Uint8Array): void {
    const [id, a, b, c, one, percent = 0] = report;
    if (report.length !== 17 || id !== 5 || a !== 0x55 || b !== 0xaa || c !== 0xd1 || one !== 1) {
      throw new Error('no brightness report');
    }
    if (percent > 100) throw new Error(`brightness of ${percent} %`);
    this.percent = percent;
  }

  readFeature(id: number, length: number): Uint8Array {
    if (id !== 4) throw new Error(`no feature report ${id}`);
    const report = new Uint8Array(Math.min(length, 17));
    report.set([id, 0x55, 0xaa, 0xd4, VERSION.length, ...VERSION]);
    return report;
  }

  lamps(): LitLamps {
    if (this.percent < VISIBLE_PERCENT) return NONE_LIT;
    const [first, ...others] = this.pictures;
    const same = first !== undefined && others.every((other) => other !== undefined && equal(first, other));
    if (same && !isBlack(first)) return { keys: [], accepted: true };
    const isLit = (level: Level): boolean => !isBlack(this.pictures[PLACES.indexOf(level)]);
    return { keys: LEVELS.filter(isLit), accepted: false };
  }
}

function pixelsOf(file: Uint8Array): Uint8Array {
  const view = new DataView(file.buffer);
  const fits =
    view.getUint16(0, false) === 0x424d &&
    view.getUint32(10, true) === PICTURE.header &&
    view.getInt32(18, true) === PICTURE.side &&
    view.getInt32(22, true) === PICTURE.side &&
    view.getUint16(28, true) === 24;
  if (!fits) throw new Error('no bitmap of 80 × 80 pixels with 24 bits');
  return file.slice(PICTURE.header, PICTURE.header + PICTURE.side ** 2 * 3);
}

const equal = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0;

const isBlack = (pixels: Uint8Array | undefined): boolean => pixels?.every((value) => value === 0) ?? false;
