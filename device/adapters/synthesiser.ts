import type { VoiceLanguage } from '#contract/values.js';
import type { PromptName } from '#words/prompts.js';

/** All that decides how synthesised speech sounds: equal scripts give equal sounds. */
export interface Script {
  readonly text: string;
  readonly voice: string;
  readonly wordsPerMinute: number;
}

/** Why a synthesiser cannot speak a language. */
export interface Speechless {
  readonly missing: string;
}

/** A little slower than the 175 words a minute of the usual synthesisers, for listeners of every age. */
export const WORDS_PER_MINUTE = 155;

/**
 * Makes sound files of the box's fixed phrases. It is given nothing else: no text from outside the product ever
 * reaches one.
 */
export interface Synthesiser {
  /** What its sounds are made with; a change of it makes them anew. Rejects with `CodedError` when it cannot be run. */
  version(): Promise<string>;
  /** What it would say, for `render`; or why it cannot. */
  script(prompt: PromptName, language: VoiceLanguage): Script | Speechless;
  /**
   * Writes the WAV file `file`, whole or not at all; its folder exists. Rejects with `CodedError` `voice/…`, also
   * when `signal` is aborted, and within a bounded time.
   */
  render(script: Script, file: string, signal?: AbortSignal): Promise<void>;
}

export const isSpeechless = (script: Script | Speechless): script is Speechless => 'missing' in script;
