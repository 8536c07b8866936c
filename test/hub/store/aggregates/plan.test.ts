import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GROUPINGS } from '#contract/statistics.js';
import { startOf, yearStart } from '../../../../hub/statistics/calendar.js';
import type { CellQuestion } from '../../../../hub/statistics/cellSource.js';
import { answers, type Piece, plan, spansOf } from '../../../../hub/store/aggregates/plan.js';

const DAY_MS = 86_400_000;
const taipei = (day: string): number => Date.parse(`${day}T00:00:00+08:00`);
const LATEST = taipei('2040-01-01');

const moment = fc.oneof(
  fc.integer({ min: -70_000_000_000_000, max: LATEST }),
  fc.integer({ min: 0, max: LATEST }).map((ms) => startOf('day', ms)),
  fc.integer({ min: 0, max: LATEST }).map((ms) => startOf('month', ms)),
  fc.integer({ min: 0, max: LATEST }).map((ms) => startOf('year', ms)),
);
const period = fc
  .tuple(moment, moment)
  .map(([one, other]) => ({ fromMs: Math.min(one, other), toMs: Math.max(one, other) + 1 }));
const filters = fc.record(
  {
    office: fc.constant('east'),
    counter: fc.constant('1'),
    clerk: fc.constant('lin'),
    kind: fc.constant('notice' as const),
    service: fc.constant(''),
  },
  { requiredKeys: [] },
);
const question: fc.Arbitrary<CellQuestion> = fc
  .tuple(period, filters, fc.uniqueArray(fc.constantFrom(...GROUPINGS), { maxLength: 2 }))
  .map(([when, which, by]) => ({ population: { ...when, ...which }, by }));

/** How often a moment is counted. */
const countedAt = (pieces: readonly Piece[], ms: number): number =>
  pieces.filter(({ fromMs, toMs }) => fromMs <= ms && ms < toMs).reduce((sum, { times }) => sum + times, 0);

/** Any year may be the first that is not closed. */
const yearsEnd = fc.integer({ min: 1, max: 2041 }).map(yearStart);

const rawMs = (pieces: readonly Piece[]): number =>
  pieces.filter(({ table }) => table === undefined).reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);

describe('the plan of a question', () => {
  it('S5 counts every moment of the period once and none outside it', () => {
    fc.assert(
      fc.property(question, yearsEnd, moment, (asked, yearsEndMs, anywhere) => {
        const pieces = plan(asked, yearsEndMs);
        const { fromMs, toMs } = asked.population;
        const edges = pieces.flatMap((piece) => [piece.fromMs, piece.toMs]);
        for (const edge of [...edges, fromMs, toMs, anywhere])
          for (const ms of [edge - 1, edge])
            expect(countedAt(pieces, ms)).toBe(fromMs <= ms && ms < toMs ? 1 : 0);
      }),
    );
  });

  it('S5 asks a table only for whole units of it, and only what it tells apart', () => {
    fc.assert(
      fc.property(question, yearsEnd, (asked, yearsEndMs) => {
        for (const { table, fromMs, toMs } of plan(asked, yearsEndMs)) {
          expect(fromMs).toBeLessThan(toMs);
          if (table === undefined) continue;
          expect(answers(table, asked.population, asked.by)).toBe(true);
          expect([startOf(table.unit, fromMs), startOf(table.unit, toMs)]).toEqual([fromMs, toMs]);
        }
      }),
    );
  });

  it('S5 reads the windows of at most a month at the edges where months can be told apart', () => {
    fc.assert(
      fc.property(question, yearsEnd, (asked, yearsEndMs) => {
        const byMonth = asked.by.every((by) =>
          ['office', 'counter', 'clerk', 'service', 'month'].includes(by),
        );
        const limit = byMonth ? 33 * DAY_MS : Number.POSITIVE_INFINITY;
        expect(rawMs(plan(asked, yearsEndMs))).toBeLessThanOrEqual(limit);
      }),
    );
  });

  const named = (asked: CellQuestion): string[] =>
    plan(asked, taipei('2026-01-01')).map(({ table, fromMs, toMs, times }) => {
      const days = (toMs - fromMs) / DAY_MS;
      return `${times < 0 ? '−' : ''}${table?.name ?? 'windows'} ${days}`;
    });
  const asked = (from: string, to: string, rest: Partial<CellQuestion['population']> = {}) => ({
    fromMs: taipei(from),
    toMs: taipei(to),
    ...rest,
  });

  it.each<[string, CellQuestion, string[]]>([
    ['a year', { population: asked('2026-01-01', '2027-01-01'), by: [] }, ['office_month 365']],
    ['days', { population: asked('2026-01-10', '2026-02-05'), by: ['day'] }, ['office_day 26']],
    [
      'a year by counter, less its edges',
      { population: asked('2024-02-20', '2026-03-05'), by: ['counter'] },
      ['counter_day 10', 'counter_month 306', 'counter_year 365', 'counter_month 59', 'counter_day 4'],
    ],
    [
      'a year that is not over, by its months',
      { population: asked('2025-01-01', '2027-01-01'), by: ['counter'] },
      ['counter_year 365', 'counter_month 365'],
    ],
    [
      'weekdays, of which days are the fewest rows',
      { population: asked('2026-01-01', '2027-01-01'), by: ['weekday'] },
      ['office_day 365'],
    ],
    [
      'a heat map',
      { population: asked('2026-01-31', '2026-03-02'), by: ['weekday', 'hour'] },
      ['hour_day 1', 'hour_month 28', 'hour_day 1'],
    ],
    [
      'a clerk from the 10th on: the month less nine days',
      { population: asked('2026-01-10', '2026-02-06', { office: 'east', clerk: 'lin' }), by: [] },
      ['clerk_month 31', '−windows 9', 'windows 5'],
    ],
    [
      'hours of one counter',
      { population: asked('2026-01-01', '2027-01-01', { office: 'east', counter: '1' }), by: ['hour'] },
      ['windows 365'],
    ],
  ])('%s', (_name, question, pieces) => {
    expect(named(question)).toEqual(pieces);
  });

  it('cuts a period into years, months, days and the rest', () => {
    const cut = spansOf(
      { fromMs: taipei('2023-11-29') + 5, toMs: taipei('2025-02-02') + 7 },
      taipei('2026-01-01'),
    );
    expect(cut.map(({ unit, fromMs, toMs }) => [unit, (toMs - fromMs) / DAY_MS])).toEqual([
      ['moment', 1 - 5 / DAY_MS],
      ['day', 1],
      ['month', 31],
      ['year', 366],
      ['month', 31],
      ['day', 1],
      ['moment', 7 / DAY_MS],
    ]);
  });
});
