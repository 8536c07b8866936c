import fc from 'fast-check';
import { COUNT_FIELDS, type Counts, noCounts } from '../../hub/statistics/counts.js';

/** Counts of which only these are not 0. */
export const counted = (some: Partial<Counts>): Counts => ({ ...noCounts(), ...some });

/** Ratings of level 5, 4, 3, 2, 1 and nothing else. */
export const ratedOnly = ([c5 = 0, c4 = 0, c3 = 0, c2 = 0, c1 = 0]: readonly number[]): Counts =>
  counted({ c5, c4, c3, c2, c1 });

/** Counts as windows could give them, each field up to `most`. */
export const someCounts = (most = 2_000_000): fc.Arbitrary<Counts> =>
  fc
    .array(fc.oneof(fc.constant(0), fc.nat(30), fc.nat(most)), {
      minLength: COUNT_FIELDS.length,
      maxLength: COUNT_FIELDS.length,
    })
    .map((values) => counted(Object.fromEntries(COUNT_FIELDS.map((field, at) => [field, values[at] ?? 0]))));
