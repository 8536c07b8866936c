import type { JournalHead } from '#contract/care.js';

/** The heads as a text for people and for `rating-hub verify`: a line each, the oldest first. */
export const headsText = (heads: readonly JournalHead[]): string =>
  [...heads]
    .reverse()
    .map(({ day, number, hash }) => `${day} ${number} ${hash}\n`)
    .join('');

/** Named by its newest day. */
export const headsName = (heads: readonly JournalHead[]): string =>
  `rating-journal-heads-${heads[0]?.day ?? 'none'}.txt`;
