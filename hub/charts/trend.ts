import type { TrendPoint, TrendView } from '#contract/statistics.js';
import { formatShortSpan, formatSpan } from '#words/periods.js';
import { boundsOf } from './bounds.js';
import type { Chart, DataTable } from './chart.js';
import type { ChartContext } from './context.js';
import { type ControlPoint, controlSeries, heights } from './control.js';
import { LIGHT } from './palette.js';
import {
  categoryAxis,
  controlLegend,
  drawn,
  emptyNote,
  frame,
  grid,
  height,
  text,
  valueAxis,
  whenNarrow,
} from './parts.js';
import { joined, signalSentences } from './signals.js';
import { boundText, NOTHING, shareText, whole } from './text.js';

/** A share over time with its centre, its 3σ limits and its signals marked (S5). */
export function trendChart(view: TrendView, ctx: ChartContext): Chart {
  const { charts, wall } = ctx.words;
  const measure = wall.figures[view.measure];
  const points = view.points.map((point) => controlPoint(point, view, ctx));
  const names = {
    value: measure,
    centre: charts.trend.centre,
    limits: charts.trend.limits,
    signal: charts.trend.signal,
  };
  const marked = points.some(({ signal }) => signal !== undefined);
  return {
    title: charts.trend.title(measure, charts.trend.every[view.unit]),
    reading: trendReading(view, ctx),
    table: table(view, ctx),
    aspect: height(330),
    option: {
      ...frame,
      ...whenNarrow({ grid: { top: 92 } }),
      ...(heights(points).length === 0 ? emptyNote(charts.none) : { legend: controlLegend(names, marked) }),
      grid: grid({ top: 62 }),
      xAxis: categoryAxis(view.points.map(({ key }) => formatShortSpan(view.unit, key, ctx.language))),
      yAxis: valueAxis({
        ...boundsOf(heights(points), 0, 100),
        axisLabel: text(LIGHT.muted, { formatter: '{value}%' }),
      }),
      series: controlSeries(points, view.centre === undefined ? undefined : drawn(view.centre), names),
    },
  };
}

const optional = (share: number | undefined): number | undefined =>
  share === undefined ? undefined : drawn(share);

/** A span of a trend as it is drawn, in percent. */
export function controlPoint(point: TrendPoint, { unit }: TrendView, ctx: ChartContext): ControlPoint {
  const { charts } = ctx.words;
  const { key, count, of, lower, upper, signal } = point;
  const counted = of > 0;
  const limits =
    lower === undefined || upper === undefined ? undefined : `${boundText(lower)} – ${boundText(upper)}`;
  return {
    value: counted ? drawn(count / of) : undefined,
    lower: optional(lower),
    upper: optional(upper),
    signal,
    mark: shareText(count, of),
    hint: [
      formatSpan(unit, key, ctx.language),
      `${shareText(count, of)}（${charts.of(whole(count), whole(of))}）`,
      ...(limits === undefined ? [] : [`${charts.trend.limits} ${limits}`]),
      ...(signal === undefined ? [] : [charts.signals[signal]]),
    ],
  };
}

/** What the trend shows in words: its signals or that there are none, and how its limits were made. */
export function trendReading(view: TrendView, ctx: ChartContext): string {
  const { trend, none } = ctx.words.charts;
  const counted = view.points.filter(({ of }) => of > 0);
  const [only] = counted;
  if (only === undefined) return none;
  if (counted.length === 1)
    return trend.single(formatSpan(view.unit, only.key, ctx.language), shareText(only.count, only.of));
  return joined(
    [
      signalSentences(view.points, view.unit, ctx) ?? trend.calm[view.unit](counted.length),
      view.method === 'laney' && view.sigmaZ !== undefined ? trend.laney(view.sigmaZ.toFixed(2)) : undefined,
    ],
    ctx,
  );
}

function table(view: TrendView, ctx: ChartContext): DataTable {
  const { charts } = ctx.words;
  const { columns } = charts;
  return {
    head: [
      columns.units[view.unit],
      columns.count,
      columns.of,
      columns.share,
      columns.lower,
      columns.upper,
      columns.signal,
    ],
    numeric: [false, true, true, true, true, true, false],
    rows: view.points.map((point) => [formatSpan(view.unit, point.key, ctx.language), ...cells(point, ctx)]),
  };
}

/** Counts, share, limits and signal of a span, as a row of a table has them. */
export function cells({ count, of, lower, upper, signal }: TrendPoint, ctx: ChartContext): string[] {
  return [
    whole(count),
    whole(of),
    shareText(count, of),
    boundText(lower),
    boundText(upper),
    signal === undefined ? NOTHING : ctx.words.charts.signals[signal],
  ];
}
