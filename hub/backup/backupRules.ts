import { dayNumber, dayStart } from '../statistics/calendar.js';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** A backup older than this is late (A6): a day, and time to be made. */
export const LATE_AFTER_MS = 26 * HOUR_MS;
/** One that failed is tried again so much later. */
const AGAIN_AFTER_MS = HOUR_MS;

/** No backups are made by themselves. */
export const NEVER = 'off';

/** Minutes of the Taipei day, from `12:30,18:30` or `off`. */
export const timesOf = (setting: string): number[] =>
  setting === NEVER
    ? []
    : setting.split(',').map((time) => {
        const [hour, minute] = time.split(':').map(Number);
        return (hour ?? 0) * 60 + (minute ?? 0);
      });

export interface LastTry {
  readonly startedMs: number;
  readonly finishedMs: number | null;
  readonly state: 'running' | 'good' | 'failed';
}

/**
 * Whether a backup is due: a set time has come since the last one was tried, also while the hub was off, or that one failed
 * an hour ago. A last one that lies in the future tells of a clock set back, and nothing about now.
 */
export function isDue(
  times: readonly number[],
  { sinceMs, newest }: { readonly sinceMs: number; readonly newest: LastTry | undefined },
  nowMs: number,
): boolean {
  if (times.length === 0 || newest?.state === 'running') return false;
  if (newest === undefined) return lastTime(times, nowMs) > sinceMs;
  if (newest.startedMs > nowMs) return true;
  if (newest.state === 'failed' && nowMs - (newest.finishedMs ?? newest.startedMs) >= AGAIN_AFTER_MS)
    return true;
  return lastTime(times, nowMs) > newest.startedMs;
}

/** The newest set time that has come. */
function lastTime(times: readonly number[], nowMs: number): number {
  const today = dayStart(dayNumber(nowMs));
  const yesterday = dayStart(dayNumber(nowMs) - 1);
  const moments = times.flatMap((minute) => [today, yesterday].map((day) => day + minute * MINUTE_MS));
  return Math.max(...moments.filter((moment) => moment <= nowMs));
}

/** How the backups stand, for those who look after the hub. */
export interface BackupStanding {
  /** When the newest good one was finished, Unix ms; undefined before the first. */
  readonly goodMs: number | undefined;
  /** Since when there could have been one, Unix ms. */
  readonly sinceMs: number;
  /** The last one failed. */
  readonly failed: boolean;
  readonly problem: string | undefined;
  /** The newest good one is not at the second place. */
  readonly copyFailed: boolean;
  readonly copyProblem: string | undefined;
}

export const isLate = ({ goodMs, sinceMs, failed }: BackupStanding, nowMs: number): boolean =>
  failed || nowMs - (goodMs ?? sinceMs) >= LATE_AFTER_MS;
