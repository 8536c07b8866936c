import type { Level } from '#contract/values.js';

/** A round head; the mouth bends from a laugh to a frown, and the worst has brows of grief. */
const FEATURES: Readonly<Record<Level, string>> = {
  5: 'M7 9.5q1.5-2 3 0m4 0q1.5-2 3 0M6.5 13.5h11q-1 5-5.5 5t-5.5-5Z',
  4: 'M8.5 9v1.5m7-1.5v1.5M7.5 14.5q4.5 4.5 9 0',
  3: 'M8.5 9v1.5m7-1.5v1.5M8 15.5h8',
  2: 'M8.5 9v1.5m7-1.5v1.5M7.5 17q4.5-4 9 0',
  1: 'M6.5 9.5 10 7.5m7.5 2L14 7.5M8.5 11v1.2m7-1.2v1.2M7 18q5-5.5 10 0',
};

/** The face of a level beside its name, which says the same; hidden from screen readers for that reason. */
export function LevelFace({ level }: { readonly level: Level }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <circle cx="12" cy="12" r="10" />
      <path d={FEATURES[level]} />
    </svg>
  );
}
