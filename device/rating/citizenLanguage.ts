import type { VoiceLanguage } from '#contract/values.js';
import { type Consequence, NO_CONSEQUENCE, type RatingState, say } from './windowState.js';
import { LANGUAGE_KEPT_MS } from './windowTimes.js';

/** What is said to this citizen from now on; an open window invites again in it. */
export function choose(state: RatingState, language: VoiceLanguage, now: number): Consequence {
  const { phase } = state;
  const serving = phase.kind === 'open' || phase.kind === 'opening' || phase.kind === 'answered';
  const change = { language, languageUntil: serving ? undefined : now + LANGUAGE_KEPT_MS };
  if (phase.kind !== 'open') return { change };
  return { change, effects: [say({ ...state, language }, 'invite', phase.deadline - now)] };
}

/** The language key goes through the languages of the box; with only one it does nothing. */
export function chooseNext(state: RatingState, now: number): Consequence {
  const { languages } = state.policy;
  const index = state.language === undefined ? 0 : languages.indexOf(state.language);
  const next = languages[(index + 1) % languages.length];
  return next === undefined || languages.length < 2 ? NO_CONSEQUENCE : choose(state, next, now);
}

export function forgetLanguage(): Consequence {
  return { change: { language: undefined, languageUntil: undefined } };
}

/** "Please wait", only to the citizen whose rating it was, and only where the office wants it (W11). */
export function comfort(state: RatingState, window: string): Consequence {
  const { policy, served, phase } = state;
  const meant = policy.waitPrompt && served === window && phase.kind !== 'broken';
  return meant ? { change: {}, effects: [say(state, 'wait')] } : NO_CONSEQUENCE;
}
