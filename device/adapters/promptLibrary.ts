import { join } from 'node:path';
import type { VoiceLanguage } from '#contract/values.js';
import { messageOf, systemCode } from '#platform/errors.js';
import type { Logger } from '#platform/logger.js';
import type { PromptName } from '#words/prompts.js';
import { voiceLanguages } from '#words/voiceLanguages.js';
import { parseWav } from './wav.js';
import { readWavFile } from './wavFile.js';

/** A sound file and how long it plays. */
export interface Clip {
  readonly file: string;
  readonly durationMs: number;
}

/** Where a folder of prompts keeps one: `zh-TW/invite.wav`. */
export const clipPath = (prompt: PromptName, language: VoiceLanguage): string =>
  join(voiceLanguages[language].tag, `${prompt}.wav`);

export interface PromptLibraryOptions {
  /** Searched in this order: the office's recordings before the synthesised prompts. */
  readonly folders: readonly string[];
  readonly logger: Logger;
}

/** Finds the sound of a prompt. Reads the disk at every call. */
export class PromptLibrary {
  constructor(private readonly options: PromptLibraryOptions) {}

  /**
   * The first sound WAV file of the folders; a broken one is logged and passed over. `undefined` if there is none.
   * Never rejects.
   */
  async find(prompt: PromptName, language: VoiceLanguage): Promise<Clip | undefined> {
    for (const folder of this.options.folders) {
      const file = join(folder, clipPath(prompt, language));
      try {
        const { durationMs } = parseWav(await readWavFile(file));
        return { file, durationMs };
      } catch (error) {
        if (systemCode(error) === 'ENOENT') continue;
        this.options.logger.warn({ file, reason: messageOf(error) }, 'sound file cannot be used');
      }
    }
    return undefined;
  }
}
