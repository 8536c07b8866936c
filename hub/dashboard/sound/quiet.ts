import type { AlarmView } from '#contract/alarms.js';
import type { Priority } from './chime.js';

/** How long sound and flashing may be paused; they come back by themselves (`standards` §2). */
export const QUIET_MS = 120_000;

/** A pause asked for while certain alarms called. */
export interface Quiet {
  /** On the monotonic clock, in ms. */
  readonly until: number;
  readonly alarms: ReadonlySet<string>;
}

export const quietFor = (alarms: readonly AlarmView[], now: number): Quiet => ({
  until: now + QUIET_MS,
  alarms: new Set(alarms.map((alarm) => alarm.id)),
});

/** A pause holds only for the alarms it was asked for: a new one is heard at once. */
export function isQuiet(quiet: Quiet | undefined, alarms: readonly AlarmView[], now: number): boolean {
  return quiet !== undefined && now < quiet.until && alarms.every((alarm) => quiet.alarms.has(alarm.id));
}

const URGENT_FIRST: readonly Priority[] = ['high', 'medium', 'low'];

/** The chime the calling alarms ask for: that of the most urgent. */
export function chimeFor(alarms: readonly AlarmView[]): Priority | undefined {
  return URGENT_FIRST.find((priority) => alarms.some((alarm) => alarm.priority === priority));
}
