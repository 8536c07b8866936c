import type { Figures } from '#contract/figures.js';
import { barSeries } from './bars.js';
import type { Chart } from './chart.js';
import type { ChartContext } from './context.js';
import { LIGHT } from './palette.js';
import { categoryAxis, emptyNote, frame, grid, height, text, valueAxis, whenNarrow } from './parts.js';
import { decimalText, shareText, whole } from './text.js';

const CLASSES = [0, 1, 2, 3, 4] as const;
/** The classes before 10 s. */
const PROMPT = 3;

/** How long citizens took from the lamps going on to their press. */
export function answerTimeChart(figures: Figures, ctx: ChartContext): Chart {
  const { answerTime, columns } = ctx.words.charts;
  const counts = CLASSES.map((at) => figures.answerTime?.classes[at] ?? 0);
  const n = counts.reduce((sum, count) => sum + count, 0);
  const names = CLASSES.map((at) => answerTime.classes[at]);
  return {
    title: answerTime.title,
    reading: reading(figures, counts, ctx),
    table: {
      head: [columns.time, columns.count, columns.share],
      numeric: [false, true, true],
      rows: counts.map((count, at) => [names[at] ?? '', whole(count), shareText(count, n)]),
    },
    aspect: height(250),
    option: {
      ...frame,
      ...whenNarrow({ xAxis: { axisLabel: { fontSize: 11, width: 52, overflow: 'break' } } }),
      ...(n === 0 ? emptyNote(ctx.words.charts.none) : {}),
      grid: grid({ top: 28 }),
      xAxis: categoryAxis(names, { axisLabel: text(LIGHT.muted, { interval: 0 }) }),
      yAxis: valueAxis({ minInterval: 1, max: n === 0 ? 1 : undefined, axisLabel: { show: false } }),
      series: [
        barSeries(
          counts.map((count, at) => ({
            name: names[at] ?? '',
            value: count,
            label: n === 0 ? '' : `${whole(count)} (${shareText(count, n)})`,
          })),
          'top',
        ),
      ],
    },
  };
}

function reading({ answerTime }: Figures, counts: readonly number[], ctx: ChartContext): string {
  const { charts } = ctx.words;
  const n = counts.reduce((sum, count) => sum + count, 0);
  if (answerTime === undefined || n === 0) return charts.none;
  const prompt = counts.slice(0, PROMPT).reduce((sum, count) => sum + count, 0);
  return charts.answerTime.reading(decimalText(answerTime.meanMs / 1_000), shareText(prompt, n));
}
