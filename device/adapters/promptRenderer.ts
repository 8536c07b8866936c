import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { VoiceLanguage } from '#contract/values.js';
import { CodedError } from '#platform/errors.js';
import { PROMPT_NAMES, type PromptName } from '#words/prompts.js';
import { clipPath } from './promptLibrary.js';
import { isSpeechless, type Script, type Speechless, type Synthesiser } from './synthesiser.js';
import { parseWav } from './wav.js';
import { readWavFile } from './wavFile.js';

export interface WantedClip {
  readonly prompt: PromptName;
  readonly language: VoiceLanguage;
}

export interface Rendering {
  /** Paths within the folder, such as `zh-TW/invite.wav`. */
  readonly rendered: readonly string[];
  readonly current: readonly string[];
  /** Those that cannot be had, with the reason. */
  readonly failed: ReadonlyMap<string, string>;
}

const LIST = 'rendered.json';

export const everyPrompt = (languages: readonly VoiceLanguage[]): readonly WantedClip[] =>
  languages.flatMap((language) => PROMPT_NAMES.map((prompt) => ({ prompt, language })));

/**
 * Renders prompts into `folder`, one after the other. A file is left as it is while its words, its style and the
 * synthesiser are the ones it was made from, and it is still whole. Stops early when `signal` is aborted. Rejects as
 * `Synthesiser.version` does, or with a system error when the folder cannot be written.
 */
export async function renderPrompts(
  synthesiser: Synthesiser,
  folder: string,
  wanted: readonly WantedClip[],
  signal?: AbortSignal,
): Promise<Rendering> {
  const version = await synthesiser.version();
  const made = await readList(join(folder, LIST));
  const rendered: string[] = [];
  const current: string[] = [];
  const failed = new Map<string, string>();
  for (const { prompt, language } of wanted) {
    if (signal?.aborted === true) break;
    const path = clipPath(prompt, language);
    const script = synthesiser.script(prompt, language);
    const origin = fingerprint(script, version);
    if (isSpeechless(script)) {
      failed.set(path, script.missing);
    } else if (made.get(path) === origin && (await isWav(join(folder, path)))) {
      current.push(path);
    } else {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      const refusal = await refusalOf(synthesiser.render(script, join(folder, path), signal));
      if (refusal === undefined) rendered.push(path);
      else failed.set(path, refusal);
      made.set(path, origin);
    }
  }
  if (rendered.length > 0) await writeList(join(folder, LIST), made);
  return { rendered, current, failed };
}

/** One prompt that fails keeps no other from being rendered. */
async function refusalOf(rendering: Promise<void>): Promise<string | undefined> {
  try {
    await rendering;
    return undefined;
  } catch (error) {
    if (error instanceof CodedError) return `${error.code}: ${error.message}`;
    throw error;
  }
}

const fingerprint = (script: Script | Speechless, version: string): string =>
  createHash('sha256')
    .update(JSON.stringify([script, version]))
    .digest('hex');

async function isWav(file: string): Promise<boolean> {
  try {
    parseWav(await readWavFile(file));
    return true;
  } catch {
    return false;
  }
}

/** What the files were made from. Without a readable list everything is rendered again. */
async function readList(file: string): Promise<Map<string, string>> {
  try {
    const list: unknown = JSON.parse(await readFile(file, 'utf8'));
    return new Map(typeof list === 'object' && list !== null ? Object.entries(list) : []);
  } catch {
    return new Map();
  }
}

async function writeList(file: string, made: ReadonlyMap<string, string>): Promise<void> {
  await writeFile(`${file}.partial`, `${JSON.stringify(Object.fromEntries(made), null, 2)}\n`);
  await rename(`${file}.partial`, file);
}
