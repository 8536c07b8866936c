import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Holiday } from '#contract/cases.js';
import {
  dayAt,
  dayOf,
  dayText,
  isWorkingDay,
  type NotedDays,
  workingDayAfter,
} from '../../../hub/cases/workingDays.js';

/** 中秋節 on a Friday, 教師節 on a Monday, 國慶日 on a Saturday with the Friday before off, 光復節 on a Sunday with the Monday after. */
const AUTUMN_2026: NotedDays = new Map<string, Holiday['kind']>([
  ['2026-09-25', 'off'],
  ['2026-09-28', 'off'],
  ['2026-10-09', 'off'],
  ['2026-10-26', 'off'],
]);
/** As were worked until 2024, to make up for a bridge day. */
const WITH_WORKED_SATURDAY: NotedDays = new Map([...AUTUMN_2026, ['2026-10-03', 'worked' as const]]);

const number = (text: string): number => dayOf(text) ?? Number.NaN;
const nth = (text: string, count: number, noted: NotedDays): string =>
  dayText(workingDayAfter(number(text), count, noted));

describe('A9 working days around 中秋 and 國慶 of 2026', () => {
  it.each([
    ['2026-09-24', 1, '2026-09-29'],
    ['2026-09-24', 7, '2026-10-07'],
    ['2026-09-25', 1, '2026-09-29'],
    ['2026-09-26', 1, '2026-09-29'],
    ['2026-10-08', 1, '2026-10-12'],
    ['2026-10-07', 7, '2026-10-19'],
    ['2026-10-23', 2, '2026-10-28'],
    ['2026-12-31', 1, '2027-01-01'],
  ])('the %s has its working day %i on %s', (day, count, expected) => {
    expect(nth(day, count, AUTUMN_2026)).toBe(expected);
  });

  it('count a Saturday that is worked, and one that is opened on it from the next', () => {
    expect(nth('2026-09-24', 7, WITH_WORKED_SATURDAY)).toBe('2026-10-06');
    expect(nth('2026-10-02', 1, WITH_WORKED_SATURDAY)).toBe('2026-10-03');
    expect(nth('2026-10-03', 1, WITH_WORKED_SATURDAY)).toBe('2026-10-05');
  });

  it('belong to Taipei: its day begins at 16:00 UTC', () => {
    expect(dayAt(Date.UTC(2026, 8, 24, 15, 59, 59, 999))).toBe('2026-09-24');
    expect(dayAt(Date.UTC(2026, 8, 24, 16))).toBe('2026-09-25');
  });
});

describe('days of the calendar', () => {
  it.each(['2026-02-29', '2026-02-30', '2026-04-31', '2026-13-01', '1911-12-31', '', '2026-1-1', 'today'])(
    '%j is none',
    (text) => {
      expect(dayOf(text)).toBeUndefined();
    },
  );

  it('are numbers and texts alike', () => {
    expect(dayOf('1970-01-01')).toBe(0);
    const day = fc.integer({ min: number('1912-01-01'), max: number('9999-12-31') });
    fc.assert(fc.property(day, (one) => dayOf(dayText(one)) === one));
  });
});

const anyDay = fc.integer({ min: number('2000-01-01'), max: number('2100-12-31') });
const near = fc.array(
  fc.record({
    offset: fc.integer({ min: -20, max: 120 }),
    kind: fc.constantFrom('off' as const, 'worked' as const),
  }),
  { maxLength: 60 },
);
const tableAt = (day: number, noted: ReadonlyArray<{ offset: number; kind: Holiday['kind'] }>): NotedDays =>
  new Map(noted.map(({ offset, kind }) => [dayText(day + offset), kind]));

describe('A9 the n-th working day', () => {
  it('is worked, and n − 1 worked days lie between', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 60 }), near, (day, count, noted) => {
        const table = tableAt(day, noted);
        const found = workingDayAfter(day, count, table);
        let worked = 0;
        for (let one = day + 1; one <= found; one++) worked += Number(isWorkingDay(one, table));
        expect(worked).toBe(count);
        expect(isWorkingDay(found, table)).toBe(true);
      }),
    );
  });

  it('goes on from itself: n and then m is n + m', () => {
    fc.assert(
      fc.property(
        anyDay,
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 30 }),
        near,
        (day, n, m, noted) => {
          const table = tableAt(day, noted);
          expect(workingDayAfter(workingDayAfter(day, n, table), m, table)).toBe(
            workingDayAfter(day, n + m, table),
          );
        },
      ),
    );
  });

  it('without a table lies n days and the weekends between them away', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 12 }), (day, weeks) => {
        const from = isWorkingDay(day, new Map()) ? day : workingDayAfter(day, 1, new Map());
        expect(workingDayAfter(from, 5 * weeks, new Map())).toBe(from + 7 * weeks);
      }),
    );
  });

  it('is never earlier for one more day off', () => {
    fc.assert(
      fc.property(
        anyDay,
        fc.integer({ min: 1, max: 60 }),
        near,
        fc.integer({ min: 1, max: 90 }),
        (day, n, noted, off) => {
          const table = tableAt(day, noted);
          const more = new Map([...table, [dayText(day + off), 'off' as const]]);
          expect(workingDayAfter(day, n, more)).toBeGreaterThanOrEqual(workingDayAfter(day, n, table));
        },
      ),
    );
  });
});
