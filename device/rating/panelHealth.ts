import type { Key } from '../ports/panel.js';
import { stuckReport } from './stuckKeys.js';
import type { Consequence, RatingState } from './windowState.js';

/** The panel works (again). A stuck key that is no longer down has come loose meanwhile. */
export function findPanel({ stuck }: RatingState, held: readonly Key[], now: number): Consequence {
  const loose = [...stuck].filter((key) => !held.includes(key));
  return {
    change: {
      panelReady: true,
      held: new Map(held.map((key) => [key, now])),
      stuck: new Set([...stuck].filter((key) => held.includes(key))),
    },
    reports: loose.map((key) => stuckReport(key, false)),
  };
}

/** Nobody can press: a press not yet certain is dropped, and the window can no longer end in silence (W4). */
export function losePanel({ phase }: RatingState): Consequence {
  const change = { panelReady: false, held: new Map() };
  if (phase.kind !== 'open') return { change };
  return { change: { ...change, phase: { ...phase, candidate: undefined, panelLost: true } } };
}
