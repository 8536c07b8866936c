import type { Voice } from '../ports/voice.js';

/** The voice of a box without a loudspeaker: says nothing and has no faults. */
export const createSilentVoice = (): Voice => ({
  start: () => undefined,
  tune: () => undefined,
  say: () => undefined,
  hush: () => undefined,
  stop: () => undefined,
});
