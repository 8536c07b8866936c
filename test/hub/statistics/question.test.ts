import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GROUPINGS, MAX_GROUPS } from '#contract/statistics.js';
import type { CellPopulation } from '../../../hub/statistics/cellSource.js';
import { checkGroups, checkSpans, groupingsOf } from '../../../hub/statistics/grouping.js';
import { spans } from '../../../hub/statistics/period.js';
import { overlap, populationOf, populationView } from '../../../hub/statistics/question.js';

const NOW = Date.parse('2026-07-07T01:00:00.000Z');
const PLACES = new Map([
  ['east', new Set(['1', '2', '3'])],
  ['west', new Set(['1'])],
]);
const EXTENTS = { clerks: () => 400, services: () => 12 };
const DAY = 86_400_000;

const population = (days: number, filters: Partial<CellPopulation> = {}): CellPopulation => ({
  fromMs: NOW - days * DAY,
  toMs: NOW,
  ...filters,
});
const check = (by: Parameters<typeof groupingsOf>, whom: CellPopulation) => () =>
  checkGroups(groupingsOf(...by), whom, PLACES, EXTENTS);

describe('S5 a question', () => {
  it('without a period is about today in Taipei', () => {
    expect(populationView(populationOf({ office: 'east' }, PLACES, NOW))).toEqual({
      office: 'east',
      from: '2026-07-06T16:00:00.000Z',
      to: '2026-07-07T16:00:00.000Z',
    });
  });

  it('keeps its filters and nothing else of the query', () => {
    const query = { office: 'east', counter: '2', kind: 'notice', viewer: 'chen', limit: 5 } as const;
    expect(populationView(populationOf(query, PLACES, NOW))).toEqual({
      office: 'east',
      counter: '2',
      kind: 'notice',
      from: expect.any(String),
      to: expect.any(String),
    });
  });

  it.each([
    ['an unknown office', { office: 'north' }, 'office/unknown', /north.*2 offices/],
    ['a counter of no office', { counter: '1' }, 'statistics/bad-question', /expected its office/],
    [
      'a counter the office lacks',
      { office: 'west', counter: '3' },
      'statistics/bad-question',
      /west has no counter 3/,
    ],
    [
      'an end before the start',
      { from: '2026-07-07T00:00:00.000Z', to: '2026-07-06T00:00:00.000Z' },
      'statistics/bad-range',
      /must be before/,
    ],
    [
      'a start that is the end',
      { from: '2026-07-07T16:00:00.000Z' },
      'statistics/bad-range',
      /must be before/,
    ],
    ['the year 0', { from: '0000-01-01T00:00:00.000Z' }, 'statistics/bad-range', /1912/],
    [
      'a million days',
      { from: '2026-01-01T00:00:00.000Z', to: '4763-11-27T00:00:00.000Z' },
      'statistics/bad-range',
      /expected/,
    ],
    [
      'a day that no calendar has',
      { from: '2026-02-30T00:00:00.000Z' },
      'statistics/bad-range',
      /2026-02-30/,
    ],
  ])('refuses %s, naming what was wrong', (_what, query, code, words) => {
    expect(() => populationOf(query, PLACES, NOW)).toThrow(
      expect.objectContaining({ code, message: expect.stringMatching(words) }),
    );
  });

  it('refuses a second grouping without a first, and the same twice', () => {
    expect(() => groupingsOf(undefined, 'hour')).toThrow(/expected by beside it/);
    expect(() => groupingsOf('hour', 'hour')).toThrow(/two different/);
    expect(groupingsOf('weekday', 'hour')).toEqual(['weekday', 'hour']);
    expect(groupingsOf(undefined, undefined)).toEqual([]);
  });

  it.each([
    ['ten years by day and counter', ['day', 'counter'], population(3_652)],
    ['a year of 400 clerks by day', ['clerk', 'day'], population(365, { office: 'east' })],
    ['40 years by day', ['day', undefined], population(14_000)],
    ['a year by day and hour', ['day', 'hour'], population(365)],
    ['a year by clerk and service', ['clerk', 'service'], population(365, { office: 'east' })],
  ] as const)('refuses %s before anything is counted', (_what, by, whom) => {
    expect(check([...by], whom)).toThrow(
      expect.objectContaining({
        code: 'statistics/too-many-groups',
        message: expect.stringMatching(new RegExp(`could make \\d+ groups; expected at most ${MAX_GROUPS}`)),
      }),
    );
  });

  it.each([
    ['ten years by day', ['day', undefined], population(3_652)],
    ['a week by day and hour', ['day', 'hour'], population(7)],
    ['a clerk by day for ten years', ['clerk', 'day'], population(3_652, { clerk: 'lin' })],
    ['days within their months', ['month', 'day'], population(3_652)],
    ['counters within their offices', ['office', 'counter'], population(3_652)],
    ['weekdays by hour', ['weekday', 'hour'], population(14_000)],
  ] as const)('takes %s', (_what, by, whom) => {
    expect(check([...by], whom)).not.toThrow();
  });

  it('never lets through more spans than it may', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('day', 'week', 'month', 'year'),
        fc.integer({ min: 1, max: 14_000 * 24 }),
        fc.integer({ min: 0, max: 366 * 24 }),
        (unit, hours, shift) => {
          const toMs = NOW + shift * 3_600_000;
          const whom = { fromMs: toMs - hours * 3_600_000, toMs };
          const found = spans({ from: whom.fromMs, to: whom.toMs }, unit).length;
          let refused = false;
          try {
            checkGroups([unit], whom, PLACES, EXTENTS);
          } catch {
            refused = true;
          }
          expect(found > MAX_GROUPS && !refused).toBe(false);
          if (unit !== 'day') expect(refused).toBe(false);
        },
      ),
    );
  });

  it('refuses a trend of more points than can be shown, naming coarser units', () => {
    expect(() => checkSpans(population(14_000), 'day')).toThrow(
      /14000 spans of a day; expected at most 4000.*week/,
    );
    expect(() => checkSpans(population(14_000), 'week')).not.toThrow();
  });

  it('every grouping has a size', () => {
    for (const by of GROUPINGS)
      expect(check([by, undefined], population(31, { office: 'east' })), by).not.toThrow();
  });

  it('S6 never lists the clerks of all offices at once', () => {
    expect(check(['clerk', undefined], population(31))).toThrow(
      expect.objectContaining({
        code: 'statistics/bad-question',
        message: expect.stringMatching(/expected office/),
      }),
    );
  });

  it('tells populations that share windows from those that cannot', () => {
    const june = { fromMs: 0, toMs: 30 };
    const july = { fromMs: 30, toMs: 61 };
    expect(overlap(june, july)).toBe(false);
    expect(overlap(june, june)).toBe(true);
    expect(overlap({ ...june, office: 'east' }, { ...june, office: 'west' })).toBe(false);
    expect(overlap({ ...june, office: 'east' }, june)).toBe(true);
    expect(overlap({ ...june, kind: 'notice' }, { ...june, kind: 'receipt' })).toBe(false);
  });
});
