import type { Level, VoiceLanguage } from '../contract/values.js';
import { type InOneLanguage, inLanguage, type PhraseTree } from './language.js';
import { levels } from './levels.js';
import { furtherScreens } from './screenFurther.js';

/** Texts of the box's touch screen beside the levels and the prompts. */
export const screen = {
  title: { zh: '服務評分', en: 'Rate this service' },
  invite: { zh: '請為本次服務評分', en: 'Please rate this service' },
  within: {
    zh: (seconds: number) => `請在 ${seconds} 秒內按一個表情`,
    en: (seconds: number) => `Press one face within ${seconds} seconds`,
  },
  closing: { zh: '時間快到了，請按一個表情', en: 'Time is nearly up: press one face' },
  accepted: { zh: '謝謝您的評分', en: 'Thank you for your rating' },
  dark: { zh: '目前沒有需要評分的服務', en: 'Nothing to rate at the moment' },
  fault: { zh: '評分機暫停服務', en: 'This rating box is out of service' },
  test: { zh: '評分機自我測試中', en: 'This rating box is testing itself' },
  connecting: { zh: '準備中，請稍候', en: 'Getting ready, one moment please' },
  superseded: { zh: '評分已移到另一個畫面', en: 'Rating has moved to another screen' },
  takeBack: { zh: '改用這個畫面', en: 'Use this screen instead' },
  timeLeft: { zh: '剩餘時間', en: 'Time left' },
  seconds: { zh: '秒', en: 'seconds' },
  moreTime: { zh: '延長時間', en: 'More time' },
  language: { zh: '語言', en: 'Language' },
  display: { zh: '顯示', en: 'Display' },
  largeText: { zh: '大字', en: 'Large text' },
  contrast: { zh: '高對比', en: 'High contrast' },
} as const satisfies PhraseTree;

/** Texts as texts, whatever language they are in. */
type Texts<T> = T extends string
  ? string
  : T extends (...values: infer V) => string
    ? (...values: V) => string
    : { readonly [K in keyof T]: Texts<T[K]> };

/** Everything the touch screen says in one language. */
export type ScreenWords = Texts<InOneLanguage<typeof screen>> & {
  readonly levels: Readonly<Record<Level, string>>;
};

/** Each language by its own name, and its BCP 47 tag; the script is named where the language leaves it open. */
export const SCREEN_LANGUAGES = {
  zh: { name: '中文', tag: 'zh-Hant-TW' },
  en: { name: 'English', tag: 'en' },
  nan: { name: '台語', tag: 'nan-Hant-TW' },
  hak: { name: '客語', tag: 'hak-Hant-TW' },
  vi: { name: 'Tiếng Việt', tag: 'vi' },
  id: { name: 'Indonesia', tag: 'id' },
  th: { name: 'ไทย', tag: 'th' },
} as const satisfies Record<VoiceLanguage, { readonly name: string; readonly tag: string }>;

const ofCatalogue = (language: 'zh' | 'en'): ScreenWords => ({
  ...inLanguage(screen, language),
  levels: {
    5: levels[5].label[language],
    4: levels[4].label[language],
    3: levels[3].label[language],
    2: levels[2].label[language],
    1: levels[1].label[language],
  },
});

/** What a language has no words for yet is said in Chinese, which its speakers here read. */
export function screenWords(language: VoiceLanguage): ScreenWords {
  if (language === 'zh' || language === 'en') return ofCatalogue(language);
  return { ...ofCatalogue('zh'), ...furtherScreens[language] };
}
