import type { QueryOf } from '#contract/api.js';
import type { AlarmFiguresView, AlarmPoint, Delay } from '#contract/statistics.js';
import type { AlarmCount } from '../store/alarmFigures.js';
import { dayStart } from './calendar.js';
import { figuresOf } from './figures.js';
import { checkSpans } from './grouping.js';
import { type RateLimits, uChart } from './measures/uChart.js';
import { keyOf, spans } from './period.js';
import { periodOf, populationView } from './question.js';
import { asked, cellsByKey, type Readings } from './readings.js';

/** Alarms by the time they were raised. */
export interface AlarmFigureSource {
  counts(fromMs: number, toMs: number, office: string | undefined): readonly AlarmCount[];
  /** Ms from raising to acknowledging, of those alarms that were acknowledged; in no order. */
  delays(fromMs: number, toMs: number, office: string | undefined): readonly number[];
}

/** How often citizens raised an alarm, and how fast somebody came. */
export class AlarmFigureDesk {
  constructor(private readonly readings: Readings & { readonly alarms: AlarmFigureSource }) {}

  /** Throws `CodedError` as every question does. An alarm counts when it was raised, a window when it was issued. */
  alarmFigures(query: QueryOf<'alarmFigures'>): AlarmFiguresView {
    const { unit } = query;
    const { alarms } = this.readings;
    const population = asked(this.readings, query);
    checkSpans(population, unit);
    const { fromMs, toMs, office } = population;
    const raised = alarms.counts(fromMs, toMs, office);
    const raisedIn = sumBy(raised, ({ day }) => keyOf(unit, dayStart(day)));
    const cells = cellsByKey(this.readings, population, unit);
    const points = spans(periodOf(population), unit).map(({ key }) => {
      const cell = cells.get(key);
      const windows = cell === undefined ? 0 : figuresOf(cell.counts, cell.running).windows;
      return { key, count: raisedIn.get(key) ?? 0, of: windows };
    });
    const { centre, limits } = uChart(points);
    const delays = alarms.delays(fromMs, toMs, office);
    const byLevel = sumBy(raised, ({ level }) => level);
    const all = raised.reduce((sum, { raised: count }) => sum + count, 0);
    return {
      asked: populationView(population),
      unit,
      raised: all,
      medium: all - (byLevel.get(1) ?? 0),
      high: byLevel.get(1) ?? 0,
      acknowledged: delays.length,
      ...(delays.length === 0 ? {} : { toAcknowledge: delayOf(delays) }),
      ...(centre === undefined ? {} : { centre }),
      points: points.map((point, index) => alarmPoint(point, limits[index])),
    };
  }
}

function sumBy<K>(counts: readonly AlarmCount[], keyOfCount: (count: AlarmCount) => K): Map<K, number> {
  const sums = new Map<K, number>();
  for (const count of counts) {
    const key = keyOfCount(count);
    sums.set(key, (sums.get(key) ?? 0) + count.raised);
  }
  return sums;
}

const alarmPoint = (
  { key, count, of }: { key: string; count: number; of: number },
  limits: RateLimits | undefined,
): AlarmPoint => ({ key, alarms: count, windows: of, ...limits });

/** Median and 90th percentile as the nearest ranks, so that each is a delay that happened. At least one delay. */
export function delayOf(delays: readonly number[]): Delay {
  const sorted = Float64Array.from(delays).sort();
  const rank = (share: number): number => Math.max(0, sorted[Math.ceil(share * sorted.length) - 1] ?? 0);
  return { median: rank(0.5), p90: rank(0.9), longest: rank(1) };
}
