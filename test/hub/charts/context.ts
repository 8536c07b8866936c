import { words } from '#words/catalogue.js';
import type { Language } from '#words/language.js';
import type { ChartContext } from '../../../hub/charts/context.js';

/** Labels in a language; keys of groups stand for themselves. */
export const contextIn = (language: Language): ChartContext => ({
  words: words(language),
  language,
  name: (key) => key,
});

export const ZH = contextIn('zh');
export const EN = contextIn('en');
