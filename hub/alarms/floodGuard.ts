/** So many alarms of one counter within the time set its box apart (A8); an hour of real ones has fewer. */
export const FLOOD_ALARMS = 10;
export const FLOOD_MS = 60_000;

/** Alarms of a counter's ratings within the last `FLOOD_MS`, as stored. */
export interface RecentAlarms {
  readonly count: number;
  /** Whether the newest of them was held back. */
  readonly newestIsolated: boolean;
}

/**
 * Whether the next alarm of the counter is held back: since the tenth within a minute, until a minute has passed without
 * any. It follows from what is stored, so a restart changes nothing.
 */
export const isIsolated = ({ count, newestIsolated }: RecentAlarms): boolean =>
  newestIsolated || count >= FLOOD_ALARMS;

/** The condition of a counter whose alarms are held back; nobody watches it, so nobody but a person closes its alarm. */
export const floodOf = (counter: string): string => `alarm-flood/${counter}`;
export const isFlood = (condition: string): boolean => condition.startsWith('alarm-flood/');
