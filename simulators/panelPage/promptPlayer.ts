import { promptNames } from '#words/prompts.js';
import { voiceLanguages } from '#words/voiceLanguages.js';
import type { Speech } from '../voice/memoryVoice.js';

/** Plays recordings one after another, in the languages that are spoken; the next prompt cuts the last one short (B3). */
export class PromptPlayer {
  private speaking: AbortController | undefined;

  /** `missing` is called when there is no such recording or the browser will not play it. */
  constructor(
    private readonly open: (address: string) => HTMLAudioElement,
    private readonly missing: () => void,
  ) {}

  play(speech: Speech): void {
    this.hush();
    this.speaking = new AbortController();
    void this.say(speech, this.speaking.signal);
  }

  hush(): void {
    this.speaking?.abort();
    this.speaking = undefined;
  }

  private async say({ prompt, languages, lengthMs }: Speech, cut: AbortSignal): Promise<void> {
    const names = promptNames(prompt, lengthMs);
    for (const language of languages) {
      const folder = `/prompts/${voiceLanguages[language].tag}`;
      const heard = await this.playFirst(
        names.map((name) => `${folder}/${name}.wav`),
        cut,
      );
      if (cut.aborted) return;
      if (!heard) this.missing();
    }
  }

  /** Whether one of them could be played. */
  private async playFirst(addresses: readonly string[], cut: AbortSignal): Promise<boolean> {
    for (const address of addresses) {
      if (await playToEnd(this.open(address), cut)) return true;
      if (cut.aborted) return false;
    }
    return false;
  }
}

/** Whether it was heard to its end; falls silent and resolves as soon as it is cut short. */
async function playToEnd(audio: HTMLAudioElement, cut: AbortSignal): Promise<boolean> {
  const over = new AbortController();
  const once = { signal: over.signal };
  const heard = await new Promise<boolean>((resolve) => {
    audio.addEventListener('ended', () => resolve(true), once);
    audio.addEventListener('error', () => resolve(false), once);
    cut.addEventListener('abort', () => resolve(false), once);
    cut.addEventListener('abort', () => audio.pause(), once);
    audio.play().catch(() => resolve(false));
  });
  over.abort();
  return heard;
}
