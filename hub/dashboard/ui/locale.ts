import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { type Words, words } from '#words/catalogue.js';
import { LANGUAGES, type Language, type Phrase } from '#words/language.js';
import type { Memory } from './memory.js';

/** A language with everything said in it. */
export interface Locale {
  readonly language: Language;
  readonly t: Words;
  /** The phrase in this language. */
  say(phrase: Phrase): string;
}

/** BCP 47 tags for `<html lang>`; the script is named because `zh` alone leaves glyph forms open. */
const PAGE_LANG: Readonly<Record<Language, string>> = { zh: 'zh-Hant-TW', en: 'en' };

/** `?lang=` comes first, then what this browser chose before, then zh-TW. */
export function chosenLanguage(search: string, remembered: string | undefined): Language {
  const asked = new URLSearchParams(search).get('lang')?.toLowerCase();
  return named(asked) ?? named(remembered) ?? LANGUAGES[0];
}

function named(text: string | undefined): Language | undefined {
  return LANGUAGES.find((language) => text === language || text?.startsWith(`${language}-`));
}

const localeOf = (language: Language): Locale => ({
  language,
  t: words(language),
  say: (phrase) => phrase[language],
});

/** The page's language. Choosing one is remembered, and drops a `?lang=` that would overrule it. */
export class LocaleChoice {
  private readonly language: Signal<Language>;
  readonly locale: ReadonlySignal<Locale>;

  constructor(
    private readonly page: Window,
    private readonly memory: Memory,
  ) {
    this.language = signal(chosenLanguage(page.location.search, memory.get('language')));
    this.locale = computed(() => localeOf(this.language.value));
    this.mark();
  }

  choose(language: Language): void {
    this.memory.set('language', language);
    const address = new URL(this.page.location.href);
    address.searchParams.delete('lang');
    this.page.history.replaceState(null, '', address);
    this.language.value = language;
    this.mark();
  }

  private mark(): void {
    this.page.document.documentElement.lang = PAGE_LANG[this.language.peek()];
  }
}
