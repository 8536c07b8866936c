import { LANGUAGE_TAGS, type Language } from '#words/language.js';
import type { Prompt } from '../../device/ports/voice.js';

/** Plays recordings one at a time; the next one cuts the last one short (B3). */
export class PromptPlayer {
  private playing: HTMLAudioElement | undefined;

  /** `missing` is called when there is no such recording or the browser will not play it. */
  constructor(
    private readonly open: (address: string) => HTMLAudioElement,
    private readonly missing: () => void,
  ) {}

  play(prompt: Prompt, language: Language): void {
    this.hush();
    const audio = this.open(`/prompts/${LANGUAGE_TAGS[language]}/${prompt}.wav`);
    this.playing = audio;
    audio.play().catch(() => {
      if (this.playing === audio) this.missing();
    });
  }

  hush(): void {
    const audio = this.playing;
    this.playing = undefined;
    audio?.pause();
  }
}
