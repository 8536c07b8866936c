import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { VoiceLanguage } from '#contract/values.js';
import { PROMPT_NAMES, type PromptName } from '#words/prompts.js';
import { clipPath } from '../../device/adapters/promptLibrary.js';

export const RATE = 22_050;

/** What a WAV file says of its samples; mono PCM of 16 bits at `RATE` where not given. */
export interface WavHead {
  readonly coding?: number;
  readonly bits?: number;
  readonly channels?: number;
  readonly rate?: number;
}

/** A mono WAV file of these samples, of 16 bits if nothing else is said. */
export function wavOf(samples: Int16Array | Buffer, head: WavHead = {}): Buffer {
  const { coding = 1, bits = 16, channels = 1, rate = RATE } = head;
  const frame = (channels * bits) / 8;
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + samples.byteLength, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(coding, 20);
  header.writeUInt16LE(channels, 22);
  header.writeUInt32LE(rate, 24);
  header.writeUInt32LE(rate * frame, 28);
  header.writeUInt16LE(frame, 32);
  header.writeUInt16LE(bits, 34);
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

export function writeClip(
  folder: string,
  prompt: PromptName,
  language: VoiceLanguage,
  samples: Int16Array,
): void {
  const file = join(folder, clipPath(prompt, language));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, wavOf(samples));
}

/** A folder with every prompt in these languages, half a second each. */
export function writeClips(folder: string, languages: readonly VoiceLanguage[]): void {
  for (const language of languages) {
    for (const prompt of PROMPT_NAMES) writeClip(folder, prompt, language, noise(0.5));
  }
}
