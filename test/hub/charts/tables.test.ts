import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { percent } from '#words/percent.js';
import { alarmCauseChart } from '../../../hub/charts/alarmCauses.js';
import { alarmWaitChart } from '../../../hub/charts/alarmWaits.js';
import { answerTimeChart } from '../../../hub/charts/answerTime.js';
import type { DataTable } from '../../../hub/charts/chart.js';
import { distributionChart } from '../../../hub/charts/distribution.js';
import { funnelChart } from '../../../hub/charts/funnel.js';
import { outcomeChart } from '../../../hub/charts/outcomes.js';
import { trendChart } from '../../../hub/charts/trend.js';
import { opinionOf } from '../../../hub/statistics/measures/opinion.js';
import { alarmsView, counts, figuresFrom, funnelView, trendView, WORKED } from '../../support/figureViews.js';
import { EN, ZH } from './context.js';

const share = fc
  .tuple(fc.nat(2_000_000), fc.nat(2_000_000))
  .map(([a, b]) => ({ count: Math.min(a, b), of: Math.max(a, b) }));
const few = fc.array(share, { minLength: 1, maxLength: 12 });
const count = fc.nat(100_000);
const levels = fc.tuple(count, count, count, count, count);
const RUNS = { numRuns: 60 };

const number = (text = ''): number => Number(text.replaceAll(',', ''));
const shown = (count: number, of: number): string => (of === 0 ? '–' : `${percent(count, of, 1)}%`);

/** Each row as wide as the head, and each column marked as numbers or words. */
function expectWhole({ head, rows, numeric }: DataTable): void {
  expect(numeric).toHaveLength(head.length);
  for (const row of rows) expect(row).toHaveLength(head.length);
}

describe('the table beside a chart has the numbers of its view, percentages half-up from the counts (S4)', () => {
  it('a trend', () => {
    fc.assert(
      fc.property(few, (points) => {
        const { table } = trendChart(trendView(points), ZH);
        expectWhole(table);
        expect(table.rows.map(([, count, of, rate]) => [number(count), number(of), rate])).toEqual(
          points.map(({ count, of }) => [count, of, shown(count, of)]),
        );
      }),
      RUNS,
    );
  });

  it('a distribution', () => {
    fc.assert(
      fc.property(fc.array(levels, { maxLength: 8 }), (found) => {
        const opinions = found.map((five, at) => ({ name: String(at), opinion: opinionOf(five) }));
        const { table } = distributionChart(opinions, EN);
        expectWhole(table);
        expect(table.rows.map((row) => row.slice(1, 7))).toEqual(
          found.map((five) => {
            const n = five.reduce((sum, count) => sum + count, 0);
            return [
              n.toLocaleString('en'),
              ...five.map((count) => (n === 0 ? '–' : `${count.toLocaleString('en')} (${shown(count, n)})`)),
            ];
          }),
        );
      }),
      RUNS,
    );
  });

  it('a funnel', () => {
    fc.assert(
      fc.property(few, (found) => {
        const view = funnelView(Object.fromEntries(found.map((one, at) => [`east/${at}`, one])));
        const { table } = funnelChart(view, ZH);
        expectWhole(table);
        expect(table.rows.map(([, count, of]) => [number(count), number(of)])).toEqual(
          view.points.map((point) => [point.share.count, point.share.of]),
        );
      }),
      RUNS,
    );
  });

  it('outcomes: every window in exactly one row (W4)', () => {
    fc.assert(
      fc.property(levels, levels, fc.nat(9), ([a, b, c, d, e], [f, g, h, i, j], running) => {
        const sum = counts({
          c5: a,
          c1: b,
          expired: c,
          cancelled: d,
          boxOffline: e,
          late: f,
          noBox: g,
          x1: h,
        });
        const figures = figuresFrom({ ...sum, boxFault: i, interrupted: j }, running);
        const { table } = outcomeChart(figures, EN);
        expectWhole(table);
        const rows = table.rows.map(([, count]) => number(count));
        expect(rows.slice(0, -1).reduce((total, count) => total + count, 0)).toBe(figures.windows);
        expect(rows.at(-1)).toBe(figures.windows);
      }),
      RUNS,
    );
  });

  it('A2 waits: every alarm in exactly one row', () => {
    fc.assert(
      fc.property(fc.tuple(count, count, count, count, count), count, count, (waits, departed, waiting) => {
        const acknowledged = waits.reduce((sum, one) => sum + one, 0);
        const raised = acknowledged + departed + waiting;
        const { table } = alarmWaitChart({ ...alarmsView([]), raised, acknowledged, departed, waits }, EN);
        expectWhole(table);
        const rows = table.rows.map(([, one]) => number(one));
        expect(rows.slice(0, -1).reduce((total, one) => total + one, 0)).toBe(raised);
        expect(rows.at(-1)).toBe(raised);
      }),
      RUNS,
    );
  });

  it('A2 causes and outcomes: every closed alarm in exactly one cell, and the commonest cause by name', () => {
    const cell = fc.record({
      outcome: fc.constantFrom(
        'solved' as const,
        'citizen-left' as const,
        'mis-press' as const,
        'complaint' as const,
      ),
      cause: fc.constantFrom(
        'staff' as const,
        'rule' as const,
        'waiting' as const,
        'documents' as const,
        'other' as const,
      ),
      count: fc.integer({ min: 1, max: 9_999 }),
    });
    const closings = fc.uniqueArray(cell, {
      selector: ({ outcome, cause }) => `${outcome}/${cause}`,
      minLength: 1,
    });
    fc.assert(
      fc.property(closings, (found) => {
        const closed = found.reduce((sum, one) => sum + one.count, 0);
        const view = { ...alarmsView([]), raised: closed, closed, closings: found };
        const { table, reading } = alarmCauseChart(view, EN);
        expectWhole(table);
        const cells = table.rows.slice(0, -1).flatMap((row) => row.slice(1, 5).map(number));
        expect(cells.reduce((sum, one) => sum + one, 0)).toBe(closed);
        expect(table.rows.at(-1)?.slice(-2)).toEqual([closed.toLocaleString('en'), '100.0%']);
        const sums = table.rows.slice(0, -1).map((row) => number(row[5]));
        for (const row of table.rows.slice(0, -1).filter((_row, at) => sums[at] === Math.max(...sums)))
          expect(reading).toContain(row[0]);
      }),
      RUNS,
    );
  });

  it('answering times', () => {
    const { table, reading } = answerTimeChart(figuresFrom(WORKED), ZH);
    expect(table.rows).toEqual([
      ['未滿 1 秒', '1', '2.0%'],
      ['1–5 秒', '22', '44.0%'],
      ['5–10 秒', '17', '34.0%'],
      ['10–20 秒', '8', '16.0%'],
      ['20 秒以上', '2', '4.0%'],
    ]);
    expect(reading).toBe('平均 6.2 秒按下；80.0% 在 10 秒內按下。');
    expect(answerTimeChart(figuresFrom({}), ZH).reading).toBe('這段期間沒有資料。');
  });

  it('outcomes name the reason that kept most windows from opening', () => {
    expect(outcomeChart(figuresFrom(WORKED), ZH).reading).toBe(
      '141 個評分時段中，50 個有評分，5 個未能評分，最常因為評分機離線（3）。',
    );
    expect(outcomeChart(figuresFrom({ c5: 3 }), EN).reading).toBe('Of 3 windows, 3 were rated and 0 missed.');
  });
});
