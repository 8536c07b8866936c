import type { AlarmCause, AlarmOutcome, AlarmView, CloseRequest } from '#contract/alarms.js';
import { type Random, weighted } from '../random.js';

/** How long a simulated supervisor is busy with one matter on average, ms. */
export const MEAN_HANDLING_MS = 60_000;

type Chances<T> = ReadonlyArray<readonly [T, number]>;

/** A complaint is rare. */
const OF_MET: Chances<AlarmOutcome> = [
  ['solved', 80],
  ['mis-press', 11],
  ['citizen-left', 7],
  ['complaint', 2],
];
const OF_LEFT: Chances<AlarmOutcome> = [
  ['citizen-left', 92],
  ['mis-press', 7],
  ['complaint', 1],
];
const OF_CAUSES: Chances<AlarmCause> = [
  ['waiting', 40],
  ['documents', 29],
  ['rule', 14],
  ['staff', 10],
  ['other', 7],
];

/** What came of an alarm and why it was raised; only ratings are about citizens, the rest is solved. */
export function closingOf(
  { about, state }: Pick<AlarmView, 'about' | 'state'>,
  random: Random,
): Pick<CloseRequest, 'outcome' | 'cause'> {
  if (about.source === 'equipment') return { outcome: 'solved', cause: 'other' };
  const cause = weighted(random, OF_CAUSES);
  if (about.source === 'rate') return { outcome: 'solved', cause };
  const outcome = weighted(random, state === 'departed' ? OF_LEFT : OF_MET);
  return { outcome, cause: outcome === 'mis-press' ? 'other' : cause };
}
