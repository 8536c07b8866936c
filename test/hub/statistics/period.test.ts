import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  askedPeriod,
  keyOf,
  monthStart,
  monthsIn,
  type Period,
  periodBefore,
  spans,
  taipeiDay,
  yearsIn,
} from '../../../hub/statistics/period.js';

const at = (text: string): number => Date.parse(text);
/** Midnight in Taipei. */
const day = (date: string): number => at(`${date}T00:00:00.000+08:00`);
const period = (from: string, to: string): Period => ({ from: day(from), to: day(to) });
const asked = (from: string | undefined, to: string | undefined) =>
  askedPeriod(from, to, at('2026-07-07T01:00:00.000Z'));
const UNITS = ['day', 'week', 'month', 'year'] as const;
const DAY_MS = 86_400_000;

const somePeriod = fc
  .record({
    from: fc.integer({ min: at('1980-01-01T00:00:00.000Z'), max: at('2150-01-01T00:00:00.000Z') }),
    length: fc.oneof(fc.integer({ min: 1, max: 3 * DAY_MS }), fc.integer({ min: 1, max: 1_200 * DAY_MS })),
  })
  .map(({ from, length }) => ({ from, to: from + length }));

describe('S7 days are Asia/Taipei days', () => {
  it.each([
    ['2026-07-06T16:00:00.000Z', '2026-07-06T16:00:00.000Z'],
    ['2026-07-07T15:59:59.999Z', '2026-07-06T16:00:00.000Z'],
    ['2026-07-07T16:00:00.000Z', '2026-07-07T16:00:00.000Z'],
    ['2025-12-31T23:00:00.000Z', '2025-12-31T16:00:00.000Z'],
    ['2024-02-29T00:00:00.000Z', '2024-02-28T16:00:00.000Z'],
    ['1969-12-31T17:00:00.000Z', '1969-12-31T16:00:00.000Z'],
  ])('%s lies in the day that starts at %s', (moment, start) => {
    expect(taipeiDay(at(moment))).toEqual({ from: at(start), to: at(start) + DAY_MS });
  });

  it('agrees with the time zone database on every moment since 1980', () => {
    const format = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Taipei' });
    const moment = fc.integer({ min: at('1980-01-01T00:00:00.000Z'), max: at('2099-01-01T00:00:00.000Z') });
    fc.assert(
      fc.property(moment, (ms) => {
        const { from, to } = taipeiDay(ms);
        expect(from <= ms && ms < to).toBe(true);
        expect(format.format(from)).toBe(format.format(ms));
        expect(format.format(to - 1)).toBe(format.format(ms));
        expect(format.format(to)).not.toBe(format.format(ms));
      }),
    );
  });
});

describe('the asked period', () => {
  it('without a question it is today; half a question is completed by today', () => {
    expect(asked(undefined, undefined)).toEqual(taipeiDay(at('2026-07-07T01:00:00.000Z')));
    expect(asked('2026-07-01T00:00:00.000Z', undefined)).toEqual({
      from: at('2026-07-01T00:00:00.000Z'),
      to: at('2026-07-07T16:00:00.000Z'),
    });
    expect(asked(undefined, '2026-07-07T00:00:00.000Z').from).toBe(at('2026-07-06T16:00:00.000Z'));
  });

  it.each([
    [
      'ends before it starts',
      '2026-07-07T00:00:00.000Z',
      '2026-07-06T00:00:00.000Z',
      'from (2026-07-07T00:00:00.000Z) must be before to (2026-07-06T00:00:00.000Z)',
    ],
    ['is empty', '2026-07-07T00:00:00.000Z', '2026-07-07T00:00:00.000Z', 'must be before to'],
    ['lies in the future and ends today', '2027-01-01T00:00:00.000Z', undefined, 'must be before to'],
    ['starts in year 0', '0000-01-01T00:00:00.000Z', undefined, 'lies in the year 0; expected 1912 (ROC 1)'],
    [
      'starts a ms before ROC year 1',
      '1911-12-31T15:59:59.999Z',
      '1912-01-02T00:00:00.000Z',
      'from (1911-12-31T15:59:59.999Z) lies in the year 1911; expected 1912 (ROC 1) to 2200 (ROC 289)',
    ],
    [
      'ends a ms after the year 2200',
      '2200-01-01T00:00:00.000Z',
      '2200-12-31T16:00:00.001Z',
      'to (2200-12-31T16:00:00.001Z) lies in the year 2201',
    ],
    [
      'starts on the 31st of February',
      '2026-02-31T00:00:00.000Z',
      undefined,
      'from is no moment of the calendar: 2026-02-31T00:00:00.000Z; expected one such as',
    ],
    ['ends on the 31st of June', undefined, '2027-06-31T00:00:00.000Z', 'to is no moment of the calendar'],
    [
      'is a ms longer than 40 years',
      '1986-07-01T00:00:00.000Z',
      '2026-07-01T00:00:00.001Z',
      'at most 40 years',
    ],
    ['is a million days long', '2000-01-01T00:00:00.000Z', '4737-01-01T00:00:00.000Z', 'the year 4737'],
  ])('that %s is refused', (_what, from, to, message) => {
    const bad = expect.objectContaining({
      code: 'statistics/bad-range',
      message: expect.stringContaining(message),
    });
    expect(() => asked(from, to)).toThrow(bad);
  });

  it.each([
    ['of exactly 40 years', '1986-07-01T00:00:00.000Z', '2026-07-01T00:00:00.000Z'],
    ['from the first ms of ROC year 1', '1911-12-31T16:00:00.000Z', '1912-01-02T00:00:00.000Z'],
    ['to the last ms of 2200', '2200-01-01T00:00:00.000Z', '2200-12-31T16:00:00.000Z'],
    ['of one ms', '2026-07-01T00:00:00.000Z', '2026-07-01T00:00:00.001Z'],
    ['that starts on a leap day', '2024-02-29T00:00:00.000Z', '2024-03-01T00:00:00.000Z'],
  ])('%s is taken', (_what, from, to) => {
    expect(asked(from, to)).toEqual({ from: at(from), to: at(to) });
  });

  it('a leap day is a day only in a leap year', () => {
    expect(() => asked('2025-02-29T00:00:00.000Z', undefined)).toThrow('no moment of the calendar');
  });

  it('any two moments give that period or the one refusal', () => {
    const moment = fc.integer({ min: at('0000-01-01T00:00:00.000Z'), max: at('9999-12-31T23:59:59.999Z') });
    const iso = (ms: number) => new Date(ms).toISOString();
    fc.assert(
      fc.property(moment, moment, (from, to) => {
        try {
          expect(asked(iso(from), iso(to))).toEqual({ from, to });
          expect(from < to && to - from < 14_611 * DAY_MS).toBe(true);
        } catch (error) {
          expect(error).toMatchObject({ code: 'statistics/bad-range' });
        }
      }),
    );
  });
});

describe('spans of a period', () => {
  it('the first and the last are cut to it, and named whole', () => {
    expect(spans({ from: day('2026-01-30') + 5, to: day('2026-03-02') }, 'month')).toEqual([
      { key: '2026-01', fromMs: day('2026-01-30') + 5, toMs: day('2026-02-01') },
      { key: '2026-02', fromMs: day('2026-02-01'), toMs: day('2026-03-01') },
      { key: '2026-03', fromMs: day('2026-03-01'), toMs: day('2026-03-02') },
    ]);
    expect(spans(period('2026-11-18', '2026-11-24'), 'week').map(({ key }) => key)).toEqual([
      '2026-11-16',
      '2026-11-23',
    ]);
  });

  it('40 years are 14,610 days', () => {
    expect(spans(period('1986-01-01', '2026-01-01'), 'day')).toHaveLength(14_610);
  });

  it.each(UNITS)('of every %s make up the period without gaps, in order, each with its own key', (unit) => {
    fc.assert(
      fc.property(somePeriod, ({ from, to }) => {
        const found = spans({ from, to }, unit);
        expect(found[0]?.fromMs).toBe(from);
        expect(found.at(-1)?.toMs).toBe(to);
        for (const [index, { key, fromMs, toMs }] of found.entries()) {
          expect(fromMs < toMs).toBe(true);
          expect([keyOf(unit, fromMs), keyOf(unit, toMs - 1)]).toEqual([key, key]);
          const next = found[index + 1];
          if (next !== undefined) expect([next.fromMs, next.key > key]).toEqual([toMs, true]);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('whole months and years are those that lie within it from end to end', () => {
    const longer = { from: day('2024-12-31'), to: day('2026-02-28') };
    expect(yearsIn(longer)).toEqual([{ key: '2025', fromMs: day('2025-01-01'), toMs: day('2026-01-01') }]);
    expect(monthsIn(longer)).toHaveLength(13);
    expect(monthsIn(period('2026-01-02', '2026-02-01'))).toEqual([]);
    expect(monthsIn({ from: day('2026-01-01'), to: day('2026-02-01') - 1 })).toEqual([]);
    fc.assert(
      fc.property(somePeriod, ({ from, to }) => {
        for (const { fromMs, toMs, key } of [...monthsIn({ from, to }), ...yearsIn({ from, to })]) {
          expect(from <= fromMs && toMs <= to).toBe(true);
          expect([taipeiDay(fromMs).from, taipeiDay(toMs).from]).toEqual([fromMs, toMs]);
          expect(key.length).toBeLessThan(8);
        }
      }),
    );
  });
});

describe('the period before', () => {
  it.each([
    ['a month', '2026-03-01', '2026-04-01', '2026-02-01'],
    ['a January', '2026-01-01', '2026-02-01', '2025-12-01'],
    ['a quarter', '2026-04-01', '2026-07-01', '2026-01-01'],
    ['a ROC year', '2025-01-01', '2026-01-01', '2024-01-01'],
    ['a week', '2026-03-02', '2026-03-09', '2026-02-23'],
    ['a day', '2026-03-01', '2026-03-02', '2026-02-28'],
    ['part of a month', '2026-03-01', '2026-03-11', '2026-02-19'],
  ])('%s, %s to %s, starts on %s', (_what, from, to, before) => {
    expect(periodBefore(period(from, to))).toEqual(period(before, from));
  });

  it('ends where the period starts and is as long, in months or in ms', () => {
    const months = fc.tuple(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 1, max: 480 }));
    fc.assert(
      fc.property(somePeriod, months, ({ from, to }, [month, length]) => {
        const before = periodBefore({ from, to });
        expect(before.to).toBe(from);
        if (monthsIn({ from, to }).length === 0) expect(before.to - before.from).toBe(to - from);
        const whole = { from: monthStart(month), to: monthStart(month + length) };
        expect(periodBefore(whole)).toEqual({ from: monthStart(month - length), to: whole.from });
      }),
    );
  });
});
