import { describe, expect, it } from 'vitest';
import { distributionChart } from '../../../hub/charts/distribution.js';
import { funnelChart } from '../../../hub/charts/funnel.js';
import { heatChart } from '../../../hub/charts/heat.js';
import { smallMultiples } from '../../../hub/charts/multiples.js';
import { opinionOf } from '../../../hub/statistics/measures/opinion.js';
import { EIGHT_DAYS, figuresFrom, funnelView, statisticsView, trendView } from '../../support/figureViews.js';
import { EN, ZH } from './context.js';

describe('the distribution', () => {
  const june = { name: '6 月', opinion: opinionOf([30, 12, 5, 2, 1]) };

  it('reads one population in a sentence, and several by their range', () => {
    expect(distributionChart([june], ZH).reading).toBe(
      '50 件評分中，84.0% 給了滿意以上，6.0% 給了不滿意以下。',
    );
    const july = { name: '7 月', opinion: opinionOf([5, 2, 1, 1, 1]) };
    const nobody = { name: '8 月', opinion: opinionOf([0, 0, 0, 0, 0]) };
    expect(distributionChart([june, july, nobody], EN).reading).toBe(
      'Satisfaction lies between 70.0% and 84.0%.',
    );
    expect(distributionChart([nobody], EN).reading).toBe('There is nothing to show for this period.');
  });

  it('S3 S4 has every count with its share and the intervals in its table', () => {
    expect(distributionChart([june], EN).table.rows).toEqual([
      [
        '6 月',
        '50',
        '30 (60.0%)',
        '12 (24.0%)',
        '5 (10.0%)',
        '2 (4.0%)',
        '1 (2.0%)',
        '84.0%',
        '71.5–91.7%',
        '6.0%',
        '2.1–16.2%',
      ],
    ]);
  });

  it('tells dissatisfied levels by their hatching, not by colour alone (WCAG 1.4.1)', () => {
    const series = distributionChart([june], EN).option.series as Array<{ itemStyle: { decal?: object } }>;
    expect(series.map(({ itemStyle }) => itemStyle.decal !== undefined)).toEqual([
      false,
      false,
      false,
      true,
      true,
    ]);
    expect(series[3]?.itemStyle.decal).not.toEqual(series[4]?.itemStyle.decal);
  });
});

describe('the funnel (S6)', () => {
  const shares = {
    'east/1': { count: 180, of: 200 },
    'east/2': { count: 181, of: 200 },
    'east/3': { count: 120, of: 200 },
    'east/4': { count: 9, of: 20 },
  };

  it('names who lies outside and says that the others may be chance', () => {
    expect(funnelChart(funnelView(shares), EN).reading).toBe(
      'Outside the 99.8% limits, and worth asking why: east/1 (above), east/2 (above), east/3 (below). ' +
        'The other 1 may differ by chance alone.',
    );
    expect(funnelChart(funnelView({ a: { count: 9, of: 10 } }, 'office'), ZH).reading).toBe(
      '沒有訊號：1 處的差異都可能只是機遇。',
    );
  });

  it('keeps the order of the keys, so that nobody is ranked', () => {
    expect(funnelChart(funnelView(shares), EN).table.rows.map(([name]) => name)).toEqual(Object.keys(shares));
  });

  it('marks no point under 30 answers, however low', () => {
    const row = funnelChart(funnelView(shares), EN).table.rows[3];
    expect(row?.slice(1, 4)).toEqual(['9', '20', '45.0%']);
    expect(row?.at(-1)).toBe('–');
  });
});

describe('the heat map', () => {
  const cell = (day: string, hour: string, c5: number, c2 = 0) => ({
    keys: [day, hour],
    figures: figuresFrom({ c5, c2 }),
  });
  const view = statisticsView(
    figuresFrom(),
    ['weekday', 'hour'],
    [
      cell('1', '09', 4, 1),
      cell('3', '11', 20),
      cell('7', '10', 2, 3),
      { keys: ['2', '09'], hidden: 'too-few' },
    ],
  );

  it('names the fullest cell', () => {
    expect(heatChart(view, ZH).reading).toBe('最多在星期三 11 時至 12 時，共 20 件。');
    expect(heatChart(view, EN, 'dissatisfied').reading).toBe('Most on Sunday between 10:00 and 11:00: 3.');
  });

  it('has Monday first, every hour between the first and the last, and hidden groups as hidden (S6)', () => {
    const { head, rows } = heatChart(view, EN).table;
    expect(head).toEqual(['Weekday', '09:00', '10:00', '11:00', 'Total']);
    expect(rows[0]).toEqual(['Monday', '5', '–', '–', '5']);
    expect(rows[1]).toEqual(['Tuesday', 'Too few; hidden', '–', '–', '0']);
    expect(rows.map(([day]) => day).at(-1)).toBe('Sunday');
  });

  it('says when there was nothing to count', () => {
    expect(heatChart(statisticsView(), ZH).reading).toBe('這段期間沒有資料。');
    const quiet = statisticsView(figuresFrom(), ['weekday', 'hour'], [cell('1', '09', 4)]);
    expect(heatChart(quiet, ZH, 'dissatisfied').reading).toBe('這段期間一件也沒有。');
  });
});

describe('small multiples', () => {
  const calm = trendView(EIGHT_DAYS.map((day) => ({ ...day, count: 3 })));
  const views = [
    { name: '1 號', trend: trendView(EIGHT_DAYS) },
    { name: '2 號', trend: calm },
    { name: '3 號', trend: calm },
  ];

  it('names those with a signal', () => {
    expect(smallMultiples(views, ZH).reading).toBe('有訊號：1 號；其餘 2 處都在各自的管制界限內。');
    expect(smallMultiples(views.slice(1), EN).reading).toBe('No signal: all 2 are within their own limits.');
    expect(smallMultiples([], EN).reading).toBe('There is nothing to show for this period.');
  });

  it('draws all on one scale', () => {
    const axes = smallMultiples(views, EN).option.yAxis as Array<{ min: number; max: number }>;
    expect(axes).toHaveLength(3);
    expect(new Set(axes.map(({ min, max }) => `${min} ${max}`)).size).toBe(1);
  });
});
