import { Duplex } from 'node:stream';
import firmataIo from 'firmata-io';
import { describe, expect, it } from 'vitest';
import { guardFirmata } from '../../device/adapters/firmataGuard.js';

function guarded() {
  const line = new Duplex({ read: () => undefined, write: (_chunk, _encoding, done) => done() });
  const io = new firmataIo.Firmata(line);
  clearTimeout(io.reportVersionTimeoutId);
  const lost: string[] = [];
  guardFirmata(io, (detail) => lost.push(detail));
  const say = (...bytes: number[]) => line.emit('data', Buffer.from(bytes));
  say(0xf9, 2, 5);
  return { io, lost, say };
}

const FIRMWARE = [0xf0, 0x79, 2, 5, 0x46, 0, 0xf7];

describe('the guard of the Firmata parser', () => {
  it('lets what a board says through, in whatever pieces it comes', () => {
    const { io, lost, say } = guarded();
    for (const byte of FIRMWARE) say(byte);
    expect(io.firmware).toMatchObject({ name: 'F', version: { major: 2, minor: 5 } });
    say(...FIRMWARE, 0xf9, 2, 6);
    expect(lost).toEqual([]);
  });

  it.each([
    ['the state of a pin that is not there', [0xf0, 0x6e, 99, 1, 0, 0xf7], /no Firmata/],
    ['a firmware without its version', [0xf0, 0x79, 0xf7], /no Firmata/],
    ['analog inputs of pins that are not there', [0xf0, 0x6a, 1, 2, 3, 0xf7], /no Firmata/],
    ['a message without end', [0xf0, ...Array.from({ length: 5_000 }, () => 1)], /more than 4096 bytes/],
  ])('B2 %s ends the connection, not the program', (_what, bytes, detail) => {
    const { io, lost, say } = guarded();
    say(...bytes, ...FIRMWARE);
    expect(lost).toHaveLength(1);
    expect(lost[0]).toMatch(detail);
    expect(io.buffer).toHaveLength(0);
    expect(io.firmware.name).toBeUndefined();
  });
});
