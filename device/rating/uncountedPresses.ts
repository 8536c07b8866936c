import type { Level } from '#contract/values.js';
import { type Consequence, NO_CONSEQUENCE, noPresses, type Phase, type RatingState } from './windowState.js';

/** A press that is no rating: after the first one of a window (W7), or outside any window, per key (W6). */
export function countPress(state: RatingState, level: Level, now: number): Consequence {
  const { phase, idle, idleSince } = state;
  const lastPress = { key: level, at: now };
  if (phase.kind === 'answered' && now <= phase.deadline)
    return { change: { lastPress, phase: { ...phase, extra: phase.extra + 1 } } };
  if (phase.kind === 'broken') return { change: { lastPress } };
  const counted = { ...idle, [level]: idle[level] + 1 };
  return { change: { lastPress, idle: counted, idleSince: idleSince ?? now } };
}

export function reportIdle({ idle, idleSince }: RatingState): Consequence {
  if (idleSince === undefined) return NO_CONSEQUENCE;
  const counts = { 1: idle[1], 2: idle[2], 3: idle[3], 4: idle[4], 5: idle[5] };
  return {
    change: { idle: noPresses, idleSince: undefined },
    reports: [{ kind: 'presses', idle: counts }],
  };
}

/** The time of an answered window is over, or another one begins (W7). */
export function reportExtra({ window, extra }: Extract<Phase, { kind: 'answered' }>): Consequence {
  return extra === 0 ? NO_CONSEQUENCE : { change: {}, reports: [{ kind: 'presses', window, extra }] };
}
