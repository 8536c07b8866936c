import type { DutyPerson, DutyTime, Rung } from '#contract/alarms.js';
import { DAY_MS, dayNumber, dayStart, weekdayOf } from '../statistics/calendar.js';

const MINUTE_MS = 60_000;

/** Whether the moment lies within one of the times, which are of Taipei. Where no time is named: always. */
export function isOnDuty(duty: readonly DutyTime[], atMs: number): boolean {
  if (duty.length === 0) return true;
  const day = dayNumber(atMs);
  const sinceMidnight = atMs - dayStart(day);
  return duty.some(
    ({ days, from, to }) =>
      days.includes(weekdayOf(day)) && sinceMidnight >= timeOfDay(from) && sinceMidnight < timeOfDay(to),
  );
}

/** `08:15` as ms since midnight; below a day for every time of day. */
export function timeOfDay(text: string): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  return ((hours * 60 + minutes) * MINUTE_MS) % DAY_MS;
}

/** Everybody of the chain as of a moment, in its order. */
export const peopleOf = (chain: readonly Rung[], absent: ReadonlySet<string>, atMs: number): DutyPerson[] =>
  chain.map(({ person, duty }) => ({
    person,
    onDuty: isOnDuty(duty, atMs),
    signedOut: absent.has(person),
  }));

/** Those of the chain who can be called at a moment, in its order. */
export const presentOf = (chain: readonly Rung[], absent: ReadonlySet<string>, atMs: number): string[] =>
  peopleOf(chain, absent, atMs)
    .filter(({ onDuty, signedOut }) => onDuty && !signedOut)
    .map(({ person }) => person);
