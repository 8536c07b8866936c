import { momentOf } from '#contract/values.js';
import { CodedError } from '#platform/errors.js';

/** Taiwan is UTC+8 all year; it has had no daylight saving since 1979 (tzdata), so a day is a fixed shift. */
const TAIPEI_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;

/** Half-open: `from` belongs to it, `to` does not. Unix ms. */
export interface Period {
  readonly from: number;
  readonly to: number;
}

/** The Asia/Taipei day that holds the moment (S7). */
export function taipeiDay(atMs: number): Period {
  const from = Math.floor((atMs + TAIPEI_MS) / DAY_MS) * DAY_MS - TAIPEI_MS;
  return { from, to: from + DAY_MS };
}

const LONGEST_DAYS = 40 * 366;

/** The asked period, or today. Throws `CodedError` `statistics/bad-range`. */
export function askedPeriod(from: string | undefined, to: string | undefined, nowMs: number): Period {
  const today = taipeiDay(nowMs);
  const period = { from: moment(from, 'from', today.from), to: moment(to, 'to', today.to) };
  if (period.to <= period.from) {
    throw new CodedError(
      'statistics/bad-range',
      `from (${iso(period.from)}) must be before to (${iso(period.to)})`,
    );
  }
  if (period.to - period.from > LONGEST_DAYS * DAY_MS) {
    throw new CodedError('statistics/bad-range', `a period may span at most ${LONGEST_DAYS} days`);
  }
  return period;
}

function moment(text: string | undefined, name: string, fallback: number): number {
  if (text === undefined) return fallback;
  const value = momentOf(text);
  if (Number.isNaN(value))
    throw new CodedError('statistics/bad-range', `${name} is no date of the calendar: ${text}`);
  return value;
}

const iso = (ms: number): string => new Date(ms).toISOString();
