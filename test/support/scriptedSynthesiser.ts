import { writeFileSync } from 'node:fs';
import type { VoiceLanguage } from '#contract/values.js';
import { CodedError } from '#platform/errors.js';
import type { PromptName } from '#words/prompts.js';
import type { Script, Speechless, Synthesiser } from '../../device/adapters/synthesiser.js';
import { EventQueue } from './eventQueue.js';
import { noise, wavOf } from './wavFiles.js';

/** One rendering that waits for the test. */
export interface Order {
  readonly script: Script;
  readonly file: string;
  finish(): void;
}

/** Speaks every language but those it lacks, in noise; while `held`, each rendering waits for the test. */
export class ScriptedSynthesiser implements Synthesiser {
  readonly orders = new EventQueue<Order>();
  readonly rendered: string[] = [];
  held = false;
  broken = false;
  /** The most renderings that ever ran at once. */
  crowd = 0;
  private running = 0;

  constructor(private readonly lacking: readonly VoiceLanguage[] = []) {}

  async version(): Promise<string> {
    return 'scripted 1';
  }

  script(prompt: PromptName, language: VoiceLanguage): Script | Speechless {
    if (this.lacking.includes(language)) return { missing: `no voice for ${language}` };
    return { text: prompt, voice: language, wordsPerMinute: 155 };
  }

  async render(script: Script, file: string, signal?: AbortSignal): Promise<void> {
    this.running += 1;
    this.crowd = Math.max(this.crowd, this.running);
    try {
      await this.leave(script, file, signal);
    } finally {
      this.running -= 1;
    }
    if (this.broken || signal?.aborted === true) throw new CodedError('voice/scripted', 'told to fail');
    writeFileSync(file, wavOf(noise(0.1)));
    this.rendered.push(`${script.voice} ${script.text}`);
  }

  private async leave(script: Script, file: string, signal: AbortSignal | undefined): Promise<void> {
    if (!this.held) return;
    await new Promise<void>((finish) => {
      signal?.addEventListener('abort', () => finish(), { once: true });
      this.orders.push({ script, file, finish });
    });
  }
}
