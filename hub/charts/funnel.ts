import type { FunnelPoint, FunnelView } from '#contract/statistics.js';
import { type FunnelLimits, funnelLimits } from '../statistics/measures/funnel.js';
import { boundsOf } from './bounds.js';
import type { Chart, DataTable } from './chart.js';
import type { ChartContext } from './context.js';
import { LIGHT } from './palette.js';
import {
  DASHES,
  drawn,
  emptyNote,
  frame,
  grid,
  height,
  hint,
  LINE,
  legend,
  still,
  text,
  valueAxis,
  whenNarrow,
} from './parts.js';
import { listed } from './signals.js';
import { intervalText, NOTHING, plain, proportionText, rangeText, whole } from './text.js';

/** Points of a curve; they lie closer together where it bends. */
const CURVE_POINTS = 48;
/** So many points can all carry their names. */
const MOST_NAMED = 12;

/** Offices or counters by their share and by how many were counted, within the limits that chance alone keeps (S6). */
export function funnelChart(view: FunnelView, ctx: ChartContext): Chart {
  const { charts, wall } = ctx.words;
  const { funnel } = charts;
  const measure = wall.figures[view.measure];
  const counted = view.points.filter(({ share }) => share.of > 0);
  const marked = counted.some(({ signal }) => signal !== undefined);
  const most = boundsOf(counted.map(({ share }) => share.of)).max;
  return {
    title: funnel.title[view.by](measure),
    reading: reading(counted, ctx),
    table: table(view, ctx),
    aspect: height(420),
    option: {
      ...frame,
      ...whenNarrow({ grid: { top: 108 } }),
      ...(counted.length === 0 ? emptyNote(charts.none) : { legend: names(marked, ctx) }),
      grid: grid({ top: 76, right: 40, bottom: 44 }),
      xAxis: valueAxis({
        max: counted.length === 0 ? 100 : most,
        name: funnel.of,
        nameLocation: 'middle',
        nameGap: 30,
        nameTextStyle: text(LIGHT.muted),
      }),
      yAxis: valueAxis({
        ...boundsOf(heights(counted), 0, 100),
        axisLabel: text(LIGHT.muted, { formatter: '{value}%' }),
      }),
      series: [
        ...curves(view.centre, counted.length === 0 ? 0 : most, ctx),
        points(
          counted.filter(({ signal }) => signal === undefined),
          false,
          counted.length,
          ctx,
        ),
        points(
          counted.filter(({ signal }) => signal !== undefined),
          true,
          counted.length,
          ctx,
        ),
      ],
    },
  };
}

function names(marked: boolean, { words: { charts } }: ChartContext): object {
  const { funnel, trend } = charts;
  return legend([
    { name: funnel.inside, icon: 'circle' },
    ...(marked ? [{ name: funnel.outside, icon: 'diamond' }] : []),
    { name: trend.centre, icon: LINE },
    { name: funnel.curve95, icon: DASHES },
    { name: funnel.curve998, icon: LINE },
  ]);
}

/** The points and their limits; the curves may leave the picture where nobody is. */
const heights = (counted: readonly FunnelPoint[]): number[] =>
  counted.flatMap(({ share, lower998, upper998 }) => [share.value, lower998, upper998].map(drawn));

function curves(centre: number | undefined, most: number, ctx: ChartContext): object[] {
  const { funnel, trend } = ctx.words.charts;
  if (centre === undefined || most === 0) return [];
  const along = Array.from({ length: CURVE_POINTS }, (_, at) =>
    Math.max(1, Math.round(most * ((at + 1) / CURVE_POINTS) ** 2)),
  );
  const curve = (side: keyof FunnelLimits, name: string, type: string, color: string) => ({
    ...still,
    type: 'line',
    name,
    symbol: 'none',
    silent: true,
    lineStyle: { color, width: 1.5, type },
    itemStyle: { color },
    data: [...new Set(along)].map((n) => [n, drawn(funnelLimits(centre, n)[side])]),
  });
  return [
    {
      ...curve('lower95', trend.centre, 'solid', LIGHT.centre),
      data: [
        [0, drawn(centre)],
        [most, drawn(centre)],
      ],
    },
    curve('lower95', funnel.curve95, 'dashed', LIGHT.limit),
    curve('upper95', funnel.curve95, 'dashed', LIGHT.limit),
    curve('lower998', funnel.curve998, 'solid', LIGHT.limit),
    curve('upper998', funnel.curve998, 'solid', LIGHT.limit),
  ];
}

function points(found: readonly FunnelPoint[], outside: boolean, of: number, ctx: ChartContext): object {
  const { funnel } = ctx.words.charts;
  return {
    ...still,
    type: 'scatter',
    name: outside ? funnel.outside : funnel.inside,
    symbol: outside ? 'diamond' : 'circle',
    symbolSize: outside ? 15 : of > 100 ? 6 : 9,
    z: outside ? 4 : 3,
    itemStyle: {
      color: outside ? LIGHT.signal : LIGHT.accent,
      borderColor: LIGHT.surface,
      borderWidth: 1,
      opacity: 1,
    },
    labelLayout: { hideOverlap: true },
    data: found.map((point) => mark(point, outside || of <= MOST_NAMED, outside, ctx)),
  };
}

function mark(
  { key, share, signal }: FunnelPoint,
  named: boolean,
  outside: boolean,
  ctx: ChartContext,
): object {
  const { charts } = ctx.words;
  const name = plain(ctx.name(key));
  return {
    value: [share.of, drawn(share.value)],
    label: {
      show: named,
      formatter: name,
      position: signal === 'below' ? 'bottom' : 'top',
      ...text(outside ? LIGHT.signal : LIGHT.muted, {
        fontSize: 13,
        fontWeight: outside ? 600 : 400,
        textBorderColor: LIGHT.surface,
        textBorderWidth: 3,
      }),
    },
    ...hint(
      name,
      `${proportionText(share)}（${charts.of(whole(share.count), whole(share.of))}）`,
      `${charts.columns.interval} ${intervalText(share)}`,
      ...(signal === undefined ? [] : [charts.signals[signal]]),
    ),
  };
}

function reading(counted: readonly FunnelPoint[], ctx: ChartContext): string {
  const { funnel, none } = ctx.words.charts;
  if (counted.length === 0) return none;
  const found = counted.flatMap(({ key, signal }) =>
    signal === undefined ? [] : [funnel.which[signal](ctx.name(key))],
  );
  return found.length === 0
    ? funnel.calm(counted.length)
    : funnel.some(listed(found, ctx), counted.length - found.length);
}

function table(view: FunnelView, ctx: ChartContext): DataTable {
  const { charts } = ctx.words;
  const { columns } = charts;
  return {
    head: [
      columns.group,
      columns.count,
      columns.of,
      columns.share,
      columns.interval,
      columns.limits95,
      columns.limits998,
      columns.signal,
    ],
    numeric: [false, true, true, true, true, true, true, false],
    rows: view.points.map(({ key, share, lower95, upper95, lower998, upper998, signal }) => [
      ctx.name(key),
      whole(share.count),
      whole(share.of),
      proportionText(share),
      intervalText(share),
      rangeText(lower95, upper95),
      rangeText(lower998, upper998),
      signal === undefined ? NOTHING : charts.signals[signal],
    ]),
  };
}
