import type { BoxEvent } from '#contract/events.js';
import type { Remembered } from './windowState.js';

/**
 * What the newest events, newest first, say about the runs before: the windows that opened and never ended (W13), and
 * what must not open again (W1): issuances that opened or joined, and windows reported as missed, whose events name
 * no issuance.
 */
export function remembered(newestFirst: readonly BoxEvent[]): Remembered {
  const events = newestFirst.toReversed();
  const ended = new Set(events.filter(isEnd).map(({ window }) => window));
  return {
    unfinished: events.flatMap((event) =>
      event.kind === 'opened' && !ended.has(event.window) ? [event.window] : [],
    ),
    known: events.flatMap((event) => {
      if (event.kind === 'missed') return [event.window];
      return event.kind === 'opened' || event.kind === 'joined' ? [event.issuance] : [];
    }),
  };
}

type End = Extract<BoxEvent, { kind: 'rated' | 'expired' | 'cancelled' | 'missed' }>;

const isEnd = (event: BoxEvent): event is End =>
  event.kind === 'rated' || event.kind === 'expired' || event.kind === 'cancelled' || event.kind === 'missed';
