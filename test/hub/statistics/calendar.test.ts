import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dayNumber,
  dayStart,
  keyOf,
  mondayOf,
  monthNumber,
  monthStart,
  nextStart,
  startOf,
  weekdayOf,
  yearNumber,
  yearStart,
} from '../../../hub/statistics/calendar.js';

const at = (text: string): number => Date.parse(text);
/** Since Taiwan has had no daylight saving, and on to the end of what may be asked. */
const moment = fc.integer({ min: at('1980-01-01T00:00:00.000Z'), max: at('2200-12-31T15:59:59.999Z') });
const UNITS = ['day', 'week', 'month', 'year'] as const;
const DAY_MS = 86_400_000;

const zone = (options: Intl.DateTimeFormatOptions, locale = 'en-CA') =>
  new Intl.DateTimeFormat(locale, { ...options, timeZone: 'Asia/Taipei' });
const DATE = zone({ year: 'numeric', month: '2-digit', day: '2-digit' });
const HOUR = zone({ hour: '2-digit', hourCycle: 'h23' });
const WEEKDAY = zone({ weekday: 'short' }, 'en-GB');
const UTC_WEEKDAY = new Intl.DateTimeFormat('en-GB', { weekday: 'short', timeZone: 'UTC' });
const ROC_YEAR = zone({ year: 'numeric' }, 'en-u-ca-roc');
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

describe('S7 the calendar of Asia/Taipei', () => {
  it.each([
    ['2026-11-21T03:04:05.678Z', '11', '6', '2026-11-21', '2026-11-16', '2026-11', '2026'],
    ['2026-11-21T16:00:00.000Z', '00', '7', '2026-11-22', '2026-11-16', '2026-11', '2026'],
    ['2026-12-31T15:59:59.999Z', '23', '4', '2026-12-31', '2026-12-28', '2026-12', '2026'],
    ['2026-12-31T16:00:00.000Z', '00', '5', '2027-01-01', '2026-12-28', '2027-01', '2027'],
    ['2024-02-28T16:00:00.000Z', '00', '4', '2024-02-29', '2024-02-26', '2024-02', '2024'],
    ['1969-12-31T15:00:00.000Z', '23', '3', '1969-12-31', '1969-12-29', '1969-12', '1969'],
    ['1911-12-31T16:00:00.000Z', '00', '1', '1912-01-01', '1912-01-01', '1912-01', '1912'],
  ])('%s lies in hour %s of weekday %s, %s, week of %s, month %s, year %s', (text, ...keys) => {
    const units = ['hour', 'weekday', ...UNITS] as const;
    expect(units.map((unit) => keyOf(unit, at(text)))).toEqual(keys);
  });

  it('keys are those of the time zone database', () => {
    fc.assert(
      fc.property(moment, (ms) => {
        const date = DATE.format(ms);
        expect(keyOf('day', ms)).toBe(date);
        expect(keyOf('month', ms)).toBe(date.slice(0, 7));
        expect(keyOf('year', ms)).toBe(date.slice(0, 4));
        expect(keyOf('hour', ms)).toBe(HOUR.format(ms));
        expect(WEEKDAYS[Number(keyOf('weekday', ms)) - 1]).toBe(WEEKDAY.format(ms));
      }),
      { numRuns: 500 },
    );
  });

  it('a year is one ROC year, 1911 less', () => {
    fc.assert(
      fc.property(moment, (ms) => {
        expect(ROC_YEAR.format(ms)).toContain(String(yearNumber(ms) - 1911));
        expect(ROC_YEAR.format(yearStart(yearNumber(ms)))).toBe(ROC_YEAR.format(ms));
      }),
    );
  });

  it('a week is named by its Monday and starts on it', () => {
    fc.assert(
      fc.property(moment, (ms) => {
        const monday = startOf('week', ms);
        expect(WEEKDAY.format(monday)).toBe('Mon');
        expect(keyOf('week', ms)).toBe(DATE.format(monday));
        expect(nextStart('week', ms) - monday).toBe(7 * DAY_MS);
      }),
    );
  });

  it.each(UNITS)('a moment lies in its %s, which ends where the next one starts', (unit) => {
    fc.assert(
      fc.property(moment, (ms) => {
        const [start, next] = [startOf(unit, ms), nextStart(unit, ms)];
        expect(start <= ms && ms < next).toBe(true);
        expect(startOf(unit, start)).toBe(start);
        expect(startOf(unit, next)).toBe(next);
        for (const inside of [start, next - 1]) expect(keyOf(unit, inside)).toBe(keyOf(unit, ms));
        for (const outside of [start - 1, next]) expect(keyOf(unit, outside)).not.toBe(keyOf(unit, ms));
      }),
    );
  });

  it.each(UNITS)('keys of the %s come in the order of time', (unit) => {
    fc.assert(
      fc.property(moment, moment, (one, other) => {
        const [first, last] = one < other ? [one, other] : [other, one];
        expect(keyOf(unit, first) <= keyOf(unit, last)).toBe(true);
      }),
    );
  });

  it('numbers of days and months lead back to where they start', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -800, max: 2_800 }),
        fc.integer({ min: -25_000, max: 85_000 }),
        (month, day) => {
          expect(monthNumber(monthStart(month))).toBe(month);
          expect(monthNumber(monthStart(month) - 1)).toBe(month - 1);
          expect(dayNumber(dayStart(day))).toBe(day);
          expect(dayNumber(dayStart(day) - 1)).toBe(day - 1);
          expect(weekdayOf(mondayOf(day))).toBe(1);
          expect(day - mondayOf(day)).toBe(weekdayOf(day) - 1);
          expect(weekdayOf(day)).toBe(WEEKDAYS.indexOf(UTC_WEEKDAY.format(day * DAY_MS)) + 1);
        },
      ),
    );
  });

  it('day 0 is 1 January 1970 and month 0 that January', () => {
    expect([dayStart(0), monthStart(0), yearStart(1970)]).toEqual(
      Array(3).fill(at('1969-12-31T16:00:00.000Z')),
    );
    expect([dayNumber(0), monthNumber(0), yearNumber(0)]).toEqual([0, 0, 1970]);
  });

  it('even the year 0 has keys', () => {
    expect(keyOf('year', at('0000-06-01T00:00:00.000Z'))).toBe('0000');
    expect(keyOf('day', at('0099-06-01T00:00:00.000Z'))).toBe('0099-06-01');
    expect(startOf('year', at('0099-06-01T00:00:00.000Z'))).toBe(at('0098-12-31T16:00:00.000Z'));
  });
});
