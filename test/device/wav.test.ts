import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CodedError } from '#platform/errors.js';
import { parseWav } from '../../device/adapters/wav.js';
import { noise, RATE, wavOf } from '../support/wavFiles.js';

describe('parseWav', () => {
  it('gives the length in ms and the sound', () => {
    const samples = noise(1.5);
    const wav = parseWav(wavOf(samples));
    expect(wav.durationMs).toBe(1500);
    expect(Buffer.from(wav.sound).equals(Buffer.from(samples.buffer))).toBe(true);
  });

  it('passes over other chunks, those of odd length too', () => {
    const file = wavOf(noise(1));
    const note = Buffer.from('LIST\x03\0\0\0abc\0', 'latin1');
    const withNote = Buffer.concat([file.subarray(0, 36), note, file.subarray(36)]);
    expect(parseWav(withNote).durationMs).toBe(1000);
  });

  it('counts a file cut off within its sound as long as the sound it has', () => {
    const file = wavOf(noise(1));
    expect(parseWav(file.subarray(0, 44 + 22_050)).durationMs).toBe(500);
  });

  it.each([
    ['int16', { bits: 16 }, 44_100],
    ['int24', { bits: 24 }, 66_150],
    ['int32', { bits: 32 }, 88_200],
    ['float32', { bits: 32, coding: 3 }, 88_200],
    ['int16', { bits: 16, channels: 2, rate: 11_025 }, 44_100],
  ] as const)('B3 reads a second of %s, %j', (format, head, bytes) => {
    expect(parseWav(wavOf(Buffer.alloc(bytes), head))).toMatchObject({ format, durationMs: 1000 });
  });

  it('B3 reads the extensible header that recorders write for the same samples', () => {
    const plain = wavOf(noise(1));
    const format = Buffer.alloc(24);
    plain.copy(format, 0, 20, 36);
    format.writeUInt16LE(0xfffe, 0);
    format.writeUInt16LE(22, 16);
    const extension = Buffer.from('0100000000001000800000aa00389b71', 'hex');
    const head = Buffer.from(plain.subarray(0, 20));
    head.writeUInt32LE(40, 16);
    const file = Buffer.concat([head, format, extension, plain.subarray(36)]);
    expect(parseWav(file)).toMatchObject({ format: 'int16', durationMs: 1000 });
  });

  it.each([
    ['8-bit sound', { bits: 8 }, 'is 8-bit PCM; expected PCM of 16, 24 or 32 bits or float of 32'],
    ['µ-law', { bits: 8, coding: 7 }, 'is coding 7 with 8 bits; expected PCM of 16'],
    ['six channels', { channels: 6 }, 'has 6 channels; expected 1 or 2'],
    ['a telephone’s rate halved', { rate: 4_000 }, 'has 4000 samples a second; expected 8,000 to 192,000'],
  ])('B3 refuses %s and says why', (_, head, reason) => {
    expect(() => parseWav(wavOf(Buffer.alloc(48_000), head))).toThrow(reason);
  });

  it('B3 refuses more than 30 s and more than 6 MB', () => {
    expect(parseWav(wavOf(new Int16Array(RATE * 30))).durationMs).toBe(30_000);
    expect(() => parseWav(wavOf(new Int16Array(RATE * 30 + 3)))).toThrow('expected at most 30000');
    const large = wavOf(new Int16Array(3_000_000), { rate: 192_000 });
    expect(() => parseWav(large)).toThrow('is larger than 6000000 bytes');
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['a text', Buffer.from('please record me again, I am no sound at all')],
    ['no samples', wavOf(new Int16Array(0))],
    ['a header only', wavOf(noise(1)).subarray(0, 40)],
  ])('refuses %s', (_, bytes) => {
    expect(() => parseWav(bytes)).toThrow(CodedError);
  });

  it('answers any bytes with a sound or a coded error', () => {
    const header = wavOf(noise(0.01));
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), fc.nat({ max: 43 }), (junk, at) => {
        const bytes = Buffer.from(header);
        bytes.set(junk.subarray(0, bytes.length - at), at);
        try {
          const { durationMs } = parseWav(bytes);
          return durationMs > 0 && durationMs <= 30_000;
        } catch (error) {
          return error instanceof CodedError && error.code === 'voice/bad-wav';
        }
      }),
    );
  });
});
