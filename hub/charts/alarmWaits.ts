import type { AlarmFiguresView } from '#contract/alarmFigures.js';
import { barSeries } from './bars.js';
import type { Chart } from './chart.js';
import type { ChartContext } from './context.js';
import { LIGHT } from './palette.js';
import { categoryAxis, emptyNote, frame, grid, height, text, valueAxis, whenNarrow } from './parts.js';
import { proportionText, shareText, whole } from './text.js';

const CLASSES = [0, 1, 2, 3, 4] as const;
const ROW_PX = 36;

/** How long dissatisfied citizens waited for somebody, those for whom nobody came in the same picture. */
export function alarmWaitChart(view: AlarmFiguresView, ctx: ChartContext): Chart {
  const { alarmWaits, columns, none } = ctx.words.charts;
  const rows = rowsOf(view, ctx);
  return {
    title: alarmWaits.title,
    reading: reading(view, ctx),
    table: {
      head: [columns.wait, columns.count, columns.share],
      numeric: [false, true, true],
      rows: [
        ...rows.map(({ name, count }) => [name, whole(count), shareText(count, view.raised)]),
        [columns.total, whole(view.raised), shareText(view.raised, view.raised)],
      ],
    },
    aspect: height(30 + ROW_PX * rows.length),
    option: {
      ...frame,
      ...whenNarrow({
        grid: { right: 128 },
        yAxis: { axisLabel: { width: 84, fontSize: 12, lineHeight: 14 } },
      }),
      ...(view.raised === 0 ? emptyNote(none) : {}),
      grid: grid({ top: 4, right: 120 }),
      xAxis: valueAxis({
        max: view.raised === 0 ? 1 : undefined,
        axisLabel: { show: false },
        splitLine: { show: false },
      }),
      yAxis: categoryAxis(
        rows.map(({ name }) => name),
        { inverse: true, axisLabel: text(LIGHT.ink, { width: 220, overflow: 'break' }) },
      ),
      series: [
        barSeries(
          rows.map(({ name, count }) => ({
            name,
            value: count,
            label: view.raised === 0 ? '' : `${whole(count)} (${shareText(count, view.raised)})`,
          })),
          'right',
        ),
      ],
    },
  };
}

/** Each alarm in exactly one row; those still waiting only where there are any. */
function rowsOf({ waits, departed, raised, acknowledged }: AlarmFiguresView, ctx: ChartContext) {
  const { classes, left, waiting } = ctx.words.charts.alarmWaits;
  const open = raised - acknowledged - departed;
  return [
    ...CLASSES.map((at) => ({ name: classes[at], count: waits[at] ?? 0 })),
    { name: left, count: departed },
    ...(open > 0 ? [{ name: waiting, count: open }] : []),
  ];
}

function reading({ attended, toAcknowledge }: AlarmFiguresView, ctx: ChartContext): string {
  const { charts, pages } = ctx.words;
  if (attended === undefined) return charts.alarms.none;
  return toAcknowledge === undefined
    ? charts.alarmWaits.unmet
    : charts.alarmWaits.met(proportionText(attended), pages.duration(toAcknowledge.median));
}
