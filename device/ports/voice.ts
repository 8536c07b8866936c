/** The fixed phrases of the box; `standards` §8 gives their words. */
export const PROMPTS = ['invite', 'thanks', 'closed', 'one-key'] as const;
export type Prompt = (typeof PROMPTS)[number];

/**
 * Speaks known phrases. `say` returns at once, never throws, and cuts short whatever is being said, so the box
 * never talks over itself (B3). A missing or hanging sound device delays nothing; `onFault` reports the change.
 */
export interface Voice {
  start(onFault: (fault: string | undefined) => void): Promise<void> | void;
  say(prompt: Prompt): void;
  /** Falls silent. */
  hush(): void;
  stop(): Promise<void> | void;
}
