import type { Words } from '#words/catalogue.js';
import type { Language } from '#words/language.js';

/** What a chart is labelled with. */
export interface ChartContext {
  readonly words: Words;
  readonly language: Language;
  /** The name of an office, a counter ("office/counter") or a clerk; the key itself where none is known. */
  name(key: string): string;
}
