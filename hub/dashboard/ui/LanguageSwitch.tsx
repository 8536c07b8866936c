import { LANGUAGE_TAGS, LANGUAGES, type Language } from '#words/language.js';
import type { LocaleChoice } from './locale.js';

/** Each language names itself in its own words, whatever the page speaks. */
const OWN_NAME: Readonly<Record<Language, string>> = { zh: '中文', en: 'English' };

export function LanguageSwitch({ choice }: { readonly choice: LocaleChoice }) {
  const { language: current, t } = choice.locale.value;
  return (
    <fieldset class="segments">
      <legend class="unseen">{t.pages.language}</legend>
      {LANGUAGES.map((language) => (
        <button
          key={language}
          type="button"
          class="segment"
          lang={LANGUAGE_TAGS[language]}
          aria-pressed={language === current}
          onClick={() => choice.choose(language)}
        >
          {OWN_NAME[language]}
        </button>
      ))}
    </fieldset>
  );
}
