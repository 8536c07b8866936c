import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LEVELS } from '#contract/values.js';
import type { PadDriver, PadLook, PadModel } from '../../device/adapters/hid/padDriver.js';
import { STREAM_DECK_MINI } from '../../device/adapters/hid/streamDeckMini.js';
import { XK8 } from '../../device/adapters/hid/xk8.js';
import { ALL_DARK, type Lamps, lampPattern } from '../../device/adapters/lampPattern.js';
import { KEYS, type Key } from '../../device/ports/panel.js';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const bytesOf = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'hex'));

const INVITED = lampPattern({ kind: 'invite', leftMs: 30_000, moreTime: true }, 0);
const LAST_EMBER = lampPattern({ kind: 'countdown', secondsLeft: 3, moreTime: true }, 800);
const ACCEPTED = lampPattern({ kind: 'accepted' }, 0);
const FAULT = lampPattern({ kind: 'fault' }, 0);

/** The cells written on the way from one look to another, in order. */
function way(driver: PadDriver, from: ReadonlyArray<number | undefined>, to: PadLook): number[] {
  const shown = [...from];
  const cells: number[] = [];
  for (let cell = driver.next(shown, to); cell !== undefined; cell = driver.next(shown, to)) {
    cells.push(cell);
    shown[cell] = to[cell];
    if (cells.length > 100) throw new Error('the way does not end');
  }
  expect(shown).toEqual(to);
  return cells;
}

const brightness = fc.constantFrom(0, 0.1, 0.6, 1);
const anyLamps: fc.Arbitrary<Lamps> = fc.record({
  keys: fc.record({ 5: brightness, 4: brightness, 3: brightness, 2: brightness, 1: brightness }),
  accepted: brightness,
  moreTime: brightness,
});

const MODELS: readonly PadModel[] = [XK8, STREAM_DECK_MINI];

describe.each(MODELS.map((model) => [model.title, model] as const))('%s', (_title, model) => {
  const driver = model.makeDriver();

  it('B1 takes any bytes for a report without failing, and finds only its own keys, in order', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (report) => {
        const down = driver.read(report)?.down ?? [];
        expect(KEYS.filter((key) => down.includes(key))).toEqual(down);
      }),
      { numRuns: 2_000 },
    );
  });

  it('B1 reaches any look from any other, writing no cell twice', () => {
    fc.assert(
      fc.property(anyLamps, anyLamps, (before, after) => {
        const cells = way(driver, driver.look(before), driver.look(after));
        expect(new Set(cells).size).toBe(cells.length);
      }),
    );
  });

  it('B1 writes every cell of a pad of which nothing is known', () => {
    const look = driver.look(ALL_DARK);
    expect(way(driver, [], look).sort((a, b) => a - b)).toEqual([...look.keys()]);
  });

  it('B1 is opened to its users by the udev rules that are shipped', () => {
    const rules = readFileSync(
      new URL('../../device/package/udev/70-rating-box.rules', import.meta.url),
      'utf8',
    );
    const id = (number: number) => number.toString(16).padStart(4, '0');
    const products = model.productIds.map(id).join('|');
    expect(rules).toContain(
      `SUBSYSTEM=="hidraw", ATTRS{idVendor}=="${id(model.vendorId)}", ATTRS{idProduct}=="${products}", GROUP="plugdev", MODE="0660"`,
    );
  });
});

describe('X-keys XK-8', () => {
  const driver = XK8.makeDriver();

  /** Recorded from a pad with product id 1130, firmware 14, program switch on; then what was pressed. */
  const RECORDED: ReadonlyArray<readonly [report: string, down: readonly Key[]]> = [
    ['020100000000000058b5', []],
    ['020101000000000064ba', [5]],
    ['0201000000000000651b', []],
    ['020100010000000066be', [4]],
    ['0201000001000000689d', [3]],
    ['02010000000100006a75', [2]],
    ['02010200000000006c46', [1]],
    ['02010002000000006e1b', ['more-time']],
    ['02010000020000006fc1', ['language']],
    ['0201000000020000719d', []],
  ];

  it.each(RECORDED)('B1 reads the recorded report %s', (start, down) => {
    expect(driver.read(bytesOf(start.padEnd(64, '0')))).toEqual({ down, asked: false });
  });

  it('W8 reads keys that are held together', () => {
    expect(driver.read(bytesOf('00000301'.padEnd(64, '0')))?.down).toEqual([5, 4, 1]);
  });

  it('W9 tells an answer to its question from a report of a moved key', () => {
    expect(driver.read(bytesOf('020300000100'.padEnd(64, '0')))).toEqual({ down: [3], asked: true });
    expect(driver.read(bytesOf('020200000000'.padEnd(64, '0')))).toEqual({ down: [], asked: true });
  });

  it('B1 ignores special reports, and reports of another length', () => {
    for (let kind = 4; kind < 256; kind++) {
      const special = new Uint8Array(32).fill(0xff);
      special[1] = kind;
      expect(driver.read(special)).toBeUndefined();
    }
    for (const length of [0, 1, 2, 31, 33, 64, 2_048])
      expect(driver.read(new Uint8Array(length))).toBeUndefined();
  });

  it('B1 asks for the state by the published report', () => {
    expect(driver.question).toMatchObject({ kind: 'report' });
    expect('bytes' in driver.question && hex(driver.question.bytes)).toBe('00b1'.padEnd(72, '0'));
  });

  it('B1 writes lamps by the recorded reports, from left to right 0–5, 8, 9', () => {
    const command = (cell: number, value: number) =>
      driver.encode(cell, value).map(({ bytes }) => hex(bytes));
    expect(command(1, 1)).toEqual(['00b5000101'.padEnd(72, '0')]);
    expect(command(1, 0)).toEqual(['00b5000001'.padEnd(72, '0')]);
    const lamps = [1, 2, 3, 4, 5, 6, 7, 0].map((cell) => command(cell, 1)[0]?.slice(0, 10));
    expect(lamps).toEqual(
      ['00', '01', '02', '03', '04', '05', '08', '09'].map((number) => `00b5${number}0101`),
    );
    expect([command(8, 0)[0], command(9, 0)[0]]).toEqual([
      '00b30600'.padEnd(72, '0'),
      '00b30700'.padEnd(72, '0'),
    ]);
  });

  it('W11 answers a press by the accepted lamp before it turns the keys off', () => {
    expect(way(driver, driver.look(INVITED), driver.look(ACCEPTED))[0]).toBe(0);
    expect(driver.look(ACCEPTED)).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  });

  it('W12 lights the key for more time while it helps, and the language key while there is a choice', () => {
    expect(driver.look(INVITED)).toEqual([0, 1, 1, 1, 1, 1, 1, 1, 0, 0]);
    expect(driver.look({ ...INVITED, moreTime: 0 })).toEqual([0, 1, 1, 1, 1, 1, 0, 1, 0, 0]);
    expect(driver.look(LAST_EMBER)).toEqual([0, 0, 0, 0, 0, 0, 1, 1, 0, 0]);
    expect(driver.look(FAULT)).toEqual([0, 1, 0, 0, 0, 0, 0, 0, 0, 0]);
  });
});

describe('Stream Deck Mini', () => {
  const driver = STREAM_DECK_MINI.makeDriver();
  const input = (keys: readonly number[], length = 17): Uint8Array => {
    const report = new Uint8Array(length);
    report.set([1, ...keys]);
    return report;
  };

  it('B1 reads the keys from the top left, from older pads and newer ones', () => {
    const order = [...LEVELS, 'more-time'];
    for (const length of [17, 65]) {
      for (const [place, key] of order.entries()) {
        const keys = order.map((_, at) => Number(at === place));
        expect(driver.read(input(keys, length))).toEqual({ down: [key], asked: false });
      }
    }
    expect(driver.read(input([0, 0, 0, 0, 0, 0]))).toEqual({ down: [], asked: false });
  });

  it('B1 ignores other reports, and reports of another length', () => {
    const other = input([1, 1, 1, 1, 1, 1]);
    other[0] = 2;
    expect(driver.read(other)).toBeUndefined();
    for (const length of [0, 1, 6, 66, 2_048]) {
      expect(driver.read(new Uint8Array(length).fill(1))).toBeUndefined();
    }
  });

  it('B1 sets the brightness by the published feature report', () => {
    expect(driver.encode(0, 50).map(({ kind, bytes }) => [kind, hex(bytes)])).toEqual([
      ['feature', '0555aad10132'.padEnd(34, '0')],
    ]);
  });

  it('B1 sends a picture as 20 pages with the recorded headers', () => {
    const pages = driver.encode(1, 0);
    expect(pages).toHaveLength(20);
    expect(new Set(pages.map(({ kind, bytes }) => `${kind} ${bytes.length}`))).toEqual(
      new Set(['report 1024']),
    );
    const header = (page: number, key: number) =>
      hex(driver.encode(key, 0)[page]?.bytes.subarray(0, 16) ?? new Uint8Array());
    expect(header(0, 1)).toBe('020100000001'.padEnd(32, '0'));
    expect(header(18, 1)).toBe('020112000001'.padEnd(32, '0'));
    expect(header(19, 1)).toBe('020113000101'.padEnd(32, '0'));
    expect(header(19, 6)).toBe('020113000106'.padEnd(32, '0'));
    const bitmap =
      '424d364b000000000000360000002800000050000000500000000100180000000000004b0000130b0000130b0000';
    expect(hex(pages[0]?.bytes.subarray(16, 70) ?? new Uint8Array())).toBe(bitmap.padEnd(108, '0'));
  });

  it('W11 shows the same picture on every key after a press', () => {
    const [percent, ...pictures] = driver.look(ACCEPTED);
    expect(percent).toBe(100);
    expect(new Set(pictures).size).toBe(1);
    expect(new Set(driver.look(INVITED).slice(1)).size).toBe(6);
  });

  it('W11 answers a press by brightness first, then by the keys in an order of their own', () => {
    expect(way(driver, driver.look(LAST_EMBER), driver.look(ACCEPTED))).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it('W2 has its faces ready in the dark: an invitation is one change of brightness', () => {
    const dark = driver.look(ALL_DARK);
    expect(way(driver, driver.look(ACCEPTED), dark)[0]).toBe(0);
    expect(way(driver, dark, driver.look(INVITED))).toEqual([0]);
    expect(driver.look(INVITED)[0]).toBe(100);
    expect(driver.look(LAST_EMBER)[0]).toBe(10);
  });

  it('B1 lights up only when its pictures are complete', () => {
    expect(way(driver, [0, 6, 6, 6, 6, 6, 6], driver.look(INVITED)).at(-1)).toBe(0);
  });

  it('W12 blanks the key for more time when it does not help', () => {
    const cells = way(driver, driver.look(INVITED), driver.look({ ...INVITED, moreTime: 0 }));
    expect(cells).toEqual([6]);
  });
});
