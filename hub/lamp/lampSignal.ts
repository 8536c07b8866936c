import type { AlarmView, ShelfView } from '#contract/alarms.js';
import type { LampShows } from '#contract/signals.js';

/** Rhythm of the bell: that of the chime of the same name (A7). */
export type Bell = 'medium' | 'high';

/** What a light at a desk tells: its light, and its bell if it has one that is wanted. */
export interface LampSignal {
  readonly shows: LampShows;
  /** Undefined: silent. */
  readonly bell: Bell | undefined;
}

export interface LampLink {
  /** The office is known, and its hub was heard within the last 35 s. */
  readonly heard: boolean;
  /** Unix ms by the hub's clock. */
  readonly now: number;
}

/**
 * What the light tells of an office's alarms (A3). The most urgent alarm that nobody has acknowledged flashes; a steady
 * light says that somebody is on the way. Departed alarms are silent and dark, as they are at the console, and low
 * priority alone lights nothing. Shelving a counter silences the bell and not the light (A4). While the hub is not
 * heard the light knows nothing of alarms, and neither darkness nor an alarm may be read from it.
 */
export function lampSignal(
  alarms: Iterable<AlarmView>,
  shelves: Iterable<ShelfView>,
  { heard, now }: LampLink,
): LampSignal {
  if (!heard) return { shows: 'disconnected', bell: undefined };
  const urgent = [...alarms].filter(({ priority }) => priority !== 'low');
  const calling = urgent.filter(({ state }) => state === 'unacknowledged');
  const shelved = new Set(
    [...shelves].filter((shelf) => isShelved(shelf, now)).map(({ counter }) => counter),
  );
  const audible = calling.filter(({ counter }) => counter === undefined || !shelved.has(counter));
  const taken = urgent.some(({ state }) => state === 'acknowledged');
  return { shows: mostUrgent(calling) ?? (taken ? 'acknowledged' : 'off'), bell: mostUrgent(audible) };
}

const isShelved = ({ from, until }: ShelfView, now: number): boolean =>
  Date.parse(from) <= now && now < Date.parse(until);

function mostUrgent(alarms: readonly AlarmView[]): Bell | undefined {
  if (alarms.some(({ priority }) => priority === 'high')) return 'high';
  return alarms.length > 0 ? 'medium' : undefined;
}

export const sameSignal = (one: LampSignal, other: LampSignal): boolean =>
  one.shows === other.shows && one.bell === other.bell;
