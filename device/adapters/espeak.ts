import { readFile, rename, rm } from 'node:fs/promises';
import type { Clock } from '#platform/clock.js';
import { CodedError } from '#platform/errors.js';
import type { Language } from '#words/language.js';
import { startChild } from './childProcess.js';
import { parseWav } from './wav.js';

/** How a language is spoken: voice of espeak-ng, and words a minute. */
export interface SpeechStyle {
  readonly voice: string;
  readonly wordsPerMinute: number;
}

/**
 * A little slower than the 175 words a minute espeak-ng speaks by default, for listeners of every age. Its
 * voice `cmn` reads pinyin as English (espeak-ng issue 1370); `cmn-latn-pinyin` does not.
 */
export const SPEECH_STYLES: Readonly<Record<Language, SpeechStyle>> = {
  zh: { voice: 'cmn-latn-pinyin', wordsPerMinute: 155 },
  en: { voice: 'en-us', wordsPerMinute: 155 },
};

export interface EspeakOptions {
  readonly clock: Clock;
  /** Program to start; default `espeak-ng`. */
  readonly program?: string;
  /** A rendering still running after this many ms is killed; default 10,000. A prompt takes about 20. */
  readonly timeoutMs?: number;
}

/** Renders speech with espeak-ng, started directly and without a shell, so that a text is never a command. */
export class Espeak {
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

  /**
   * Writes `text`, spoken, to the WAV file `file`, whole or not at all. Rejects with `CodedError`
   * `voice/espeak-failed` or `voice/espeak-timeout`.
   */
  async render(text: string, style: SpeechStyle, file: string): Promise<void> {
    const partial = `${file}.partial`;
    try {
      const speed = String(style.wordsPerMinute);
      await this.run(['-v', style.voice, '-s', speed, '-w', partial, '--', text]);
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

  private async run(args: readonly string[]): Promise<string> {
    const child = startChild([this.program, ...args]);
    let late = false;
    const timer = this.options.clock.after(this.timeoutMs, () => {
      late = true;
      child.kill();
    });
    const exit = await child.exited;
    timer.cancel();
    if (exit.ok) return exit.stdout;
    if (late) {
      throw new CodedError('voice/espeak-timeout', `${this.program} took longer than ${this.timeoutMs} ms`);
    }
    throw new CodedError('voice/espeak-failed', exit.detail);
  }
}
