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

/** What came of a rating's alarm, of a citizen who was met or had left. */
export const outcomeOf = (met: boolean, random: Random): AlarmOutcome =>
  weighted(random, met ? OF_MET : OF_LEFT);

/** Why a citizen was unhappy. */
export const causeOf = (random: Random): AlarmCause => weighted(random, OF_CAUSES);

/** What came of an alarm and why it was raised; only ratings are about citizens, the rest is solved. */
export function closingOf(
  { about, state }: Pick<AlarmView, 'about' | 'state'>,
  random: Random,
): Pick<CloseRequest, 'outcome' | 'cause'> {
  if (about.source === 'equipment') return { outcome: 'solved', cause: 'other' };
  const cause = causeOf(random);
  if (about.source === 'rate') return { outcome: 'solved', cause };
  const outcome = outcomeOf(state !== 'departed', random);
  return { outcome, cause: outcome === 'mis-press' ? 'other' : cause };
}
