import type { EventBody } from '#contract/events.js';
import { asOwed } from './windowReports.js';
import { type Consequence, NO_CONSEQUENCE, type RatingState, show } from './windowState.js';
import { MEND_EVERY_MS } from './windowTimes.js';

/** A box out of service for long remembers only the newest of what it could not store. */
const MOST_OWED = 200;

/** Reports that cannot be stored now; they come before anything else once they can. */
export const owe = (owed: readonly EventBody[], ...bodies: EventBody[]): readonly EventBody[] =>
  [...owed, ...bodies].slice(-MOST_OWED);

/** Out of service, visibly (D6). A window that was not opened or rated durably is one that was missed. */
export function breakDown(
  { phase, owed }: RatingState,
  unstored: readonly EventBody[],
  now: number,
): Consequence {
  const missed: EventBody[] =
    phase.kind === 'open' ? [{ kind: 'missed', window: phase.window, reason: 'box-fault' }] : [];
  return {
    change: {
      owed: owe(owed, ...unstored.map(asOwed), ...missed),
      phase: { kind: 'broken', mendAt: now + MEND_EVERY_MS },
    },
    effects: [show({ kind: 'fault' })],
  };
}

/** Storage is tried again, with what it owes. */
export function mend({ phase, owed }: RatingState): Consequence {
  if (phase.kind !== 'broken') return NO_CONSEQUENCE;
  return {
    change: { phase: { kind: 'idle' }, owed: [] },
    reports: owed,
    effects: [show({ kind: 'dark' })],
  };
}
