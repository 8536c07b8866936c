import { parseWav, type SampleFormat } from './wav.js';

/**
 * Ten decibels more sound twice as loud (Stevens, the sone scale). So half the volume is 10 dB less, a tenth 33 dB
 * less, and each step of the scale is heard as one.
 */
const DECIBELS_PER_DOUBLING = 10;

/** By how many decibels a volume of 1–100 is quieter than the recordings: 0 or less. */
export const decibelsOf = (volume: number): number => DECIBELS_PER_DOUBLING * Math.log2(volume / 100);

/** The factor for samples that makes recordings as loud as a volume of 1–100 asks for; 1 for 100. */
export const gainOf = (volume: number): number => 10 ** (decibelsOf(volume) / 20);

/**
 * A copy of a WAV file with its samples multiplied by `gain`, 0–1; everything else in it stays. Throws as `parseWav`
 * does.
 */
export function scaleWav(bytes: Uint8Array, gain: number): Uint8Array {
  const copy = bytes.slice();
  const { sound, format } = parseWav(copy);
  SCALE[format](new DataView(sound.buffer, sound.byteOffset, sound.byteLength), gain);
  return copy;
}

const SCALE: Readonly<Record<SampleFormat, (sound: DataView, gain: number) => void>> = {
  int16(sound, gain) {
    for (let at = 0; at < sound.byteLength; at += 2) {
      sound.setInt16(at, Math.round(sound.getInt16(at, true) * gain), true);
    }
  },
  int24(sound, gain) {
    for (let at = 0; at < sound.byteLength; at += 3) {
      const sample = (sound.getInt8(at + 2) << 16) | sound.getUint16(at, true);
      const scaled = Math.round(sample * gain);
      sound.setUint16(at, scaled & 0xffff, true);
      sound.setInt8(at + 2, scaled >> 16);
    }
  },
  int32(sound, gain) {
    for (let at = 0; at < sound.byteLength; at += 4) {
      sound.setInt32(at, Math.round(sound.getInt32(at, true) * gain), true);
    }
  },
  float32(sound, gain) {
    for (let at = 0; at < sound.byteLength; at += 4) {
      sound.setFloat32(at, sound.getFloat32(at, true) * gain, true);
    }
  },
};
