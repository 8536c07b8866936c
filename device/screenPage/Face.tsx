import type { Level } from '#contract/values.js';

/** Outlines in a 100 × 100 field; each level has its own, to be told apart without colour (EN 301 549 8.1). */
const OUTLINES: Readonly<Record<Level, string>> = {
  5: 'M50 3C76 3 97 24 97 50S76 97 50 97 3 76 3 50 24 3 50 3Z',
  4: 'M27 6H73C85 6 94 15 94 27V73C94 85 85 94 73 94H27C15 94 6 85 6 73V27C6 15 15 6 27 6Z',
  3: 'M27 10H73L97 50 73 90H27L3 50Z',
  2: 'M50 4L96 38 79 92H21L4 38Z',
  1: 'M32 5H68L95 32V68L68 95H32L5 68V32Z',
};

/** Eyes closed in joy, open, or under the brows of grief; the mouth bends from a wide laugh to a deep frown. */
const FEATURES: Readonly<Record<Level, readonly string[]>> = {
  5: ['M27 42Q34 32 41 42', 'M59 42Q66 32 73 42', 'M26 57H74Q70 80 50 80T26 57Z'],
  4: ['M36 38V45', 'M64 38V45', 'M31 60Q50 80 69 60'],
  3: ['M36 40V47', 'M64 40V47', 'M34 66H66'],
  2: ['M36 44V51', 'M64 44V51', 'M34 75Q50 60 66 75'],
  1: ['M27 44L41 37', 'M73 44L59 37', 'M36 50V56', 'M64 50V56', 'M32 82Q50 58 68 82'],
};

/** The face of a level. The words beneath it say the same, so it is hidden from screen readers. */
export function Face({ level }: { readonly level: Level }) {
  return (
    <svg
      class="face"
      viewBox="0 0 100 100"
      preserveAspectRatio="xMidYMax"
      aria-hidden="true"
      focusable="false"
    >
      <path class="cap" d={OUTLINES[level]} />
      {FEATURES[level].map((line) => (
        <path key={line} class="feature" d={line} />
      ))}
    </svg>
  );
}
