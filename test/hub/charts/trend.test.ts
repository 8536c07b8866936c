import { describe, expect, it } from 'vitest';
import { alarmChart } from '../../../hub/charts/alarms.js';
import { trendChart } from '../../../hub/charts/trend.js';
import { alarmsView, EIGHT_DAYS, FIVE_WEEKS, trendView } from '../../support/figureViews.js';
import { EN, ZH } from './context.js';

const calm = EIGHT_DAYS.map((day, at) => (at === 5 ? { ...day, count: 4 } : day));

describe('the trend (S5)', () => {
  it('says in words which span is beyond its limits: standards §6, day 6', () => {
    const view = trendView(EIGHT_DAYS);
    expect(trendChart(view, ZH).reading).toBe('第 6 天（6/6）超出管制上限。');
    expect(trendChart(view, EN).reading).toBe('Day 6 (6 Jun) is above the upper limit.');
  });

  it('says that there is no signal, and of how many spans', () => {
    expect(trendChart(trendView(calm), ZH).reading).toBe('沒有訊號：8 天都在管制界限內。');
    expect(trendChart(trendView(calm, 'coverage', 'month'), EN).reading).toBe(
      'No signal: all 8 months are within the limits.',
    );
  });

  it('names signals of both sides, the first few by name', () => {
    const points = Array.from({ length: 60 }, (_, at) => ({
      of: 400,
      count: at % 10 === 3 ? 70 : at === 1 ? 2 : 30,
    }));
    const { reading } = trendChart({ ...trendView(points), method: 'p' }, EN);
    expect(reading).toMatch(
      /^Day 4 .*, Day 14 .*, Day 24 .*, Day 34 .*, 2 more are above the upper limit\. Day 2 .* is below the lower limit\.$/,
    );
  });

  it('tells that the limits are Laney’s where the spans vary more than chance', () => {
    const points = Array.from({ length: 24 }, (_, at) => ({ of: 20_000, count: at % 2 === 0 ? 900 : 1_100 }));
    const view = trendView(points);
    expect(view.method).toBe('laney');
    expect(trendChart(view, ZH).reading).toContain(`Laney 法調整為 ${view.sigmaZ?.toFixed(2)} 倍`);
  });

  it('judges no change from one span, and nothing from none', () => {
    expect(trendChart(trendView([{ count: 3, of: 50 }]), ZH).reading).toBe(
      '只有民國115年6月1日有資料：6.0%。要有兩期以上才能判斷變化。',
    );
    expect(trendChart(trendView([]), EN).reading).toBe('There is nothing to show for this period.');
    expect(trendChart(trendView([{ count: 0, of: 0 }]), EN).reading).toBe(
      'There is nothing to show for this period.',
    );
  });

  it('has a table with the limits of standards §6', () => {
    const { table } = trendChart(trendView(EIGHT_DAYS), ZH);
    expect(table.head).toEqual(['日期', '件數', '總件數', '比率', '管制下限', '管制上限', '訊號']);
    expect(table.rows[0]).toEqual(['民國115年6月1日', '3', '118', '2.5%', '0.0%', '8.5%', '–']);
    expect(table.rows[5]).toEqual(['民國115年6月6日', '14', '122', '11.5%', '0.0%', '8.5%', '高於上限']);
  });

  it('names a span without anything counted and leaves its figures empty', () => {
    const { table } = trendChart(trendView([...EIGHT_DAYS, { count: 0, of: 0 }]), EN);
    expect(table.rows[8]).toEqual(['9 June 2026 (ROC 115)', '0', '0', '–', '–', '–', '–']);
  });
});

describe('alarms per 100 windows', () => {
  it('says which week is out of control: standards §6, week 4', () => {
    expect(alarmChart(alarmsView(FIVE_WEEKS), ZH).reading).toBe(
      '共 51 則警示，40 則已確認。第 4 週（6/22 起）超出管制上限。',
    );
  });

  it('has a table with the rates and limits', () => {
    const { table } = alarmChart(alarmsView(FIVE_WEEKS), EN);
    expect(table.rows[3]).toEqual([
      'week of 22 June 2026 (ROC 115)',
      '21',
      '655',
      '3.2',
      '0.1',
      '3.0',
      'Above',
    ]);
  });

  it('says that there was none', () => {
    expect(alarmChart(alarmsView([{ alarms: 0, windows: 90 }]), EN).reading).toBe(
      'No alarm was raised in this period.',
    );
  });
});
