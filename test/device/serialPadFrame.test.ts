import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALL_DARK, type Lamps } from '../../device/adapters/lampPattern.js';
import {
  bodyOf,
  crc16,
  decodePadLine,
  HELLO_LINE,
  lampsLine,
  lineCheck,
  type PadMessage,
  padLine,
  pingLine,
} from '../../device/adapters/serialPadFrame.js';
import { SerialPadLines } from '../../device/adapters/serialPadLines.js';

const hex = (value: number, digits: number) => value.toString(16).toUpperCase().padStart(digits, '0');
const byte = fc.nat(255).map((value) => hex(value, 2));
const keyState = fc.nat(127).map((value) => hex(value, 2));
const word = fc.nat(0xffff).map((value) => hex(value, 4));
const name = fc.stringMatching(/^[A-Za-z0-9 .-]{1,24}$/);
const padBody = fc.oneof(
  keyState.map((keys) => `K${keys}`),
  fc.tuple(byte, keyState, word).map((parts) => `P${parts.join('')}`),
  fc.tuple(fc.constantFrom('B', 'H'), byte, name).map(([type, flags, text]) => `${type}1,${flags},${text}`),
);

/** All that a reader makes of bytes that come in pieces. */
function read(bytes: Uint8Array, cuts: readonly number[] = []): (PadMessage | undefined)[] {
  const lines = new SerialPadLines();
  const ends = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
  return [0, ...ends].flatMap((start, index) =>
    [...lines.take(bytes.subarray(start, ends[index] ?? bytes.length))].map(decodePadLine),
  );
}

const understood = (bytes: Uint8Array, cuts?: readonly number[]): PadMessage[] =>
  read(bytes, cuts).filter((message) => message !== undefined);

const ascii = (text: string): Buffer => Buffer.from(text, 'latin1');
const flip = (bytes: Uint8Array, bits: Iterable<number>): Buffer => {
  const damaged = Buffer.from(bytes);
  for (const bit of bits) damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return damaged;
};

describe('the frame of the serial pad', () => {
  it('has the checksum CRC-16/IBM-3740', () => {
    expect(crc16('123456789')).toBe(0x29b1);
    expect(crc16('')).toBe(0xffff);
  });

  it('writes the lines of the box as PROTOCOL.md shows them', () => {
    expect(HELLO_LINE).toBe('\nH*283C\n');
    expect(bodyOf(pingLine(0x0a).trimEnd())).toBe('P0A');
    expect(bodyOf(lampsLine(ALL_DARK).trimEnd())).toBe('L00000000000000');
    const lamps: Lamps = { keys: { 5: 1, 4: 0.08, 3: 0.5, 2: 0, 1: 1 }, accepted: 1, moreTime: 0.3 };
    expect(bodyOf(lampsLine(lamps).trimEnd())).toBe('LFF022F00FFFF10');
    expect(lineCheck(pingLine(7))).toBe(crc16('P07'));
  });

  it('sends no space and no lower-case letter: a boot loader takes none of it for an order to erase', () => {
    const brightness = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.nat(255), brightness, brightness, (echo, one, other) => {
        const lamps = { keys: { 5: one, 4: other, 3: 0, 2: 1, 1: one }, accepted: other, moreTime: 1 };
        expect(HELLO_LINE + pingLine(echo) + lampsLine(lamps)).toMatch(/^[*\nA-Z0-9]+$/);
      }),
    );
  });

  it.each([
    ['K00', { kind: 'keys', down: [] }],
    ['K7F', { kind: 'keys', down: [5, 4, 3, 2, 1, 'more-time', 'language'] }],
    ['K10', { kind: 'keys', down: [5] }],
    ['K01', { kind: 'keys', down: [1] }],
    ['P2A60BEEF', { kind: 'pong', echo: 42, down: ['more-time', 'language'], lamps: 0xbeef }],
    [
      'B1,05,Pad 1.0',
      {
        kind: 'identity',
        started: true,
        protocol: 1,
        name: 'Pad 1.0',
        features: { moreTimeKey: true, languageKey: false, moreTimeLamp: true },
      },
    ],
    ['H12,whatever, else', { kind: 'identity', started: false, protocol: 12, name: 'whatever, else' }],
  ])('reads %s', (body, message) => {
    expect(decodePadLine(padLine(body).trimEnd())).toEqual(message);
  });

  it.each([
    ...['', 'K', 'K8F', 'K0', 'K0a', 'K000', 'P00', 'P0000', 'P00800000', 'X', 'K00*', 'L00000000000000'],
    ...['H', 'H0,00,x', 'H1,7,x', 'H1,07,', 'H1,07,a name of more than 24 letters'],
  ])('understands nothing of %o, though its checksum is right', (body) => {
    expect(decodePadLine(padLine(body).trimEnd())).toBeUndefined();
  });

  it('B1 understands the same however the bytes are cut into pieces', () => {
    fc.assert(
      fc.property(fc.array(padBody, { maxLength: 10 }), fc.array(fc.nat()), (bodies, cuts) => {
        const bytes = ascii(bodies.map(padLine).join(''));
        expect(understood(bytes, cuts)).toEqual(understood(bytes));
        expect(understood(bytes)).toHaveLength(bodies.length);
      }),
    );
  });

  it('B1 takes no garbage for a key, throws at none, and understands the first line after it', () => {
    const garbage = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.string({ unit: fc.constantFrom(...'BHKP0123456789ABCDEF*,\n\r '), maxLength: 300 }).map(ascii),
    );
    fc.assert(
      fc.property(garbage, padBody, fc.array(fc.nat()), (noise, body, cuts) => {
        const line = ascii(padLine(body));
        expect(understood(Buffer.concat([noise, ascii('\n'), line]), cuts)).toEqual(understood(line));
      }),
      { numRuns: 2_000 },
    );
  });

  it('B1 a line cut short anywhere costs itself and the next one, and no key is made up', () => {
    fc.assert(
      fc.property(padBody, padBody, padBody, fc.nat(), (first, second, third, at) => {
        const cut = padLine(first).slice(0, at % padLine(first).length);
        const messages = understood(ascii(cut + padLine(second) + padLine(third)));
        const rest = understood(ascii((cut === '' ? padLine(second) : '') + padLine(third)));
        expect(messages).toEqual(rest);
      }),
    );
  });

  it('B1 makes one state of the keys out of another by no fewer than four flipped bits', () => {
    const lines = Array.from({ length: 128 }, (_, state) => ascii(padLine(`K${hex(state, 2)}`)));
    const ones = (value: number) => value.toString(2).replaceAll('0', '').length;
    const distances = lines.flatMap((line, state) =>
      lines
        .slice(0, state)
        .map((other) => line.reduce((sum, value, at) => sum + ones(value ^ (other[at] ?? 0)), 0)),
    );
    expect(distances).toHaveLength((128 * 127) / 2);
    expect(Math.min(...distances)).toBe(4);
  });

  it('B1 makes up no message from flipped bits, and understands the line after', () => {
    const bits = fc.uniqueArray(fc.nat(), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(padBody, padBody, bits, (body, next, flips) => {
        const line = ascii(padLine(body));
        const damaged = flip(
          line,
          flips.map((bit) => bit % (line.length * 8)),
        );
        const [before, ...others] = [...understood(line), ...understood(ascii(padLine(next)))];
        const messages = understood(Buffer.concat([damaged, ascii('\n'), ascii(padLine(next))]));
        expect(messages.length > 1 ? messages : [before, ...messages]).toEqual([before, ...others]);
      }),
      { numRuns: 5_000 },
    );
  });

  it('B7 keeps no more than a line of what never ends, and says how much of it there was', () => {
    const lines = new SerialPadLines();
    const endless = Buffer.alloc(1 << 20, 'K');
    expect([...lines.take(endless)]).toEqual(Array(endless.length / 64).fill(''));
    const [rest, next] = [...lines.take(ascii(`00*\n${padLine('K00')}`))].map(decodePadLine);
    expect([rest, next]).toEqual([undefined, { kind: 'keys', down: [] }]);
  });
});
