import { type Consequence, NO_CONSEQUENCE, type RatingState, show } from './windowState.js';
import { nextSecond } from './windowTimes.js';

/** Shows the next of the last seconds of an open window (W12). */
export function countDown({ phase, policy }: RatingState): Consequence {
  const secondsLeft = phase.kind === 'open' ? nextSecond(phase) : undefined;
  if (phase.kind !== 'open' || secondsLeft === undefined) return NO_CONSEQUENCE;
  const moreTime = policy.moreTime && !phase.extended;
  return {
    change: { phase: { ...phase, shown: secondsLeft } },
    effects: [show({ kind: 'countdown', secondsLeft, moreTime })],
  };
}
