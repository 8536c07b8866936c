import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf, systemCode } from '#platform/errors.js';
import type { Logger } from '#platform/logger.js';
import { LANGUAGE_TAGS, type Language } from '#words/language.js';
import type { Prompt } from '../ports/voice.js';
import { parseWav } from './wav.js';

/** A sound file and how long it plays. */
export interface Clip {
  readonly file: string;
  readonly durationMs: number;
}

export interface PromptSource {
  find(prompt: Prompt, language: Language): Clip | undefined;
}

/** Where a folder of prompts keeps one: `zh-TW/invite.wav`. */
export const clipPath = (prompt: Prompt, language: Language): string =>
  join(LANGUAGE_TAGS[language], `${prompt}.wav`);

export interface PromptLibraryOptions {
  /** Searched in this order: the office's recordings before the synthesised prompts. */
  readonly folders: readonly string[];
  readonly logger: Logger;
}

/** Finds the sound of a prompt. Reads the disk at every call: ask at start, not while a window is open. */
export class PromptLibrary implements PromptSource {
  constructor(private readonly options: PromptLibraryOptions) {}

  /** The first sound WAV file of the folders; a broken one is logged and passed over. `undefined` if there is none. */
  find(prompt: Prompt, language: Language): Clip | undefined {
    for (const folder of this.options.folders) {
      const file = join(folder, clipPath(prompt, language));
      try {
        return { file, durationMs: parseWav(readFileSync(file)).durationMs };
      } catch (error) {
        if (systemCode(error) === 'ENOENT') continue;
        this.options.logger.warn({ file, reason: messageOf(error) }, 'sound file cannot be used');
      }
    }
    return undefined;
  }
}
