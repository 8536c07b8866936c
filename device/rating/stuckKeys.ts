import type { EventBody } from '#contract/events.js';
import type { Level } from '#contract/values.js';
import { EXTRA_KEYS, type ExtraKey, type Key } from '../ports/panel.js';
import { type Consequence, NO_CONSEQUENCE, type RatingState } from './windowState.js';

/** A key that has been down for too long; the other keys keep working (W9). */
export function stick({ stuck }: RatingState, key: Key): Consequence {
  return { change: { stuck: new Set([...stuck, key]) }, reports: [stuckReport(key, true)] };
}

export function unstick({ stuck }: RatingState, key: Key): Consequence {
  if (!stuck.has(key)) return NO_CONSEQUENCE;
  const others = new Set([...stuck].filter((other) => other !== key));
  return { change: { stuck: others }, reports: [stuckReport(key, false)] };
}

/** The report of a stuck key, or of one that came loose. */
export const stuckReport = (key: Key, active: boolean): EventBody => ({
  kind: 'fault',
  code: 'key-stuck',
  active,
  ...(typeof key === 'number' ? { level: key } : { detail: nameOf(key) }),
});

/** The key such a report is about. */
export function stuckKeyOf({ code, level, detail }: Extract<EventBody, { kind: 'fault' }>): Key | undefined {
  if (code !== 'key-stuck') return undefined;
  return level === undefined ? EXTRA_KEYS.find((key) => detail === nameOf(key)) : (level as Level);
}

const nameOf = (key: ExtraKey): string => `key ${key}`;
