import type { VoiceLanguage } from '#contract/values.js';
import { promptText } from '#words/prompts.js';
import { type ScreenWords, screenWords } from '#words/screen.js';
import type { Scene } from '../ports/panel.js';
import type { ScreenState } from '../screen/screenMessages.js';
import type { LinkPhase } from './screenLink.js';

/** What the whole screen is about; also how it is coloured. `notice` is to be read, `idle` need not be. */
export type Mood = 'asking' | 'thanks' | 'notice' | 'idle';

/** A text with the language it is in. */
export interface Said {
  readonly text: string;
  readonly language: VoiceLanguage;
}

export interface Look {
  readonly mood: Mood;
  /** Of the citizen, or the first on offer. */
  readonly language: VoiceLanguage;
  readonly headline: Said;
  /** Beneath it: what to do, or the headline again in the second language on offer. */
  readonly detail: Said | undefined;
  readonly moreTime: boolean;
  /** Numerals of the last ten seconds (W12). */
  readonly seconds: number | undefined;
}

/** Before the box's program was heard for the first time. */
const UNHEARD: Pick<ScreenState, 'languages' | 'choices'> = { languages: ['zh', 'en'], choices: {} };

/** What a citizen sees. It follows from the scene alone, never from a key, so that no press can be told (W11). */
export function lookOf(state: ScreenState | undefined, phase: LinkPhase): Look {
  const { languages, choices } = state ?? UNHEARD;
  const language = choices.language ?? languages[0] ?? 'zh';
  const quiet = { language, moreTime: false, seconds: undefined };
  if (state === undefined || phase !== 'live') {
    const word = phase === 'superseded' ? 'superseded' : 'connecting';
    return { ...quiet, mood: 'idle', ...inTwo(word, language, languages) };
  }
  const caption = captionOf(state, language);
  const { scene } = state;
  switch (scene.kind) {
    case 'invite':
    case 'countdown':
      return {
        ...quiet,
        mood: 'asking',
        headline: caption ?? say('invite', language),
        detail: { text: task(scene, state.totalMs, screenWords(language)), language },
        moreTime: scene.moreTime,
        seconds: scene.kind === 'countdown' ? scene.secondsLeft : undefined,
      };
    case 'accepted':
      return { ...quiet, mood: 'thanks', headline: say('accepted', language), detail: caption };
    case 'fault':
      return { ...quiet, mood: 'notice', ...inTwo('fault', language, languages) };
    case 'test':
      return { ...quiet, mood: 'notice', ...inTwo('test', language, languages) };
    case 'dark':
      if (caption !== undefined) return { ...quiet, mood: 'notice', headline: caption, detail: undefined };
      return { ...quiet, mood: 'idle', ...inTwo('dark', language, languages) };
  }
}

function task(scene: Scene, totalMs: number, words: ScreenWords): string {
  return scene.kind === 'countdown' ? words.closing : words.within(Math.ceil(totalMs / 1_000));
}

/** Words that are spoken and that the scene does not say by itself. */
function captionOf({ caption, choices }: ScreenState, shown: VoiceLanguage): Said | undefined {
  if (caption === undefined || caption.prompt === 'invite' || caption.prompt === 'thanks') return undefined;
  const language = choices.language ?? caption.language ?? shown;
  return { text: promptText(caption.prompt, language), language };
}

type Plain = 'invite' | 'accepted' | 'dark' | 'fault' | 'test' | 'connecting' | 'superseded';

/** Whether a text needs smaller letters to fit where a short one stands; a Chinese character is two letters wide. */
export const isLong = (text: string): boolean =>
  text.length + (text.match(/\p{Script=Han}/gu)?.length ?? 0) > 26;

const say = (word: Plain, language: VoiceLanguage): Said => ({ text: screenWords(language)[word], language });

/** Nobody has chosen a language yet: said in two. */
function inTwo(word: Plain, language: VoiceLanguage, languages: readonly VoiceLanguage[]) {
  const headline = say(word, language);
  const other = languages.find((one) => screenWords(one)[word] !== headline.text);
  return { headline, detail: other === undefined ? undefined : say(word, other) };
}
