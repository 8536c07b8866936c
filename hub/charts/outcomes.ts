import type { Figures } from '#contract/figures.js';
import { type Bar, barSeries } from './bars.js';
import type { Chart } from './chart.js';
import type { ChartContext } from './context.js';
import { LIGHT } from './palette.js';
import { categoryAxis, frame, grid, height, text, valueAxis, whenNarrow } from './parts.js';
import { shareText, whole } from './text.js';

const ROW_PX = 36;
const REASONS = ['box-offline', 'late', 'box-fault', 'no-box', 'interrupted'] as const;

/** How windows ended, each in exactly one place (W4), missed ones by reason (S1), excluded and running ones apart. */
export function outcomeChart(figures: Figures, ctx: ChartContext): Chart {
  const { charts } = ctx.words;
  const { columns, outcomes } = charts;
  const counts = countsOf(figures, ctx);
  const bars = counts.map(({ name, count }) => bar(name, count, figures.windows));
  return {
    title: outcomes.title,
    reading: reading(figures, ctx),
    table: {
      head: [columns.outcome, columns.count, columns.share],
      numeric: [false, true, true],
      rows: [
        ...counts.map(({ name, count }) => [name, whole(count), shareText(count, figures.windows)]),
        [columns.total, whole(figures.windows), shareText(figures.windows, figures.windows)],
      ],
    },
    aspect: height(30 + ROW_PX * bars.length),
    option: {
      ...frame,
      ...whenNarrow({
        grid: { right: 96 },
        yAxis: { axisLabel: { width: 104, fontSize: 12, lineHeight: 14 } },
      }),
      grid: grid({ top: 4, right: 120 }),
      xAxis: valueAxis({
        max: figures.windows === 0 ? 1 : undefined,
        axisLabel: { show: false },
        splitLine: { show: false },
      }),
      yAxis: categoryAxis(
        bars.map(({ name }) => name),
        { inverse: true, axisLabel: text(LIGHT.ink, { width: 220, overflow: 'break' }) },
      ),
      series: [barSeries(bars, 'right')],
    },
  };
}

/** Rated, expired, cancelled and every reason that occurred; excluded and running ones where there are any. */
function countsOf(figures: Figures, ctx: ChartContext): Array<{ name: string; count: number }> {
  const { outcomes: names, missedReasons } = ctx.words;
  const { outcomes } = ctx.words.charts;
  const missed = REASONS.map((reason) => ({
    name: outcomes.missedFor(missedReasons[reason]),
    count: figures.missedBy[reason] ?? 0,
  }));
  return [
    { name: names.rated, count: figures.rated },
    { name: names.expired, count: figures.expired },
    { name: names.cancelled, count: figures.cancelled },
    ...missed.filter(({ count }) => count > 0),
    ...[
      { name: outcomes.excluded, count: figures.excluded },
      { name: outcomes.running, count: figures.running },
    ].filter(({ count }) => count > 0),
  ];
}

const bar = (name: string, count: number, of: number): Bar => ({
  name,
  value: count,
  label: of === 0 ? '0' : `${whole(count)} (${shareText(count, of)})`,
});

function reading(figures: Figures, ctx: ChartContext): string {
  const { charts, missedReasons } = ctx.words;
  if (figures.windows === 0) return charts.none;
  const [windows, rated, missed] = [figures.windows, figures.rated, figures.missed].map(whole) as [
    string,
    string,
    string,
  ];
  const [most] = REASONS.map((reason) => ({ reason, n: figures.missedBy[reason] ?? 0 })).sort(
    (a, b) => b.n - a.n,
  );
  return most === undefined || most.n === 0
    ? charts.outcomes.reading(windows, rated, missed)
    : charts.outcomes.most(windows, rated, missed, missedReasons[most.reason], whole(most.n));
}
