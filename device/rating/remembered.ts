import type { BoxEvent } from '#contract/events.js';
import type { Key } from '../ports/panel.js';
import { stuckKeyOf } from './stuckKeys.js';
import type { Remembered } from './windowState.js';

/**
 * What the newest events, newest first, say about the runs before: the windows that opened and never ended (W13), and
 * what must not open again (W1): issuances that opened or joined, and windows reported as missed, whose events name
 * no issuance; and the keys reported as stuck, which the panel will show to be loose or not (W9).
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
    stuck: events.reduce<readonly Key[]>((stuck, event) => {
      const key = event.kind === 'fault' ? stuckKeyOf(event) : undefined;
      if (event.kind !== 'fault' || key === undefined) return stuck;
      const others = stuck.filter((other) => other !== key);
      return event.active ? [...others, key] : others;
    }, []),
  };
}

type End = Extract<BoxEvent, { kind: 'rated' | 'expired' | 'cancelled' | 'missed' }>;

const isEnd = (event: BoxEvent): event is End =>
  event.kind === 'rated' || event.kind === 'expired' || event.kind === 'cancelled' || event.kind === 'missed';
