import type { Language, Phrase } from './language.js';

/**
 * What the box says; the screen shows the same words (EN 301 549 5.1). `invite` names the norm's 30 s.
 */
export const prompts = {
  invite: {
    zh: '請您為本次服務評分，請在三十秒內按鈕。',
    en: 'Please rate this service. Press a button within thirty seconds.',
  },
  thanks: { zh: '謝謝您的評分。', en: 'Thank you for your rating.' },
  closed: { zh: '評分時間已結束，謝謝您。', en: 'The rating time has ended. Thank you.' },
  'one-key': { zh: '請只按一個按鈕。', en: 'Please press one button only.' },
} as const satisfies Record<string, Phrase>;

export type PromptName = keyof typeof prompts;
export const PROMPT_NAMES = Object.keys(prompts) as readonly PromptName[];

/**
 * Mandarin prompts for espeak-ng's voice `cmn-latn-pinyin`, one syllable with its tone (5 neutral) for each
 * character. Given the characters instead, espeak-ng reads 一個 as yī gè, 謝謝 with two full tones and 服務 with a
 * neutral second syllable.
 */
const pinyin = {
  invite: 'qing3 nin2 wei4 ben3 ci4 fu2 wu4 ping2 fen1, qing3 zai4 san1 shi2 miao3 nei4 an4 niu3.',
  thanks: 'xie4 xie5 nin2 de5 ping2 fen1.',
  closed: 'ping2 fen1 shi2 jian1 yi3 jie2 shu4, xie4 xie5 nin2.',
  'one-key': 'qing3 zhi3 an4 yi2 ge5 an4 niu3.',
} as const satisfies Record<PromptName, string>;

/** What a speech synthesiser is given; differs from the shown words where it would misread them. */
export function synthesisText(prompt: PromptName, language: Language): string {
  return language === 'zh' ? pinyin[prompt] : prompts[prompt][language];
}
