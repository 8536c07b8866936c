import type { AlarmFiguresView, AlarmPoint } from '#contract/alarmFigures.js';
import { formatShortSpan, formatSpan } from '#words/periods.js';
import { boundsOf } from './bounds.js';
import type { Chart, DataTable } from './chart.js';
import type { ChartContext } from './context.js';
import { type ControlPoint, controlSeries, heights } from './control.js';
import {
  categoryAxis,
  controlLegend,
  emptyNote,
  frame,
  grid,
  height,
  valueAxis,
  whenNarrow,
} from './parts.js';
import { joined, signalSentences } from './signals.js';
import { decimalText, NOTHING, whole } from './text.js';

/** Alarms per 100 windows over time on a u-chart. */
export function alarmChart(view: AlarmFiguresView, ctx: ChartContext): Chart {
  const { charts } = ctx.words;
  const points = view.points.map((point) => controlPoint(point, view, ctx));
  const names = {
    value: charts.columns.rate,
    centre: charts.trend.centre,
    limits: charts.trend.limits,
    signal: charts.trend.signal,
  };
  const marked = points.some(({ signal }) => signal !== undefined);
  return {
    title: charts.alarms.title(charts.trend.every[view.unit]),
    reading: reading(view, ctx),
    table: table(view, ctx),
    aspect: height(300),
    option: {
      ...frame,
      ...whenNarrow({ grid: { top: 92 } }),
      ...(heights(points).length === 0 ? emptyNote(charts.none) : { legend: controlLegend(names, marked) }),
      grid: grid({ top: 62 }),
      xAxis: categoryAxis(view.points.map(({ key }) => formatShortSpan(view.unit, key, ctx.language))),
      yAxis: valueAxis(rateBounds(points)),
      series: controlSeries(points, view.centre, names),
    },
  };
}

/** From 0 on, because a rate is judged against none at all. */
function rateBounds(points: readonly ControlPoint[]) {
  const found = heights(points);
  return found.length === 0 ? { min: 0, max: 1, interval: 0.5 } : boundsOf([0, ...found]);
}

function controlPoint(point: AlarmPoint, { unit }: AlarmFiguresView, ctx: ChartContext): ControlPoint {
  const { charts } = ctx.words;
  const { key, alarms, windows, rate, lower, upper, signal } = point;
  return {
    value: rate,
    lower,
    upper,
    signal,
    mark: decimalText(rate),
    hint: [
      formatSpan(unit, key, ctx.language),
      `${charts.columns.rate} ${decimalText(rate)}`,
      charts.of(whole(alarms), whole(windows)),
      ...(signal === undefined ? [] : [charts.signals[signal]]),
    ],
  };
}

function reading(view: AlarmFiguresView, ctx: ChartContext): string {
  const { alarms, trend } = ctx.words.charts;
  const counted = view.points.filter(({ windows }) => windows > 0).length;
  if (view.raised === 0) return alarms.none;
  return joined(
    [
      alarms.raised(whole(view.raised), whole(view.acknowledged)),
      signalSentences(view.points, view.unit, ctx) ??
        (counted > 1 ? trend.calm[view.unit](counted) : undefined),
    ],
    ctx,
  );
}

function table({ unit, points }: AlarmFiguresView, ctx: ChartContext): DataTable {
  const { charts } = ctx.words;
  const { columns } = charts;
  return {
    head: [
      columns.units[unit],
      columns.alarms,
      columns.windows,
      columns.rate,
      columns.lower,
      columns.upper,
      columns.signal,
    ],
    numeric: [false, true, true, true, true, true, false],
    rows: points.map(({ key, alarms, windows, rate, lower, upper, signal }) => [
      formatSpan(unit, key, ctx.language),
      whole(alarms),
      whole(windows),
      decimalText(rate),
      decimalText(lower),
      decimalText(upper),
      signal === undefined ? NOTHING : charts.signals[signal],
    ]),
  };
}
