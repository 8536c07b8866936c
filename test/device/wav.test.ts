import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CodedError } from '#platform/errors.js';
import { parseWav } from '../../device/adapters/wav.js';
import { noise, wavOf } from '../support/wavFiles.js';

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
          return parseWav(bytes).durationMs > 0;
        } catch (error) {
          return error instanceof CodedError && error.code === 'voice/bad-wav';
        }
      }),
    );
  });
});
