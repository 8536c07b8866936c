import type { VoiceLanguage } from '#contract/values.js';
import { promptNames } from '#words/prompts.js';
import { PROMPTS, type Prompt, type Utterance } from '../ports/voice.js';
import { type Clip, clipPath } from './promptLibrary.js';

/** The sounds of a tuning, by `clipPath`. */
export type Clips = ReadonlyMap<string, Clip>;

/** What a voice can say under one tuning, all of it ready to be played. */
export class Repertoire {
  constructor(
    private readonly languages: readonly VoiceLanguage[],
    private readonly clips: Clips,
    /** Why it does not sound as tuned, if it does not. */
    readonly defect?: string,
    /** Releases what the sounds occupy. Nothing of it is played afterwards. */
    readonly dispose: () => Promise<void> = async () => undefined,
  ) {}

  /**
   * What to play for an utterance, in this order. In the language of the citizen where that has a sound; else in the
   * tuned languages that have one.
   */
  clipsFor({ prompt, language, lengthMs }: Utterance): readonly Clip[] {
    const wished = language === undefined ? undefined : this.find(prompt, language, lengthMs);
    if (wished !== undefined) return [wished];
    return this.languages.flatMap((tuned) => this.find(prompt, tuned, lengthMs) ?? []);
  }

  /** The prompts that are silent in every language; `wait` is missed only when it is said, since few boxes say it. */
  get silent(): readonly Prompt[] {
    return PROMPTS.filter((prompt) => prompt !== 'wait' && this.clipsFor({ prompt }).length === 0);
  }

  /** The prompts without a sound in a language. */
  lacking(language: VoiceLanguage): readonly Prompt[] {
    return PROMPTS.filter((prompt) => this.find(prompt, language) === undefined);
  }

  private find(prompt: Prompt, language: VoiceLanguage, lengthMs?: number): Clip | undefined {
    for (const name of promptNames(prompt, lengthMs)) {
      const clip = this.clips.get(clipPath(name, language));
      if (clip !== undefined) return clip;
    }
    return undefined;
  }
}
