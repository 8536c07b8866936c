import { rename, rm } from 'node:fs/promises';
import type { VoiceLanguage } from '#contract/values.js';
import type { Clock } from '#platform/clock.js';
import { CodedError, messageOf } from '#platform/errors.js';
import { type PromptName, prompts } from '#words/prompts.js';
import { type Script, type Speechless, type Synthesiser, WORDS_PER_MINUTE } from './synthesiser.js';
import { parseWav } from './wav.js';
import { readWavFile } from './wavFile.js';

/** What is used of the package `say` 0.16.0. */
export interface SayModule {
  export(text: string, voice: string, speed: number, file: string, callback: (error?: unknown) => void): void;
  /** Ends the speech begun last. */
  stop(): void;
  /** The process of the speech begun last; the package has no listener for its errors, which would end ours. */
  readonly child?: SayChild | null;
}

interface SayChild {
  on(event: 'error', listener: (error: Error) => void): unknown;
  readonly stdin?: { on(event: 'error', listener: (error: Error) => void): unknown } | null;
}

export type SayPlatform = 'darwin' | 'win32';

export interface SayOptions {
  readonly platform: SayPlatform;
  /** Called when it is first needed. */
  readonly load: () => Promise<SayModule>;
  readonly clock: Clock;
  /** A rendering still running after this many ms is stopped; default 30,000. */
  readonly timeoutMs?: number;
}

/** The version this adapter was read against, since the package does not tell. */
const VERSION = 'say 0.16.0';

/** Its speed 1 on macOS. */
const USUAL_WORDS_PER_MINUTE = 175;

const noVoice = (system: string): Speechless => ({
  missing: `${system} has no such voice; it needs recordings`,
});

/**
 * The package sends Windows its text as UTF-8, which PowerShell reads in the code page of the system (say issue 99):
 * only ASCII arrives as it was written.
 */
const GARBLED: Speechless = {
  missing: 'say garbles all but ASCII on Windows; it needs recordings or espeak-ng',
};

/** System voices by platform (macOS 13, Windows 10). Where one is not installed, rendering fails and says so. */
const VOICES: Readonly<Record<SayPlatform, Readonly<Record<VoiceLanguage, string | Speechless>>>> = {
  darwin: {
    zh: 'Meijia',
    en: 'Samantha',
    nan: noVoice('macOS'),
    hak: noVoice('macOS'),
    vi: 'Linh',
    id: 'Damayanti',
    th: 'Kanya',
  },
  win32: {
    zh: GARBLED,
    en: 'Microsoft Zira Desktop',
    nan: GARBLED,
    hak: GARBLED,
    vi: GARBLED,
    id: noVoice('Windows'),
    th: GARBLED,
  },
};

/** What must not stand in a file name that the package pastes into a command of PowerShell, started by cmd.exe. */
const UNSAFE_IN_COMMAND = /['"`$%&|<>^!;\r\n\u2018-\u201b]/;

/**
 * Renders speech with the package `say` on macOS and Windows. It loses track of a speech when a second one begins,
 * so there is never more than one at a time. Untested on the systems themselves.
 */
export class Say implements Synthesiser {
  private module: Promise<SayModule> | undefined;
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: SayOptions) {}

  /** Rejects with `CodedError` `voice/no-say` when the package cannot be loaded. */
  async version(): Promise<string> {
    await this.load();
    return VERSION;
  }

  script(prompt: PromptName, language: VoiceLanguage): Script | Speechless {
    const voice = VOICES[this.options.platform][language];
    if (typeof voice !== 'string') return voice;
    return { text: prompts[prompt][language], voice, wordsPerMinute: WORDS_PER_MINUTE };
  }

  /** Rejects with `CodedError` `voice/no-say`, `voice/say-failed` or `voice/say-timeout`. */
  render(script: Script, file: string, signal?: AbortSignal): Promise<void> {
    const rendering = this.last.then(() => this.renderNow(script, file, signal));
    this.last = rendering.catch(() => undefined);
    return rendering;
  }

  private async renderNow(script: Script, file: string, signal: AbortSignal | undefined): Promise<void> {
    if (this.options.platform === 'win32' && UNSAFE_IN_COMMAND.test(file)) {
      throw new CodedError('voice/say-failed', `say cannot be given the file name ${file} safely`);
    }
    if (signal?.aborted === true) throw new CodedError('voice/say-failed', 'say was stopped');
    // The ending decides what macOS writes.
    const partial = file.replace(/\.wav$/, '.partial.wav');
    try {
      await this.export(await this.load(), script, partial, signal);
      parseWav(await readWavFile(partial));
      await rename(partial, file);
    } catch (error) {
      await rm(partial, { force: true });
      if (error instanceof CodedError && /^voice\/(no-)?say/.test(error.code)) throw error;
      throw new CodedError('voice/say-failed', `say wrote no sound to ${partial}`, { cause: error });
    }
  }

  private load(): Promise<SayModule> {
    this.module ??= this.options.load().catch((error) => {
      throw new CodedError('voice/no-say', 'the package say cannot be loaded', { cause: error });
    });
    return this.module;
  }

  private async export(
    module: SayModule,
    { text, voice, wordsPerMinute }: Script,
    file: string,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const { clock, timeoutMs = 30_000 } = this.options;
    let give: (error: CodedError | undefined) => void = () => undefined;
    const ended = new Promise<CodedError | undefined>((resolve) => {
      give = resolve;
    });
    const fail = (why: unknown): void => give(new CodedError('voice/say-failed', `say: ${messageOf(why)}`));
    const timer = clock.after(timeoutMs, () =>
      give(new CodedError('voice/say-timeout', `say took longer than ${timeoutMs} ms`)),
    );
    const abort = (): void => fail('stopped');
    signal?.addEventListener('abort', abort, { once: true });
    module.export(text, voice, wordsPerMinute / USUAL_WORDS_PER_MINUTE, file, (error) =>
      error ? fail(error) : give(undefined),
    );
    module.child?.on('error', fail);
    module.child?.stdin?.on('error', fail);
    const error = await ended;
    timer.cancel();
    signal?.removeEventListener('abort', abort);
    if (error === undefined) return;
    stopQuietly(module);
    throw error;
  }
}

/** It may have ended by itself just now, which the package answers in many ways. */
function stopQuietly(module: SayModule): void {
  try {
    module.stop();
  } catch {
    // Nothing is left to be stopped.
  }
}
