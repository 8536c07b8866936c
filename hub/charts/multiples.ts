import type { TrendView } from '#contract/statistics.js';
import { formatShortSpan, formatSpan } from '#words/periods.js';
import { type Bounds, boundsOf } from './bounds.js';
import type { Chart, DataTable } from './chart.js';
import type { ChartContext } from './context.js';
import { controlSeries, heights } from './control.js';
import { LIGHT } from './palette.js';
import { CHART_WIDTH, drawn, emptyNote, frame, height, text } from './parts.js';
import { listed } from './signals.js';
import { plain } from './text.js';
import { cells, controlPoint } from './trend.js';

export interface NamedTrend {
  readonly name: string;
  readonly trend: TrendView;
}

const PANEL_PX = 168;
/** Above a panel for its name, in two lines at most, and below it for the ends of its axis, in px. */
const ROOM = { above: 48, below: 26, left: 52, right: 14 };

/** One small control chart for each, all on the same axes, so that they can be compared by eye and are not ranked. */
export function smallMultiples(views: readonly NamedTrend[], ctx: ChartContext): Chart {
  const { charts, wall } = ctx.words;
  const [first] = views;
  const columns = views.length <= 2 ? Math.max(1, views.length) : views.length <= 9 ? 3 : 4;
  const rows = Math.max(1, Math.ceil(views.length / columns));
  const panels = views.map((view, at) => panel(view, at, columns, rows, ctx));
  const bounds = boundsOf(
    panels.flatMap(({ drawnAt }) => drawnAt),
    0,
    100,
  );
  const measure = first === undefined ? '' : wall.figures[first.trend.measure];
  return {
    title:
      first === undefined
        ? charts.multiples.empty
        : charts.multiples.title(measure, charts.trend.every[first.trend.unit]),
    reading: reading(views, ctx),
    table: table(views, ctx),
    aspect: height(rows * PANEL_PX + 8),
    option: {
      ...frame,
      title: panels.map(({ title }) => title),
      ...(panels.length === 0 ? emptyNote(charts.none) : {}),
      grid: panels.map(({ grid }) => grid),
      xAxis: panels.map(({ xAxis }) => xAxis),
      yAxis: panels.map((_panel, at) => shareAxis(at, bounds)),
      series: panels.flatMap(({ series }) => series),
    },
  };
}

interface Panel {
  readonly title: object;
  readonly grid: object;
  readonly xAxis: object;
  readonly series: readonly object[];
  readonly drawnAt: readonly number[];
}

function panel(
  { name, trend }: NamedTrend,
  at: number,
  columns: number,
  rows: number,
  ctx: ChartContext,
): Panel {
  const [column, row] = [at % columns, Math.floor(at / columns)];
  const points = trend.points.map((point) => controlPoint(point, trend, ctx));
  const width = 100 / columns;
  const left = `${column * width + (ROOM.left / CHART_WIDTH) * 100}%`;
  const tall = 100 / rows;
  const px = tall / PANEL_PX;
  const names = { value: name, centre: name, limits: name, signal: name };
  const centre = trend.centre === undefined ? undefined : drawn(trend.centre);
  return {
    title: {
      text: plain(name),
      left,
      top: `${row * tall + 2 * px}%`,
      padding: 0,
      textStyle: text(LIGHT.ink, {
        fontWeight: 600,
        width: CHART_WIDTH / columns - ROOM.left - ROOM.right,
        height: 31,
        overflow: 'break',
        lineOverflow: 'truncate',
        lineHeight: 15,
        fontSize: 12.5,
      }),
    },
    grid: {
      left,
      width: `${width - ((ROOM.left + ROOM.right) / CHART_WIDTH) * 100}%`,
      top: `${row * tall + ROOM.above * px}%`,
      height: `${tall - (ROOM.above + ROOM.below) * px}%`,
      outerBoundsMode: 'none',
    },
    xAxis: spanAxis(trend, at, ctx),
    series: controlSeries(points, centre, names, { xAxisIndex: at, yAxisIndex: at }, true),
    drawnAt: heights(points),
  };
}

/** Only its ends are named; all panels share them. */
function spanAxis(trend: TrendView, at: number, ctx: ChartContext): object {
  const keys = trend.points.map(({ key }) => formatShortSpan(trend.unit, key, ctx.language));
  return {
    type: 'category',
    gridIndex: at,
    data: keys,
    axisLine: { lineStyle: { color: LIGHT.limit } },
    axisTick: { show: false },
    axisLabel: text(LIGHT.muted, {
      fontSize: 12,
      interval: Math.max(0, keys.length - 2),
      alignMinLabel: 'left',
      alignMaxLabel: 'right',
    }),
  };
}

const shareAxis = (at: number, { min, max, interval }: Bounds): object => ({
  type: 'value',
  gridIndex: at,
  min,
  max,
  interval: Math.max(interval, (max - min) / 2),
  axisLine: { show: false },
  axisTick: { show: false },
  splitLine: { lineStyle: { color: LIGHT.grid } },
  axisLabel: text(LIGHT.muted, { formatter: '{value}%', fontSize: 12 }),
});

function reading(views: readonly NamedTrend[], ctx: ChartContext): string {
  const { multiples, none } = ctx.words.charts;
  const counted = views.filter(({ trend }) => trend.points.some(({ of }) => of > 0));
  if (counted.length === 0) return none;
  const found = counted.filter(({ trend }) => trend.points.some(({ signal }) => signal !== undefined));
  return found.length === 0
    ? multiples.calm(counted.length)
    : multiples.some(
        listed(
          found.map(({ name }) => name),
          ctx,
        ),
        counted.length - found.length,
      );
}

function table(views: readonly NamedTrend[], ctx: ChartContext): DataTable {
  const { columns } = ctx.words.charts;
  const unit = views[0]?.trend.unit ?? 'day';
  return {
    head: [
      columns.group,
      columns.units[unit],
      columns.count,
      columns.of,
      columns.share,
      columns.lower,
      columns.upper,
      columns.signal,
    ],
    numeric: [false, false, true, true, true, true, true, false],
    rows: views.flatMap(({ name, trend }) =>
      trend.points.map((point) => [
        name,
        formatSpan(trend.unit, point.key, ctx.language),
        ...cells(point, ctx),
      ]),
    ),
  };
}
