import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { Atmega328 } from '../../../simulators/board/atmega328.js';
import { flashImage, standardFirmata } from '../../../simulators/board/firmware.js';

/** StandardFirmata blinks for about 2.13 s before it speaks. */
const BOOT_MS = 2_200;
const PULLUP = 0x0b;
const OUTPUT = 0x01;
const flash = flashImage(standardFirmata());
const PWM = 0x03;
const PINS = Array.from({ length: 20 }, (_, pin) => pin);

const setMode = (pin: number, mode: number) => [0xf4, pin, mode];
const reportPortD = [0xd0, 1];
const writeDuty = (pin: number, value: number) => [0xe0 | pin, value & 0x7f, value >> 7];
const writePortB = (bits: number) => [0x91, bits & 0x7f, bits >> 7];

class Bench {
  readonly sent: number[] = [];
  readonly trace: string[] = [];
  readonly chip: Atmega328;

  constructor(skipIdle: boolean) {
    this.chip = new Atmega328({
      flash,
      skipIdle,
      onTransmit: (byte) => {
        this.sent.push(byte);
        this.trace.push(`${this.chip.elapsedMs} sent ${byte}`);
      },
      onPins: () => {
        const lit = PINS.flatMap((pin) => (this.chip.duty(pin) === 0 ? [] : [[pin, this.chip.duty(pin)]]));
        this.trace.push(`${this.chip.elapsedMs} lit ${JSON.stringify(lit)}`);
      },
    });
  }

  /** Sends a message, lets it be carried out, and returns what was answered. */
  ask(...bytes: number[]): number[] {
    this.sent.length = 0;
    this.chip.receive(Uint8Array.from(bytes));
    this.chip.advance(bytes.length + 5);
    return [...this.sent];
  }
}

describe('Atmega328 running StandardFirmata', () => {
  let bench: Bench;

  beforeAll(() => {
    bench = new Bench(true);
  });

  it('B1 introduces itself as 2.5 after its boot blink, with every pin low: a key must be wired to ground', () => {
    bench.chip.advance(BOOT_MS);
    expect(bench.sent.slice(0, 7)).toEqual([0xf9, 2, 5, 0xf0, 0x79, 2, 5]);
    expect(bench.trace.some((line) => line.endsWith('lit [[13,1]]'))).toBe(true);
    expect(PINS.filter((pin) => bench.chip.duty(pin) > 0)).toEqual([]);
  });

  it('answers a question for its version', () => {
    expect(bench.ask(0xf9)).toEqual([0xf9, 2, 5]);
  });

  it('reads an open key as high by its pull-up, and a closed one as low', () => {
    bench.ask(...setMode(2, PULLUP));
    expect(bench.ask(...reportPortD)).toEqual([0x90, 0b100, 0]);
    bench.sent.length = 0;
    bench.chip.ground(2, true);
    bench.chip.advance(5);
    expect(bench.sent).toEqual([0x90, 0, 0]);
    bench.chip.ground(2, false);
  });

  it('reads an open key without pull-up as low, which is the worst case', () => {
    bench.ask(...setMode(2, 0));
    expect(bench.ask(...reportPortD)).toEqual([0x90, 0, 0]);
  });

  it('drives a lamp, on a pin that is an output', () => {
    bench.ask(...setMode(8, OUTPUT), ...writePortB(0b1));
    expect(bench.chip.duty(8)).toBe(1);
    bench.ask(...writePortB(0));
    expect(bench.chip.duty(8)).toBe(0);
  });

  it.each([3, 5, 6, 9, 10, 11])('W12 drives pin %d with the duty asked for, and fully on and off', (pin) => {
    bench.ask(...setMode(pin, PWM));
    for (const value of [1, 3, 128, 254]) {
      bench.ask(...writeDuty(pin, value));
      // Fast PWM, which timer 0 runs, is high for one step more (datasheet §15.7.3).
      expect(bench.chip.duty(pin)).toBeCloseTo(pin === 5 || pin === 6 ? (value + 1) / 256 : value / 255, 6);
    }
    bench.ask(...writeDuty(pin, 255));
    expect(bench.chip.duty(pin)).toBe(1);
    bench.ask(...writeDuty(pin, 0));
    expect(bench.chip.duty(pin)).toBe(0);
  });

  it('loses bytes that come before the firmware has opened its serial line', () => {
    const fresh = new Bench(true);
    fresh.chip.receive(Uint8Array.of(0xf9));
    fresh.chip.advance(BOOT_MS);
    expect(fresh.sent.filter((byte) => byte === 0xf9)).toHaveLength(1);
  });

  it('keeps an appointment at its own time', () => {
    const start = bench.chip.elapsedMs;
    const seen: number[] = [];
    for (const ms of [3, 1, 2]) bench.chip.after(ms, () => seen.push(bench.chip.elapsedMs - start));
    bench.chip.advance(10);
    expect(seen).toHaveLength(3);
    for (const [index, ms] of seen.entries()) expect(ms).toBeCloseTo(index + 1, 3);
  });
});

describe('IdleSkip', () => {
  it('sends the same bytes and moves the same pins and duties at the same cycle as without it', () => {
    const wait = (max: number) => fc.double({ min: 0, max, noNaN: true });
    const step = fc.record({
      wait: fc.oneof(wait(0.3), wait(40)),
      act: fc.oneof(
        fc.record({ pin: fc.integer({ min: 2, max: 6 }), down: fc.boolean() }),
        fc.constantFrom(
          ...[[0xf9], writePortB(0b10101), writePortB(0), [0xf0, 0x79, 0xf7], [0xf0, 0x6d, 2, 0xf7]],
          ...[writeDuty(9, 100), writeDuty(11, 3), writeDuty(9, 0), writeDuty(9, 255)],
        ),
      ),
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 60, maxLength: 80 }), (steps) => {
        const [skipping, plain] = [new Bench(true), new Bench(false)];
        for (const bench of [skipping, plain]) {
          bench.chip.advance(BOOT_MS);
          for (const pin of [2, 3, 4, 5, 6]) bench.ask(...setMode(pin, PULLUP));
          for (const pin of [8, 10, 12]) bench.ask(...setMode(pin, OUTPUT));
          for (const pin of [9, 11]) bench.ask(...setMode(pin, PWM));
          bench.ask(...reportPortD);
          for (const { wait, act } of steps) {
            bench.chip.advance(wait);
            if ('pin' in act) bench.chip.ground(act.pin, act.down);
            else bench.chip.receive(Uint8Array.from(act));
          }
          bench.chip.advance(50);
        }
        expect(skipping.trace).toEqual(plain.trace);
      }),
      { numRuns: 2, endOnFailure: true },
    );
  });
});
