import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FLASH_BYTES, flashImage, standardFirmata } from '../../../simulators/board/firmware.js';
import { parseIntelHex } from '../../../simulators/board/intelHex.js';

const IMAGE = standardFirmata();
const refusal = (message: string) =>
  expect.objectContaining({ code: 'board/bad-hex', message: expect.stringContaining(message) });

/** Writes one record, with the checksum it needs. */
function record(type: number, address: number, data: readonly number[]): string {
  const head = [data.length, address >> 8, address & 0xff, type, ...data];
  const sum = head.reduce((total, byte) => total + byte, 0);
  return `:${Buffer.from([...head, -sum & 0xff])
    .toString('hex')
    .toUpperCase()}`;
}

const END = record(1, 0, []);

describe('parseIntelHex', () => {
  it('reads data where it belongs and leaves the rest erased', () => {
    const flash = parseIntelHex(`${record(0, 4, [1, 2, 3])}\r\n${END}\r\n`, 10);
    expect([...flash]).toEqual([255, 255, 255, 255, 1, 2, 3, 255, 255, 255]);
  });

  it('reads back any bytes at any address', () => {
    const bytes = fc.uint8Array({ minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(bytes, fc.nat(300), (data, address) => {
        const flash = parseIntelHex(`${record(0, address, [...data])}\n${END}`, 500);
        expect([...flash.subarray(address, address + data.length)]).toEqual([...data]);
      }),
    );
  });

  it('refuses any single byte changed in the firmware', () => {
    const lines = readFileSync(IMAGE, 'utf8').trimEnd().split('\r\n');
    fc.assert(
      fc.property(
        fc.nat(lines.length - 1),
        fc.nat(100),
        fc.integer({ min: 1, max: 255 }),
        (row, at, change) => {
          const bytes = Buffer.from((lines[row] ?? '').slice(1), 'hex');
          const index = at % bytes.length;
          bytes[index] = (bytes[index] ?? 0) ^ change;
          const damaged = lines.with(row, `:${bytes.toString('hex')}`).join('\n');
          expect(() => parseIntelHex(damaged, FLASH_BYTES)).toThrow(refusal(`line ${row + 1}`));
        },
      ),
    );
  });

  it.each([
    ['no record', 'hello', 'line 1: expected ":"'],
    ['an odd digit', ':0', 'line 1: expected ":"'],
    ['an empty line', `\n${END}`, 'line 1: expected ":"'],
    ['a length that lies', ':0500000001FF', 'do not match the length'],
    ['data beyond the flash', `${record(0, 8, [1, 2, 3])}\n${END}`, 'beyond 10 bytes'],
    ['another record type', `${record(4, 0, [0, 1])}\n${END}`, 'record type 4'],
    ['no end record', record(0, 0, [1]), 'cut short'],
    ['nothing', '', 'line 1'],
  ])('refuses %s', (_, text, message) => {
    expect(() => parseIntelHex(text, 10)).toThrow(refusal(message));
  });
});

describe('standardFirmata', () => {
  it.each(['2.5', '2.4'] as const)('%s is the image its notice names, unmodified', (version) => {
    const image = standardFirmata(version);
    const notice = readFileSync(join(image, '../NOTICE.md'), 'utf8');
    expect(notice).toContain(createHash('sha256').update(readFileSync(image)).digest('hex'));
    expect(flashImage(image)).toHaveLength(FLASH_BYTES);
  });
});
