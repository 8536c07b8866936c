import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CALENDAR_KINDS,
  DAY_MS,
  dayOf,
  daysIn,
  spanOf,
  startOfDay,
} from '../../../../hub/dashboard/figures/calendar.js';
import {
  askedPeriod,
  periodOf,
  periodQuery,
  rangeOf,
  stepped,
  yearBefore,
} from '../../../../hub/dashboard/figures/period.js';
import { trendSpan } from '../../../../hub/dashboard/figures/trendSpan.js';
import { NOW } from '../../../support/views.js';

const days = ({ fromMs, toMs }: { fromMs: number; toMs: number }) => [dayOf(fromMs), dayOf(toMs - 1)];
const moment = fc.integer({ min: Date.UTC(1912, 1), max: Date.UTC(2200, 0) });
const period = fc.oneof(
  fc.tuple(fc.constantFrom(...CALENDAR_KINDS), moment).map(([kind, atMs]) => periodOf(kind, atMs)),
  fc.tuple(moment, fc.integer({ min: 1, max: 4_000 })).map(([atMs, length]) => {
    const { fromMs } = spanOf('day', atMs);
    return { kind: 'range', fromMs, toMs: fromMs + length * DAY_MS } as const;
  }),
);

describe('a period', () => {
  it.each([
    ['day', ['2026-07-07', '2026-07-07']],
    ['week', ['2026-07-06', '2026-07-12']],
    ['month', ['2026-07-01', '2026-07-31']],
    ['year', ['2026-01-01', '2026-12-31']],
  ] as const)('S7 of the kind %s is one of Taipei’s calendar', (kind, found) => {
    expect(days(periodOf(kind, NOW))).toEqual(found);
  });

  it('S7 begins at midnight in Taipei, not in Greenwich', () => {
    expect(periodOf('day', Date.UTC(2026, 6, 6, 16, 0)).fromMs).toBe(Date.UTC(2026, 6, 6, 16, 0));
    expect(dayOf(Date.UTC(2026, 6, 6, 15, 59))).toBe('2026-07-06');
  });

  it('steps back and forth without a gap', () => {
    fc.assert(
      fc.property(period, (one) => {
        const next = stepped(one, 1);
        expect(next.fromMs).toBe(one.toMs);
        expect(stepped(next, -1)).toEqual(one);
      }),
    );
  });

  it('survives being written into an address and read again', () => {
    fc.assert(
      fc.property(period, (one) => {
        expect(askedPeriod(new URLSearchParams(periodQuery(one)), NOW)).toEqual(one);
      }),
    );
  });

  it('is this month where the address names none', () => {
    expect(askedPeriod(new URLSearchParams('office=east'), NOW)).toEqual(periodOf('month', NOW));
    expect(askedPeriod(new URLSearchParams('period=year'), NOW)).toEqual(periodOf('year', NOW));
  });

  it.each([
    ['period=month&on=2026-02-30', 'unreadable'],
    ['period=month&on=0000-01-01', 'unreadable'],
    ['period=month&on=1911-12-31', 'unreadable'],
    ['period=decade&on=2026-01-01', 'unreadable'],
    ['period=range&from=2026-07-07', 'unreadable'],
    ['period=range&from=2026-07-07&to=2026-07-06', 'reversed'],
    ['from=1912-01-01&to=2026-01-01', 'too-long'],
  ])('is refused with a reason when the address says %s', (query, fault) => {
    expect(askedPeriod(new URLSearchParams(query), NOW)).toBe(fault);
  });

  it('of a range holds both days named', () => {
    const range = rangeOf('2026-07-07', '2026-07-09');
    expect(typeof range === 'string' ? range : daysIn(range)).toBe(3);
    expect(startOfDay('2026-07-07')).toBe(Date.UTC(2026, 6, 6, 16));
  });

  it('has the same a year earlier', () => {
    expect(days(yearBefore(periodOf('month', NOW)))).toEqual(['2025-07-01', '2025-07-31']);
    expect(days(yearBefore(periodOf('year', NOW)))).toEqual(['2025-01-01', '2025-12-31']);
    expect(days(yearBefore(periodOf('day', Date.UTC(2024, 1, 29))))).toEqual(['2023-03-01', '2023-03-01']);
  });
});

describe('what a trend shows of a period', () => {
  it('is more than the day or week looked at, because one point shows no change', () => {
    expect(trendSpan(periodOf('day', NOW))).toMatchObject({ unit: 'day', longer: 'days30' });
    expect(days(trendSpan(periodOf('day', NOW)))).toEqual(['2026-06-08', '2026-07-07']);
    expect(trendSpan(periodOf('week', NOW))).toMatchObject({ unit: 'week', longer: 'weeks12' });
    expect(days(trendSpan(periodOf('week', NOW)))).toEqual(['2026-04-20', '2026-07-12']);
  });

  it.each([
    ['2026-06-01', '2026-07-31', 'day'],
    ['2026-01-01', '2026-12-31', 'week'],
    ['2022-01-01', '2026-12-31', 'month'],
    ['2010-01-01', '2026-12-31', 'year'],
  ])('is, from %s to %s, by %s', (first, last, unit) => {
    const range = rangeOf(first, last);
    expect(typeof range === 'string' ? range : trendSpan(range).unit).toBe(unit);
  });

  it('is a month by day and a year by month', () => {
    expect(trendSpan(periodOf('month', NOW)).unit).toBe('day');
    expect(trendSpan(periodOf('year', NOW)).unit).toBe('month');
  });
});
