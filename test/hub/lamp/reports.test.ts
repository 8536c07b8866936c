import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  busylight,
  busylightKeepAlive,
  busylightReport,
} from '../../../hub/lamp/adapters/busylightReport.js';
import { patlite, patliteReport } from '../../../hub/lamp/adapters/patliteReport.js';
import { relay, relayFrame } from '../../../hub/lamp/adapters/relayFrame.js';
import type { LightFrame } from '../../../hub/lamp/ports/lightDriver.js';

const hex = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString('hex');
const frame = (change: Partial<LightFrame>): LightFrame => ({
  shows: 'off',
  lit: false,
  bell: undefined,
  rings: false,
  ...change,
});

describe('A3 the report of a Patlite NE-USB', () => {
  it.each([
    ['red light on, sound left as it is', { led: 0x11 }, '00 0000 ff 0f 11 000000'],
    ['purple light on, sound off', { led: 0x51, sound: 0 }, '00 0000 00 00 51 000000'],
    ['light left as it is, continuous sound at 6', { sound: 6 }, '00 0000 01 06 ff 000000'],
    ['nothing changed', {}, '00 0000 ff 0f ff 000000'],
  ])('is as its manual has it: %s', (_, command, bytes) => {
    expect(hex(patliteReport(command))).toBe(bytes.replaceAll(' ', ''));
  });

  it('leaves a pattern alone while the bell rings, so that it keeps its time', () => {
    const shown = frame({ shows: 'high', lit: true, bell: 'high' });
    const [report, ...more] = patlite(5).encode({ ...shown, rings: true }, shown);
    expect(hex(report)).toBe('0000000105ff000000');
    expect(more).toEqual([]);
  });

  it('begins by setting everything', () => {
    expect(patlite(5).encode(frame({}), undefined).map(hex)).toEqual(['000000000000000000']);
    expect(patlite(5).encode(frame({}), frame({}))).toEqual([]);
  });
});

describe('A3 the report of a Kuando Busylight', () => {
  it("is the maker's example, byte for byte, with the sum 0x0693", () => {
    const report = busylightReport([
      { next: 1, repeat: 3, colour: [0, 0, 0x33], on: 5, off: 5, sound: { tone: 0, volume: 0 } },
      { next: 2, repeat: 5, colour: [0x50, 0, 0], on: 15, off: 5 },
      { next: 0, repeat: 2, colour: [0, 0x64, 0], on: 50, off: 0, sound: { tone: 4, volume: 3 } },
    ]);
    const example = [
      '1103000033050580',
      '12055000000f0500',
      '10020064003200a3',
      ...Array.from({ length: 4 }, () => '0'.repeat(16)),
      '0000ffffffff0693',
    ];
    expect(hex(report)).toBe(`00${example.join('')}`);
  });

  it('is kept alive for 15 s', () => {
    const report = busylightKeepAlive();
    expect(report).toHaveLength(65);
    expect(report[1]).toBe(0x8f);
    expect(hex(report.subarray(59))).toBe('ffffffff048b');
  });

  it('has a right sum and a loop of steps with a length, whatever is shown', () => {
    const shows = fc.constantFrom('off', 'medium', 'high', 'acknowledged', 'disconnected');
    const bell = fc.constantFrom(undefined, 'medium', 'high');
    fc.assert(
      fc.property(shows, bell, fc.integer({ min: 1, max: 10 }), (shown, rung, volume) => {
        const [report] = busylight(volume).encode(frame({ shows: shown, bell: rung }), undefined);
        const body = (report ?? new Uint8Array()).subarray(1);
        const sum = body.subarray(0, 62).reduce((total, byte) => total + byte, 0);
        expect(new DataView(body.buffer, body.byteOffset).getUint16(62)).toBe(sum);
        for (let step = 0; step === 0 || step === 1; step++) {
          if (body[step * 8] === 0) break;
          expect(body[step * 8 + 1]).toBeGreaterThan(0);
          expect((body[step * 8 + 5] ?? 0) + (body[step * 8 + 6] ?? 0)).toBeGreaterThan(0);
        }
      }),
    );
  });
});

describe('A3 the frame of a relay board', () => {
  it('is as its sellers document it', () => {
    expect(hex(relayFrame(1, true))).toBe('a00101a2');
    expect(hex(relayFrame(1, false))).toBe('a00100a1');
    expect(hex(relayFrame(8, true))).toBe('a00801a9');
  });

  it('is sent for the relays that change, and for all of them at first', () => {
    const board = relay({ lights: { high: 1, medium: 2, acknowledged: 2, disconnected: 3 }, bell: 4 });
    const high = frame({ shows: 'high', lit: true });
    expect(board.encode(high, undefined).map(hex)).toEqual(['a00101a2', 'a00200a2', 'a00300a3', 'a00400a4']);
    expect(board.encode(frame({ shows: 'medium', lit: true }), high).map(hex)).toEqual([
      'a00100a1',
      'a00201a3',
    ]);
    expect(board.encode({ ...high, rings: true }, high).map(hex)).toEqual(['a00401a5']);
  });
});
