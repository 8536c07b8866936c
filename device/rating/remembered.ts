import type { BoxEvent } from '#contract/events.js';
import type { Remembered } from './windowState.js';

/**
 * What the newest events, newest first, say about the runs before: the windows that opened and never ended (W13), and
 * the issuances that must open nothing again (W1). An issuance that was missed left no trace of its own; its
 * window did, and the hub does not offer an issuance again.
 */
export function remembered(newestFirst: readonly BoxEvent[]): Remembered {
  const events = newestFirst.toReversed();
  const ended = new Set(events.filter(isEnd).map(({ window }) => window));
  return {
    unfinished: events.flatMap((event) =>
      event.kind === 'opened' && !ended.has(event.window) ? [event.window] : [],
    ),
    known: events.flatMap((event) =>
      event.kind === 'opened' || event.kind === 'joined' ? [event.issuance] : [],
    ),
  };
}

type End = Extract<BoxEvent, { kind: 'rated' | 'expired' | 'cancelled' | 'missed' }>;

const isEnd = (event: BoxEvent): event is End =>
  event.kind === 'rated' || event.kind === 'expired' || event.kind === 'cancelled' || event.kind === 'missed';
