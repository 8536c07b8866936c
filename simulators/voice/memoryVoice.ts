import type { Clock, Timer } from '#platform/clock.js';
import { LANGUAGES, type Language } from '#words/language.js';
import { prompts } from '#words/prompts.js';
import type { Prompt, Voice } from '../../device/ports/voice.js';

export interface SpeechListener {
  began(prompt: Prompt): void;
  ended(prompt: Prompt, how: 'finished' | 'cut'): void;
}

export interface MemoryVoiceOptions {
  readonly clock: Clock;
  readonly listener: SpeechListener;
  /** Default: all of them. */
  readonly languages?: readonly Language[];
}

/**
 * A voice that makes no sound: it tells its listener what a citizen would hear, for about as long as the words
 * take. `breakDevice` and `repairDevice` play the part of the loudspeaker.
 */
export class MemoryVoice implements Voice {
  private onFault: ((fault: string | undefined) => void) | undefined;
  private speaking: { readonly prompt: Prompt; readonly end: Timer } | undefined;
  private broken: string | undefined;
  private faulty = false;

  constructor(private readonly options: MemoryVoiceOptions) {}

  start(onFault: (fault: string | undefined) => void): void {
    this.onFault = onFault;
    this.faulty = false;
  }

  say(prompt: Prompt): void {
    if (this.onFault === undefined) return;
    this.hush();
    if (this.broken !== undefined) {
      if (!this.faulty) this.onFault(this.broken);
      this.faulty = true;
      return;
    }
    const end = this.options.clock.after(this.durationMs(prompt), () => this.finish(prompt));
    this.speaking = { prompt, end };
    this.options.listener.began(prompt);
  }

  hush(): void {
    if (this.speaking === undefined) return;
    const { prompt, end } = this.speaking;
    end.cancel();
    this.speaking = undefined;
    this.options.listener.ended(prompt, 'cut');
  }

  stop(): void {
    this.onFault = undefined;
    this.hush();
  }

  /** Every prompt fails from now on. */
  breakDevice(fault: string): void {
    this.broken = fault;
    this.hush();
  }

  /** Prompts are heard again; the fault is over when the first of them was. */
  repairDevice(): void {
    this.broken = undefined;
  }

  private finish(prompt: Prompt): void {
    this.speaking = undefined;
    this.options.listener.ended(prompt, 'finished');
    if (!this.faulty) return;
    this.faulty = false;
    this.onFault?.(undefined);
  }

  private durationMs(prompt: Prompt): number {
    const languages = this.options.languages ?? LANGUAGES;
    return languages.reduce((sum, language) => sum + SPEECH_MS[language](prompts[prompt][language]), 0);
  }
}

/** About as long as espeak-ng takes at 155 words a minute: per character of Chinese, per word of English. */
const SPEECH_MS: Readonly<Record<Language, (text: string) => number>> = {
  zh: (text) => 300 * text.length,
  en: (text) => 420 * text.split(' ').length,
};
