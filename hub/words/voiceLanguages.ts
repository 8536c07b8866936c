import type { VoiceLanguage } from '../contract/values.js';
import { LANGUAGE_TAGS } from './language.js';

/** What is known of a language that a box can speak. */
export interface SpokenLanguage {
  /** BCP 47: for `lang` attributes, and the name of the folder of its sounds. */
  readonly tag: string;
  /** Its own name, as its speakers look for it. */
  readonly name: string;
  /** Whether a native speaker has checked its prompts. Others are off until an office turns them on, and say so then. */
  readonly checked: boolean;
}

/** Every language a box can speak. In Taichung's Hakka districts record the Dapu variety (`standards` §8). */
export const voiceLanguages: Readonly<Record<VoiceLanguage, SpokenLanguage>> = {
  zh: { tag: LANGUAGE_TAGS.zh, name: '華語', checked: true },
  en: { tag: LANGUAGE_TAGS.en, name: 'English', checked: true },
  nan: { tag: 'nan-TW', name: '台語', checked: false },
  hak: { tag: 'hak-TW', name: '客語', checked: false },
  vi: { tag: 'vi', name: 'Tiếng Việt', checked: false },
  id: { tag: 'id', name: 'Bahasa Indonesia', checked: false },
  th: { tag: 'th', name: 'ไทย', checked: false },
};
