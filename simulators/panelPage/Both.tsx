import type { Phrase } from '#words/language.js';

/** A phrase in both languages at once, as on the box itself. */
export function Both({ phrase }: { readonly phrase: Phrase }) {
  return (
    <>
      <span class="zh">{phrase.zh}</span>{' '}
      <span class="en" lang="en">
        {phrase.en}
      </span>
    </>
  );
}
