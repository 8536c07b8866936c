import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Language } from '#words/language.js';
import { clipPath } from '../../device/adapters/promptLibrary.js';
import { PROMPTS, type Prompt } from '../../device/ports/voice.js';

export const RATE = 22_050;

/** A 16-bit mono WAV file of these samples. */
export function wavOf(samples: Int16Array): Buffer {
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + samples.byteLength, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(RATE, 24);
  header.writeUInt32LE(RATE * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(samples.byteLength, 40);
  return Buffer.concat([header, Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength)]);
}

/** Noise that never repeats within the file and is the same in every run. */
export function noise(seconds: number): Int16Array {
  let state = 1;
  return Int16Array.from({ length: Math.round(RATE * seconds) }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 16) - 32_768;
  });
}

export function writeClip(folder: string, prompt: Prompt, language: Language, samples: Int16Array): void {
  const file = join(folder, clipPath(prompt, language));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, wavOf(samples));
}

/** A folder with every prompt in these languages, half a second each. */
export function writeClips(folder: string, languages: readonly Language[]): void {
  for (const language of languages) {
    for (const prompt of PROMPTS) writeClip(folder, prompt, language, noise(0.5));
  }
}
