import type { VoiceLanguage } from '#contract/values.js';
import type { Clock, Timer } from '#platform/clock.js';
import { LANGUAGES } from '#words/language.js';
import { promptText } from '#words/prompts.js';
import type { Prompt, Utterance, Voice, VoiceTuning } from '../../device/ports/voice.js';

/** What is said, and in which languages it is heard, one after the other. */
export interface Speech extends Utterance {
  readonly languages: readonly VoiceLanguage[];
}

export interface SpeechListener {
  began(prompt: Prompt, speech: Speech): void;
  ended(prompt: Prompt, how: 'finished' | 'cut'): void;
}

export interface MemoryVoiceOptions {
  readonly clock: Clock;
  readonly listener: SpeechListener;
  /** Until `tune` is called. Default: the languages of the screens, at full volume. */
  readonly tuning?: VoiceTuning;
}

/**
 * A voice that makes no sound: it tells its listener what a citizen would hear, for about as long as the words
 * take. `breakDevice` and `repairDevice` play the part of the loudspeaker.
 */
export class MemoryVoice implements Voice {
  private tuning: VoiceTuning;
  private onFault: ((fault: string | undefined) => void) | undefined;
  private speaking: { readonly prompt: Prompt; readonly end: Timer } | undefined;
  private broken: string | undefined;
  private faulty = false;

  constructor(private readonly options: MemoryVoiceOptions) {
    this.tuning = options.tuning ?? { languages: LANGUAGES, volume: 100 };
  }

  start(onFault: (fault: string | undefined) => void): void {
    this.onFault = onFault;
    this.faulty = false;
  }

  tune(tuning: VoiceTuning): void {
    this.tuning = tuning;
    if (tuning.volume === 0) this.hush();
  }

  say(utterance: Utterance): void {
    if (this.onFault === undefined) return;
    this.hush();
    if (this.tuning.volume === 0) return;
    if (this.broken !== undefined) {
      if (!this.faulty) this.onFault(this.broken);
      this.faulty = true;
      return;
    }
    const speech = { ...utterance, languages: this.languagesFor(utterance) };
    const { prompt } = utterance;
    const end = this.options.clock.after(durationMs(speech), () => this.finish(prompt));
    this.speaking = { prompt, end };
    this.options.listener.began(prompt, speech);
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

  /** As with sounds on a disk, only what is tuned is ready to be heard. */
  private languagesFor({ language }: Utterance): readonly VoiceLanguage[] {
    const { languages } = this.tuning;
    return language !== undefined && languages.includes(language) ? [language] : languages;
  }
}

const durationMs = ({ prompt, lengthMs, languages }: Speech): number =>
  languages.reduce((sum, language) => sum + SPEECH_MS[language](promptText(prompt, language, lengthMs)), 0);

const byCharacter = (text: string): number => 300 * text.length;
const byWord = (text: string): number => 420 * text.split(' ').length;

/** About as long as espeak-ng takes at 155 words a minute: by character of Chinese, by word, by letter of Thai. */
const SPEECH_MS: Readonly<Record<VoiceLanguage, (text: string) => number>> = {
  zh: byCharacter,
  en: byWord,
  nan: byCharacter,
  hak: byCharacter,
  vi: byWord,
  id: byWord,
  th: (text) => 80 * text.length,
};
