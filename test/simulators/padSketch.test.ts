import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { packageRoot } from '#platform/packageFacts.js';
import { ALL_DARK } from '../../device/adapters/lampPattern.js';
import {
  bodyOf,
  decodePadLine,
  HELLO_LINE,
  lampsLine,
  lineCheck,
  padLine,
  pingLine,
} from '../../device/adapters/serialPadFrame.js';
import { KEYS, type Key } from '../../device/ports/panel.js';
import { Atmega328 } from '../../simulators/board/atmega328.js';
import { flashImage } from '../../simulators/board/firmware.js';
import { padUno, ratingPad } from '../../simulators/pad/padDesign.js';

const SKETCH = join(packageRoot(), 'device/pad/ratingPad/ratingPad.ino');
const ARDUINO = '/usr/share/arduino/hardware/arduino/avr';
const PACKAGES = 'gcc-avr avr-libc arduino-core-avr';
const COMPILES =
  spawnSync('avr-g++', ['--version']).status === 0 &&
  existsSync(join(ARDUINO, 'cores/arduino/Arduino.h')) &&
  existsSync('/usr/lib/avr/include/stdlib.h');
const BOOT_MS = 40;
const { keys: KEY_PINS, lamps: LAMP_PINS } = padUno().wiring;
const ALL_LAMPS = [5, 4, 3, 2, 1, 'accepted', 'more-time'] as const;

const ascii = (text: string): Buffer => Buffer.from(text, 'latin1');

/** The chip with the sketch, and what it said. */
class Bench {
  private said = '';
  readonly chip: Atmega328;

  constructor(flash: Uint8Array) {
    this.chip = new Atmega328({
      flash,
      onTransmit: (byte) => {
        this.said += String.fromCharCode(byte);
      },
      onPins: () => undefined,
    });
  }

  /** Sends bytes, lets time pass, and returns the bodies of all lines that came. */
  run(ms: number, bytes: Uint8Array | string = ''): (string | undefined)[] {
    this.said = '';
    this.chip.receive(typeof bytes === 'string' ? ascii(bytes) : bytes);
    this.chip.advance(ms);
    expect(this.said).toMatch(/^([^\n]+\n)*$/);
    return this.said.split('\n').slice(0, -1).map(bodyOf);
  }

  finger(key: Key, down: boolean): void {
    this.chip.ground(KEY_PINS[key] ?? Number.NaN, down);
  }

  get duties(): number[] {
    return ALL_LAMPS.map((lamp) => Math.round(255 * this.chip.duty(LAMP_PINS[lamp] ?? Number.NaN)));
  }
}

/** What a pad by this protocol does, whoever compiled its sketch. */
function behavesAsPad(image: () => string): void {
  let flash: Uint8Array;
  let bench: Bench;

  beforeAll(() => {
    flash = flashImage(image());
  });
  beforeEach(() => {
    bench = new Bench(flash);
  });

  it('B1 says who it is when it has started, with its lamps dark, and again when it is asked', () => {
    expect(bench.run(BOOT_MS)).toEqual(['B1,07,RatingPad 1.0']);
    expect(bench.duties).toEqual([0, 0, 0, 0, 0, 0, 0]);
    expect(bench.run(5, HELLO_LINE)).toEqual(['H1,07,RatingPad 1.0']);
  });

  it('B1 W9 names the keys that are down when it starts', () => {
    bench.finger(3, true);
    bench.finger('language', true);
    expect(bench.run(BOOT_MS).slice(1)).toEqual(['K44']);
    expect(bench.run(5, pingLine(0xa7))).toEqual(['PA7440000']);
  });

  it('B1 tells every key apart, at once', () => {
    bench.run(BOOT_MS);
    for (const key of KEYS) {
      bench.finger(key, true);
      const [line] = bench.run(2).map((body) => decodePadLine(padLine(body ?? '').trimEnd()));
      expect(line).toEqual({ kind: 'keys', down: [key] });
      bench.finger(key, false);
      expect(bench.run(2)).toEqual(['K00']);
    }
  });

  it('W10 looks at its keys more than a thousand times a second: of a change, the first bit leaves within 1 ms', () => {
    bench.run(BOOT_MS);
    const LINE_MS = (9 * 10) / 115.2;
    fc.assert(
      fc.property(fc.double({ min: 3, max: 20, noNaN: true }), (wait) => {
        bench.run(wait);
        bench.finger(2, true);
        expect(bench.run(LINE_MS + 1)).toEqual(['K02']);
        bench.finger(2, false);
        bench.run(3);
      }),
      { numRuns: 30 },
    );
  });

  it('W10 reports each bounce of 1.5 ms and longer, and of quicker ones the state they end in', () => {
    bench.run(BOOT_MS);
    const bounce = (pauses: readonly number[]) => {
      let at = 0;
      let down = false;
      for (const pause of pauses) {
        at += pause;
        down = !down;
        const state = down;
        bench.chip.after(at, () => bench.finger(1, state));
      }
      return bench.run(at + 5);
    };
    expect(bounce([0, 1.5, 1.5, 1.5, 1.5, 30])).toEqual(['K01', 'K00', 'K01', 'K00', 'K01', 'K00']);
    const quick = bounce(Array.from({ length: 301 }, () => 0.05));
    expect(quick.length).toBeLessThan(20);
    expect(quick.at(-1)).toBe('K01');
  });

  it('B2 says no more than a thousand key lines a second, however a contact chatters', () => {
    bench.run(BOOT_MS);
    for (let change = 0; change < 10_000; change++) {
      bench.chip.after(change / 10, () => bench.finger(5, change % 2 === 0));
    }
    const lines = bench.run(1_010);
    expect(lines.length).toBeLessThanOrEqual(1_000);
    expect(lines.length).toBeGreaterThan(500);
    expect(lines).not.toContain(undefined);
    bench.finger(5, true);
    expect(bench.run(5, pingLine(1)).at(-1)).toBe('P01100000');
  });

  it('B1 drives every lamp with its brightness, and names the line in force', () => {
    bench.run(BOOT_MS);
    const line = padLine('L01407FC0FFFFFF');
    expect(bench.run(5, line + pingLine(3))).toEqual([`P0300${line.slice(-5, -1)}`]);
    const [five, four, three, ...rest] = bench.duties;
    // Pins 5 and 6 are lit one step longer: their timer runs in fast PWM.
    expect([five, four, three]).toEqual([0x01, 0x41, 0x80]);
    expect(rest).toEqual([0xc0, 0xff, 0xff, 0xff]);
    bench.run(5, lampsLine(ALL_DARK));
    expect(bench.duties).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });

  it('B1 turns its lamps off when the box is gone for 5 s, and says so', () => {
    bench.run(BOOT_MS);
    bench.run(5, padLine('LFFFFFFFFFFFFFF'));
    bench.run(4_900);
    expect(bench.duties).toEqual([255, 255, 255, 255, 255, 255, 255]);
    bench.run(200);
    expect(bench.duties).toEqual([0, 0, 0, 0, 0, 0, 0]);
    expect(bench.run(5, pingLine(0))).toEqual(['P00000000']);
  });

  it('B1 obeys no damaged line and goes on after the next line end', () => {
    bench.run(BOOT_MS);
    const told = ascii(padLine('L10203040506070'));
    const inForce = lineCheck(told.toString());
    bench.run(5, told);
    const duties = bench.duties;
    const noise = fc.oneof(
      fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
      fc.record({ at: fc.nat(), to: fc.nat(255) }).map(({ at, to }) => {
        const line = ascii(padLine('LFFFFFFFFFFFFFF'));
        line[at % (line.length - 1)] = to;
        return line;
      }),
      fc.nat(20).map((length) => ascii(padLine('LFFFFFFFFFFFFFF')).subarray(0, length)),
    );
    const whole = padLine('LFFFFFFFFFFFFFF');
    fc.assert(
      fc.property(
        noise.filter((bytes) => !bytes.toString('latin1').includes(whole.trimEnd())),
        fc.nat(255),
        (bytes, echo) => {
          const [answer, ...others] = bench.run(
            (bytes.length + 60) / 5,
            Buffer.concat([bytes, ascii(`\n${pingLine(echo)}`)]),
          );
          expect(others).toEqual([]);
          expect(decodePadLine(padLine(answer ?? '').trimEnd())).toMatchObject({ echo, lamps: inForce });
          expect(bench.duties).toEqual(duties);
        },
      ),
      { numRuns: 150 },
    );
  });

  it.each([
    'P0',
    'P000',
    'P0a',
    'HH',
    'L0000000000000',
    'LGG000000000000',
    'X',
    'K00',
    'L000000000000000000000000000000000000000',
  ])('B1 does nothing at %s, though its checksum is right', (body) => {
    bench.run(BOOT_MS);
    expect(bench.run(10, padLine(body))).toEqual([]);
    expect(bench.run(5, pingLine(9))).toEqual(['P09000000']);
  });

  it('B1 loses no question among many lamps', () => {
    bench.run(BOOT_MS);
    for (let frame = 0; frame < 50; frame++) {
      const lines = padLine(`L${(frame * 5).toString(16).toUpperCase().padStart(2, '0').repeat(7)}`);
      const answers = bench.run(10, lines + pingLine(frame));
      expect(answers).toEqual([
        `P${frame.toString(16).toUpperCase().padStart(2, '0')}00${lines.slice(-5, -1)}`,
      ]);
    }
  });
}

describe('the reference sketch as shipped', () => {
  it('is compiled from the sketch of now, as its notice says', () => {
    const notice = readFileSync(join(dirname(ratingPad()), 'NOTICE.md'), 'utf8');
    for (const file of [SKETCH, ratingPad()]) {
      expect(notice, file).toContain(createHash('sha256').update(readFileSync(file)).digest('hex'));
    }
  });

  behavesAsPad(ratingPad);
});

const compiled = COMPILES ? 'compiled anew' : `compiled anew (skipped: install ${PACKAGES})`;
describe.skipIf(!COMPILES)(`the reference sketch ${compiled}`, () => {
  let folder: string;
  const image = () => join(folder, 'pad.hex');

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'rating-sketch-'));
    execFileSync('sh', [join(dirname(ratingPad()), 'build.sh'), image()]);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  behavesAsPad(image);

  it.each([
    ['Mega', 'atmega2560', 'mega'],
    ['Leonardo', 'atmega32u4', 'leonardo'],
    ['Nano', 'atmega328p', 'eightanaloginputs'],
  ])('compiles for an Arduino %s without a warning', (_, processor, variant) => {
    const defines = ['F_CPU=16000000L', 'ARDUINO=10819', 'ARDUINO_ARCH_AVR', 'USB_VID=1', 'USB_PID=1'];
    const result = spawnSync('avr-g++', [
      ...['-c', '-Os', '-Wall', '-Wextra', '-Werror', '-std=gnu++11', `-mmcu=${processor}`],
      ...defines.map((define) => `-D${define}`),
      ...['-I', join(ARDUINO, 'cores/arduino'), '-I', join(ARDUINO, 'variants', variant)],
      ...['-x', 'c++', SKETCH, '-o', join(folder, `${variant}.o`)],
    ]);
    expect(result.stderr.toString()).toBe('');
    expect(result.status).toBe(0);
  });
});
