/** Taiwan is UTC+8 all year, so a day is a fixed shift. */
const TAIPEI_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const SATURDAY = 6;
/** ROC year 1 is 1912. */
const ROC_BEFORE = 1911;

/** A day on which an office is open. */
export interface WorkingDay {
  /** Days since 1970-01-01 of Asia/Taipei. */
  readonly number: number;
  /** 1 Monday … 6 Saturday. */
  readonly weekday: number;
  readonly rocYear: number;
  readonly opensMs: number;
  /** Share of the day's visitors in each hour from opening; they add up to 1. */
  readonly hours: readonly number[];
  /** The day's visitors against those of a usual weekday. */
  readonly traffic: number;
}

const WEEKDAY_HOURS = [0.09, 0.13, 0.14, 0.12, 0.08, 0.09, 0.13, 0.13, 0.09];
const SATURDAY_HOURS = [0.3, 0.4, 0.3];
/** From Monday; the five weekdays have the mean 1. */
const TRAFFIC = [1.16, 1.02, 0.96, 0.94, 0.92, 0.26];

/** Holidays by the sun, as month/day. */
const SOLAR = new Set(['1/1', '2/28', '4/4', '4/5', '10/10']);
/** Holidays by the moon; the eve of the new year is the day before 1/1. */
const LUNAR = new Set(['1/1', '1/2', '1/3', '5/5', '8/15']);

const lunarFormat = new Intl.DateTimeFormat('en-u-ca-chinese', {
  month: 'numeric',
  day: 'numeric',
  timeZone: 'UTC',
});

export const dayNumber = (ms: number): number => Math.floor((ms + TAIPEI_MS) / DAY_MS);

/** Midnight of the first day of the month so many months before the one that holds the moment. */
export function monthsBefore(ms: number, months: number): number {
  const day = new Date(ms + TAIPEI_MS);
  return Date.UTC(day.getUTCFullYear(), day.getUTCMonth() - months, 1) - TAIPEI_MS;
}

/** The ROC year that holds the moment. */
export const rocYearOf = (ms: number): number => new Date(ms + TAIPEI_MS).getUTCFullYear() - ROC_BEFORE;

/** The so many-th weekday after the day that holds the moment, e.g. `2026-11-21`; holidays count. */
export function weekdayAfter(ms: number, count: number): string {
  let number = dayNumber(ms);
  for (let left = count; left > 0; ) {
    number += 1;
    const weekday = new Date(number * DAY_MS).getUTCDay();
    if (weekday !== 0 && weekday !== SATURDAY) left -= 1;
  }
  return new Date(number * DAY_MS).toISOString().slice(0, 10);
}

/** The days that hold any moment of the half-open period and are no Sunday and no holiday, in order. */
export function* workingDays(fromMs: number, untilMs: number): Generator<WorkingDay> {
  for (let number = dayNumber(fromMs); number <= dayNumber(untilMs - 1); number++) {
    const midnight = new Date(number * DAY_MS);
    const weekday = midnight.getUTCDay();
    if (weekday === 0 || isHoliday(number)) continue;
    const saturday = weekday === SATURDAY;
    yield {
      number,
      weekday,
      rocYear: midnight.getUTCFullYear() - ROC_BEFORE,
      opensMs: number * DAY_MS - TAIPEI_MS + (saturday ? 9 : 8) * HOUR_MS,
      hours: saturday ? SATURDAY_HOURS : WEEKDAY_HOURS,
      traffic: TRAFFIC[weekday - 1] ?? 1,
    };
  }
}

function isHoliday(number: number): boolean {
  const day = new Date(number * DAY_MS);
  if (SOLAR.has(`${day.getUTCMonth() + 1}/${day.getUTCDate()}`)) return true;
  return LUNAR.has(lunarDay(number)) || lunarDay(number + 1) === '1/1';
}

/** Month/day of the traditional calendar; a leap month is written differently and so has no holiday. */
function lunarDay(number: number): string {
  const parts = lunarFormat.formatToParts(new Date(number * DAY_MS));
  const part = (type: string): string => parts.find((each) => each.type === type)?.value ?? '';
  return `${part('month')}/${part('day')}`;
}
