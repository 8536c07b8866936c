import { describe, expect, it } from 'vitest';
import { isDue, isLate, type LastTry, timesOf } from '../../../hub/backup/backupRules.js';

const HOUR_MS = 3_600_000;
/** 7 July 2026 at so many hours in Taipei. */
const taipei = (hours: number): number => Date.UTC(2026, 6, 7) + (hours - 8) * HOUR_MS;
const times = timesOf('12:30,18:30');
const tried = (startedMs: number, state: LastTry['state'] = 'good'): LastTry => ({
  startedMs,
  finishedMs: state === 'running' ? null : startedMs + 60_000,
  state,
});

describe('R25 when a backup is due', () => {
  it('reads its times', () => {
    expect(times).toEqual([750, 1_110]);
    expect(timesOf('00:00')).toEqual([0]);
    expect(timesOf('off')).toEqual([]);
  });

  it.each([
    ['before the first set time of a new hub', undefined, 12.4, false],
    ['at the first set time of a new hub', undefined, 12.5, true],
    ['not again after it', tried(taipei(12.5)), 18.4, false],
    ['at the second set time', tried(taipei(12.5)), 18.5, true],
    ['when the hub was off at its time', tried(taipei(12.5)), 33, true],
    ['the morning after, when it was not', tried(taipei(18.5)), 33, false],
    ['not while one is made', tried(taipei(12.5), 'running'), 19, false],
    ['not at once after a failure', tried(taipei(12.5), 'failed'), 13, false],
    ['an hour after a failure', tried(taipei(12.5), 'failed'), 13.6, true],
    ['when the last one lies in the future: a clock was set back', tried(taipei(500)), 9, true],
  ] as const)('%s', (_when, newest, hours, due) => {
    expect(isDue(times, { sinceMs: taipei(9), newest }, taipei(hours))).toBe(due);
    expect(isDue([], { sinceMs: taipei(9), newest }, taipei(hours))).toBe(false);
  });

  it('A6 one is late 26 h after the newest good one or the first start, and whenever the last failed', () => {
    const standing = {
      goodMs: taipei(12),
      sinceMs: taipei(0),
      failed: false,
      problem: undefined,
      copyFailed: false,
      copyProblem: undefined,
    };
    expect(isLate(standing, taipei(12 + 26) - 1)).toBe(false);
    expect(isLate(standing, taipei(12 + 26))).toBe(true);
    expect(isLate({ ...standing, failed: true }, taipei(13))).toBe(true);
    expect(isLate({ ...standing, goodMs: undefined }, taipei(25))).toBe(false);
    expect(isLate({ ...standing, goodMs: undefined }, taipei(26))).toBe(true);
  });
});
