import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { LANGUAGES, type Language } from '#words/language.js';
import { synthesisText } from '#words/prompts.js';
import { PROMPTS, type Prompt } from '../ports/voice.js';
import { type Espeak, SPEECH_STYLES, type SpeechStyle } from './espeak.js';
import { clipPath } from './promptLibrary.js';
import { parseWav } from './wav.js';

export interface Rendering {
  /** Paths within the folder, such as `zh-TW/invite.wav`. */
  readonly rendered: readonly string[];
  readonly current: readonly string[];
}

const LIST = 'rendered.json';

/**
 * Renders every prompt in every language into `folder`. A file is left as it is while its words, its
 * style and the synthesiser are the ones it was made from, and it is still whole. Rejects as `Espeak` does, or
 * with a system error when the folder cannot be written.
 */
export async function renderPrompts(espeak: Espeak, folder: string): Promise<Rendering> {
  const version = await espeak.version();
  const before = await readList(join(folder, LIST));
  const made = new Map<string, string>();
  const rendered: string[] = [];
  const current: string[] = [];
  for (const { prompt, language } of everyPrompt()) {
    const path = clipPath(prompt, language);
    const text = synthesisText(prompt, language);
    const style = SPEECH_STYLES[language];
    const origin = fingerprint(text, style, version);
    if (before.get(path) === origin && (await isWav(join(folder, path)))) {
      current.push(path);
    } else {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await espeak.render(text, style, join(folder, path));
      rendered.push(path);
    }
    made.set(path, origin);
  }
  if (rendered.length > 0) await writeList(join(folder, LIST), made);
  return { rendered, current };
}

const everyPrompt = (): ReadonlyArray<{ prompt: Prompt; language: Language }> =>
  LANGUAGES.flatMap((language) => PROMPTS.map((prompt) => ({ prompt, language })));

const fingerprint = (text: string, style: SpeechStyle, version: string): string =>
  createHash('sha256')
    .update(JSON.stringify([text, style.voice, style.wordsPerMinute, version]))
    .digest('hex');

async function isWav(file: string): Promise<boolean> {
  try {
    parseWav(await readFile(file));
    return true;
  } catch {
    return false;
  }
}

/** What the files were made from. Without a readable list everything is rendered again. */
async function readList(file: string): Promise<ReadonlyMap<string, string>> {
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
