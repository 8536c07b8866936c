import type { VoiceLanguage } from '#contract/values.js';

/** The fixed phrases of the box; `standards` §8 gives their words. */
export const PROMPTS = ['invite', 'thanks', 'closed', 'one-key', 'wait'] as const;
export type Prompt = (typeof PROMPTS)[number];

/** How a box speaks until it is told otherwise. */
export interface VoiceTuning {
  /** Spoken one after the other, in this order. */
  readonly languages: readonly VoiceLanguage[];
  /** Percent of the loudness of the recordings, 0–100; 0 is silence and no fault. */
  readonly volume: number;
}

export interface Utterance {
  readonly prompt: Prompt;
  /** The language of this citizen, instead of those tuned. */
  readonly language?: VoiceLanguage | undefined;
  /** Of an invitation: how long it holds from now, ms, so that it never promises thirty seconds that are sixty. */
  readonly lengthMs?: number | undefined;
}

/**
 * Speaks known phrases. `say` returns at once, never throws, and cuts short whatever is being said within 100 ms, so
 * the box never talks over itself (B3). A missing or hanging sound device delays nothing; `onFault` reports each
 * change, `undefined` once a prompt was spoken to its end again. `tune` may come before `start` and at any time
 * after; it returns at once, and what is said before its sounds are ready is said as before.
 */
export interface Voice {
  start(onFault: (fault: string | undefined) => void): Promise<void> | void;
  tune(tuning: VoiceTuning): void;
  say(utterance: Utterance): void;
  /** Falls silent. */
  hush(): void;
  stop(): Promise<void> | void;
}
