/** The languages every screen and prompt has, the first one first. Browser-safe, like all of `words`. */
export const LANGUAGES = ['zh', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** BCP 47 tags: for `lang` attributes, for `Intl`, and as names of folders of recordings. */
export const LANGUAGE_TAGS = { zh: 'zh-TW', en: 'en' } as const satisfies Record<Language, string>;

/**
 * One meaning in every language; a missing translation does not compile. The contract's `Words` is a
 * `Phrase` too, so names of offices and counters are read the same way. `V` is a function for texts with values in them.
 */
export type Phrase<V = string> = Readonly<Record<Language, V>>;

export type Template = (...values: never[]) => string;

/** Phrases by name, nested as deep as wanted. */
export interface PhraseTree {
  readonly [name: string]: Phrase<string> | Phrase<Template> | PhraseTree;
}

/** A tree of phrases reduced to one language. */
export type InOneLanguage<T> =
  T extends Phrase<infer V> ? V : { readonly [K in keyof T]: InOneLanguage<T[K]> };

export function inLanguage<T extends PhraseTree>(tree: T, language: Language): InOneLanguage<T> {
  return Object.fromEntries(
    Object.entries(tree).map(([name, node]) => [
      name,
      isPhrase(node) ? node[language] : inLanguage(node, language),
    ]),
  ) as InOneLanguage<T>;
}

function isPhrase(node: PhraseTree[string]): node is Phrase<string> | Phrase<Template> {
  return LANGUAGES.every((language) => ['string', 'function'].includes(typeof node[language]));
}
