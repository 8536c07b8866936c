import type { QueryOf } from '#contract/api.js';
import type { FunnelPoint, FunnelView, TrendPoint, TrendView } from '#contract/statistics.js';
import { checkSpans } from './grouping.js';
import { funnelLimits, funnelSignal } from './measures/funnel.js';
import { pChart, type ShareLimits } from './measures/pChart.js';
import type { Share } from './measures/share.js';
import { wilson } from './measures/wilson.js';
import { spans } from './period.js';
import { periodOf, populationView } from './question.js';
import { asked, cellsByKey, type Readings } from './readings.js';
import { shareOf, sumOf } from './shares.js';

/** One share over time, and the same share of many offices or counters (S5, S6). */
export class ShareDesk {
  constructor(private readonly readings: Readings) {}

  /** Throws `CodedError` as every question does. */
  trend(query: QueryOf<'trend'>): TrendView {
    const { unit, measure } = query;
    const population = asked(this.readings, query);
    checkSpans(population, unit);
    const cells = cellsByKey(this.readings, population, unit);
    const keys = spans(periodOf(population), unit).map(({ key }) => key);
    const shares = keys.map((key) => shareOf(cells.get(key), measure));
    const { limits, ...chart } = pChart(shares);
    return {
      asked: populationView(population),
      unit,
      measure,
      ...chart,
      points: keys.map((key, index) => trendPoint(key, shares[index] ?? NOTHING, limits[index])),
    };
  }

  /** Throws `CodedError` as every question does. The centre is the share of the whole population. */
  funnel(query: QueryOf<'funnel'>): FunnelView {
    const { by, measure } = query;
    const population = asked(this.readings, query);
    const cells = this.readings.cells.cells({ population, by: [by] });
    const whole = shareOf(sumOf(cells), measure);
    const centre = whole.of === 0 ? undefined : whole.count / whole.of;
    const view = { asked: populationView(population), by, measure };
    if (centre === undefined) return { ...view, points: [] };
    const points = cells.map((cell) => funnelPoint(cell.keys[0] ?? '', shareOf(cell, measure), centre));
    return { ...view, centre, points: points.filter((point) => point !== undefined) };
  }
}

const NOTHING: Share = { count: 0, of: 0 };

const trendPoint = (key: string, { count, of }: Share, limits: ShareLimits | undefined): TrendPoint => ({
  key,
  count,
  of,
  ...(of === 0 ? {} : { value: count / of }),
  ...limits,
});

/** Undefined where nothing was counted: no point has a place on a funnel then. */
function funnelPoint(key: string, { count, of }: Share, centre: number): FunnelPoint | undefined {
  const share = wilson(count, of);
  if (share === undefined) return undefined;
  const signal = funnelSignal(count, of, centre);
  return { key, share, ...funnelLimits(centre, of), ...(signal === undefined ? {} : { signal }) };
}
