import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseWav } from '../../device/adapters/wav.js';
import { decibelsOf, gainOf, scaleWav } from '../../device/adapters/wavGain.js';
import { noise, wavOf } from '../support/wavFiles.js';

const soundOf = (file: Uint8Array): Buffer => Buffer.from(parseWav(file).sound);

describe('volume of prompts', () => {
  it('B3 halves what is heard when the volume is halved: 10 dB less', () => {
    expect(decibelsOf(100)).toBe(0);
    expect(gainOf(100)).toBe(1);
    expect(decibelsOf(50)).toBe(-10);
    expect(decibelsOf(25)).toBe(-20);
    expect(gainOf(50)).toBeCloseTo(0.3162, 4);
    expect(decibelsOf(10)).toBeCloseTo(-33.2, 1);
    expect(decibelsOf(1)).toBeCloseTo(-66.4, 1);
  });

  it('B3 gets louder with every step', () => {
    for (let volume = 2; volume <= 100; volume += 1) {
      expect(gainOf(volume)).toBeGreaterThan(gainOf(volume - 1));
    }
  });

  it('B3 multiplies samples of 16 bits and leaves all else in the file as it was', () => {
    const file = wavOf(Int16Array.of(0, 1000, -1000, 32_767, -32_768));
    const note = Buffer.concat([file, Buffer.from('LIST\x04\0\0\0note', 'latin1')]);
    const scaled = Buffer.from(scaleWav(note, 0.5));
    const samples = soundOf(scaled);
    expect([0, 2, 4, 6, 8].map((at) => samples.readInt16LE(at))).toEqual([0, 500, -500, 16_384, -16_384]);
    expect(scaled.subarray(0, 44).equals(note.subarray(0, 44))).toBe(true);
    expect(scaled.subarray(54).equals(note.subarray(54))).toBe(true);
    expect(file.readInt16LE(46), 'the file itself').toBe(1000);
  });

  it('B3 multiplies samples of 24 and 32 bits and floats, such as macOS makes', () => {
    const samples24 = Buffer.alloc(9);
    [-8_388_608, 100_001, -7].forEach((sample, index) => {
      samples24.writeIntLE(sample, index * 3, 3);
    });
    const scaled24 = soundOf(scaleWav(wavOf(samples24, { bits: 24 }), 0.5));
    expect([0, 3, 6].map((at) => scaled24.readIntLE(at, 3))).toEqual([-4_194_304, 50_001, -3]);
    const samples32 = Buffer.alloc(4);
    samples32.writeInt32LE(-2_000_000_000);
    expect(soundOf(scaleWav(wavOf(samples32, { bits: 32 }), 0.5)).readInt32LE()).toBe(-1_000_000_000);
    const floats = Buffer.alloc(4);
    floats.writeFloatLE(-0.5);
    expect(soundOf(scaleWav(wavOf(floats, { bits: 32, coding: 3 }), 0.5)).readFloatLE()).toBe(-0.25);
  });

  it('B3 never makes a sample louder or turns its sign, in any format', () => {
    const formats = [{ bits: 16 }, { bits: 24 }, { bits: 32 }] as const;
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 12, maxLength: 120 }),
        fc.constantFrom(...formats),
        fc.double({ min: 0.0001, max: 1, noNaN: true }),
        (bytes, head, gain) => {
          const width = head.bits / 8;
          const whole = Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % width)));
          const scaled = soundOf(scaleWav(wavOf(whole, head), gain));
          for (let at = 0; at < whole.length; at += width) {
            const before = whole.readIntLE(at, width);
            const after = scaled.readIntLE(at, width);
            if (Math.abs(after - before * gain) > 0.5) return false;
          }
          return true;
        },
      ),
    );
  });

  it('refuses what is no sound', () => {
    expect(() => scaleWav(Buffer.from('noise'), 0.5)).toThrow('is no RIFF WAVE file');
    expect(() => scaleWav(wavOf(noise(31)), 0.5)).toThrow('expected at most 30000');
  });
});
