import type { Level } from '#contract/values.js';
import { type Face as FaceName, levels } from '#words/levels.js';

/** Outlines in a 100 × 100 field; each level has its own, to be told apart without colour. */
const OUTLINES: Readonly<Record<Level, string>> = {
  5: 'M50 4a46 46 0 1 0 0 92a46 46 0 1 0 0-92Z',
  4: 'M26 6h48a20 20 0 0 1 20 20v48a20 20 0 0 1-20 20H26A20 20 0 0 1 6 74V26A20 20 0 0 1 26 6Z',
  3: 'M28 9h44l24 41-24 41H28L4 50Z',
  2: 'M50 3l45 33-17 57H22L5 36Z',
  1: 'M31 5h38l26 26v38L69 95H31L5 69V31Z',
};

/** Brows, eyes and mouth; the eyes of the best and the worst are closed in joy and in grief. */
const FEATURES: Readonly<Record<FaceName, string>> = {
  beaming: 'M28 42q7-9 14 0M58 42q7-9 14 0M26 56q24 34 48 0Z',
  smiling: 'M35 40v5M65 40v5M31 60q19 18 38 0',
  neutral: 'M35 42v5M65 42v5M33 66h34',
  frowning: 'M36 46v5M66 46v5M34 73q17-15 34 0',
  crying: 'M29 41q7 7 14 0M57 41q7 7 14 0M33 74q17-20 34 0M36 52v9M64 52v9',
};

/** The face of a level. The words beside it say the same, so it is hidden from screen readers. */
export function Face({ level }: { readonly level: Level }) {
  return (
    <svg class="face" viewBox="0 0 100 100" aria-hidden="true" focusable="false">
      <path class="cap" d={OUTLINES[level]} />
      <path class="features" d={FEATURES[levels[level].face]} />
    </svg>
  );
}
