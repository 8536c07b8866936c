import type { AlarmView } from '#contract/alarms.js';
import { dayNumber, dayStart } from '../../statistics/calendar.js';

const HOUR_MS = 3_600_000;
/** Offices are open from 8 to 18 at the longest; alarms before or after widen the strip to their hour. */
const OPEN = { from: 8, to: 18 } as const;

/** A place on the strip: 0 at its left end, 1 at its right. */
export interface Mark {
  readonly alarm: AlarmView;
  readonly x: number;
  /** Among those too close to stand beside each other, how high: 0 on the line. */
  readonly row: number;
}

export interface DayStrip {
  readonly fromMs: number;
  readonly toMs: number;
  readonly hours: ReadonlyArray<{ readonly hour: number; readonly x: number }>;
  readonly marks: readonly Mark[];
  /** Where the present stands. */
  readonly now: number;
}

/** Marks closer than this share of the strip would cover each other. */
const APART = 0.022;
export const MOST_ROWS = 4;

/** The alarms of a day by the hour, oldest first. `alarms` are of the day that holds `nowMs`. */
export function dayStrip(alarms: readonly AlarmView[], nowMs: number): DayStrip {
  const midnight = dayStart(dayNumber(nowMs));
  const times = [nowMs, ...alarms.map(({ raisedAt }) => Date.parse(raisedAt))];
  const hourOf = (ms: number): number => Math.floor((ms - midnight) / HOUR_MS);
  const from = Math.max(0, Math.min(OPEN.from, ...times.map(hourOf)));
  const to = Math.min(24, Math.max(OPEN.to, ...times.map((ms) => hourOf(ms) + 1)));
  const fromMs = midnight + from * HOUR_MS;
  const toMs = midnight + to * HOUR_MS;
  const place = (ms: number): number => Math.min(1, Math.max(0, (ms - fromMs) / (toMs - fromMs)));
  return {
    fromMs,
    toMs,
    hours: Array.from({ length: to - from + 1 }, (_, index) => ({
      hour: from + index,
      x: index / (to - from),
    })),
    marks: inRows(alarms.map((alarm) => ({ alarm, x: place(Date.parse(alarm.raisedAt)) }))),
    now: place(nowMs),
  };
}

/** Each mark in the lowest row where it stands free, or in the highest one. */
function inRows(placed: ReadonlyArray<Omit<Mark, 'row'>>): Mark[] {
  const ends: number[] = [];
  return [...placed]
    .sort((a, b) => a.x - b.x)
    .map((mark) => {
      const free = ends.findIndex((end) => mark.x - end >= APART);
      const row = free >= 0 ? free : Math.min(ends.length, MOST_ROWS - 1);
      ends[row] = mark.x;
      return { ...mark, row };
    });
}
