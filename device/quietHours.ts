import type { BoxSettings } from '#contract/boxSettings.js';

/** Asia/Taipei has had no daylight saving time since 1979. */
const TAIPEI_MINUTES = 8 * 60;
const DAY_MINUTES = 24 * 60;

/** Whether nothing is to be spoken at this moment (Unix ms). A range includes `from` and excludes `to`. */
export function isQuiet(ranges: BoxSettings['quietHours'], nowMs: number): boolean {
  const now = (Math.floor(nowMs / 60_000) + TAIPEI_MINUTES) % DAY_MINUTES;
  return ranges.some((range) => {
    const from = minutes(range.from);
    const to = minutes(range.to);
    return from <= to ? now >= from && now < to : now >= from || now < to;
  });
}

function minutes(timeOfDay: string): number {
  const [hours = 0, rest = 0] = timeOfDay.split(':').map(Number);
  return hours * 60 + rest;
}
