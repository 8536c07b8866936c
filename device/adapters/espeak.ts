import { readFile, rename, rm } from 'node:fs/promises';
import type { VoiceLanguage } from '#contract/values.js';
import type { Clock } from '#platform/clock.js';
import { CodedError } from '#platform/errors.js';
import { type PromptName, synthesisText } from '#words/prompts.js';
import { startChild } from './childProcess.js';
import { type Script, type Speechless, type Synthesiser, WORDS_PER_MINUTE } from './synthesiser.js';
import { parseWav } from './wav.js';

/**
 * Voices of espeak-ng 1.51. Its `cmn` reads pinyin as English (espeak-ng issue 1370); `cmn-latn-pinyin` does not.
 * Its `hak` says "Chinese letter" for every character. Its `th` has no tones, speaks vowels in the order in which they
 * are written (issues 757 and 1092) and reads 30 as three, zero. `nan` it has not.
 */
const VOICES: Readonly<Record<VoiceLanguage, string | Speechless>> = {
  zh: 'cmn-latn-pinyin',
  en: 'en-us',
  nan: { missing: 'espeak-ng has no voice for Hokkien; it needs recordings' },
  hak: { missing: 'espeak-ng spells Hakka characters out; it needs recordings' },
  vi: 'vi',
  id: 'id',
  th: { missing: 'espeak-ng speaks no Thai that can be understood; it needs recordings' },
};

export interface EspeakOptions {
  readonly clock: Clock;
  /** Program to start; default `espeak-ng`. */
  readonly program?: string;
  /** A rendering still running after this many ms is killed; default 10,000. A prompt takes about 20. */
  readonly timeoutMs?: number;
}

/** Renders speech with espeak-ng, started directly and without a shell, so that a text is never a command. */
export class Espeak implements Synthesiser {
  private readonly program: string;
  private readonly timeoutMs: number;

  constructor(private readonly options: EspeakOptions) {
    this.program = options.program ?? 'espeak-ng';
    this.timeoutMs = options.timeoutMs ?? 10_000;
  }

  /** The version line. Rejects with `CodedError` `voice/no-espeak` when the program cannot be run. */
  async version(): Promise<string> {
    try {
      return (await this.run(['--version'])).trim();
    } catch (error) {
      throw new CodedError(
        'voice/no-espeak',
        `${this.program} cannot be run; install the package espeak-ng, or use recordings of the prompts`,
        { cause: error },
      );
    }
  }

  script(prompt: PromptName, language: VoiceLanguage): Script | Speechless {
    const voice = VOICES[language];
    if (typeof voice !== 'string') return voice;
    return { text: synthesisText(prompt, language), voice, wordsPerMinute: WORDS_PER_MINUTE };
  }

  /** Rejects with `CodedError` `voice/espeak-failed` or `voice/espeak-timeout`. */
  async render(script: Script, file: string, signal?: AbortSignal): Promise<void> {
    const partial = `${file}.partial`;
    try {
      const { text, voice, wordsPerMinute } = script;
      await this.run(['-v', voice, '-s', String(wordsPerMinute), '-w', partial, '--', text], signal);
      // espeak-ng ends with status 0 even when it could not write the file.
      parseWav(await readFile(partial));
      await rename(partial, file);
    } catch (error) {
      await rm(partial, { force: true });
      if (error instanceof CodedError && error.code.startsWith('voice/espeak')) throw error;
      throw new CodedError('voice/espeak-failed', `${this.program} wrote no sound to ${partial}`, {
        cause: error,
      });
    }
  }

  private async run(args: readonly string[], signal?: AbortSignal): Promise<string> {
    const child = startChild([this.program, ...args]);
    let late = false;
    const timer = this.options.clock.after(this.timeoutMs, () => {
      late = true;
      child.kill();
    });
    signal?.addEventListener('abort', child.kill, { once: true });
    const exit = await child.exited;
    signal?.removeEventListener('abort', child.kill);
    timer.cancel();
    if (exit.ok) return exit.stdout;
    if (late) {
      throw new CodedError('voice/espeak-timeout', `${this.program} took longer than ${this.timeoutMs} ms`);
    }
    throw new CodedError('voice/espeak-failed', exit.detail);
  }
}
