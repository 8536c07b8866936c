import { reportExtra, reportIdle } from './uncountedPresses.js';
import type { Consequence, RatingState } from './windowState.js';

/** Nobody can press any more: a window still open is missed, as it would be after a power cut (W13). */
export function finish(state: RatingState): Consequence {
  const { phase } = state;
  if (phase.kind === 'broken') return reportIdle(state);
  const ending: Consequence =
    phase.kind === 'open'
      ? { change: {}, reports: [{ kind: 'missed', window: phase.window, reason: 'interrupted' }] }
      : phase.kind === 'answered'
        ? reportExtra(phase)
        : { change: {} };
  const idle = reportIdle(state);
  return {
    change: { ...idle.change, phase: { kind: 'idle' } },
    reports: [...(ending.reports ?? []), ...(idle.reports ?? [])],
  };
}
