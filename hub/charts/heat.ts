import type { Figures } from '#contract/figures.js';
import type { StatisticsView } from '#contract/statistics.js';
import type { Chart, DataTable } from './chart.js';
import type { ChartContext } from './context.js';
import { LIGHT } from './palette.js';
import { categoryAxis, emptyNote, frame, grid, height, hint, still, text } from './parts.js';
import { NOTHING, whole } from './text.js';

/** What is counted in each cell: windows of any outcome, or ratings of level 2 and 1. */
export type HeatMeasure = 'windows' | 'dissatisfied';

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
/** Shown where nothing was counted: the hours of an office. */
const OFFICE_HOURS = { first: 8, last: 17 };
/** The last of the five classes of fullness is dark enough for pale labels. */
const STRONGEST = LIGHT.steps.length - 1;

interface Cell {
  readonly weekday: (typeof WEEKDAYS)[number];
  readonly hour: number;
  /** Absent where the group is hidden (S6). */
  readonly count: number | undefined;
}

/** Weekday by hour, Monday first, with the counts in the cells. `view` is grouped by weekday, then by hour. */
export function heatChart(view: StatisticsView, ctx: ChartContext, measure: HeatMeasure = 'windows'): Chart {
  const { heat } = ctx.words.charts;
  const cells = cellsOf(view, measure);
  const hours = hoursOf(cells);
  const most = Math.max(0, ...cells.map(({ count = 0 }) => count));
  return {
    title: heat.title[measure],
    reading: reading(cells, most, ctx),
    table: table(cells, hours, ctx),
    aspect: height(60 + WEEKDAYS.length * 40),
    option: {
      ...frame,
      ...(cells.length === 0 ? emptyNote(ctx.words.charts.none) : {}),
      grid: grid({ top: 8 }),
      xAxis: categoryAxis(
        hours.map((hour) => heat.hour(hour)),
        {
          axisLine: { show: false },
          axisLabel: text(LIGHT.muted, { interval: 0, hideOverlap: true, fontSize: 13 }),
        },
      ),
      yAxis: categoryAxis(
        WEEKDAYS.map((day) => heat.weekdays[day]),
        {
          inverse: true,
          axisLine: { show: false },
          axisLabel: text(LIGHT.ink),
        },
      ),
      visualMap: {
        show: false,
        type: 'piecewise',
        dimension: 3,
        pieces: LIGHT.steps.map((color, value) => ({ value, color })),
      },
      series: [
        {
          ...still,
          type: 'heatmap',
          itemStyle: { borderColor: LIGHT.surface, borderWidth: 2 },
          data: cells.flatMap((cell) => (cell.count === undefined ? [] : [square(cell, hours, most, ctx)])),
        },
      ],
    },
  };
}

function cellsOf(view: StatisticsView, measure: HeatMeasure): Cell[] {
  return view.groups.flatMap(({ keys: [day, hour], figures }) => {
    const weekday = WEEKDAYS.find((one) => String(one) === day);
    if (weekday === undefined || hour === undefined) return [];
    return [{ weekday, hour: Number(hour), count: figures && counted(figures, measure) }];
  });
}

const counted = ({ windows, levels: [, , , two = 0, one = 0] }: Figures, measure: HeatMeasure): number =>
  measure === 'windows' ? windows : two + one;

/** From the first hour with anything to the last, without a gap. */
function hoursOf(cells: readonly Cell[]): number[] {
  const found = cells.map(({ hour }) => hour);
  const first = found.length === 0 ? OFFICE_HOURS.first : Math.min(...found);
  const last = found.length === 0 ? OFFICE_HOURS.last : Math.max(...found);
  return Array.from({ length: last - first + 1 }, (_, at) => first + at);
}

function square(
  { weekday, hour, count = 0 }: Cell,
  hours: readonly number[],
  most: number,
  ctx: ChartContext,
): object {
  const { heat } = ctx.words.charts;
  const fullness = most === 0 ? 0 : Math.min(STRONGEST, Math.floor((count / most) * LIGHT.steps.length));
  return {
    value: [hours.indexOf(hour), weekday - 1, count, fullness],
    label: {
      show: true,
      formatter: whole(count),
      ...text(fullness === STRONGEST ? LIGHT.onStrong : LIGHT.onPale, { fontSize: 13 }),
    },
    ...hint(`${heat.weekdays[weekday]} ${heat.hour(hour)}`, whole(count)),
  };
}

function reading(cells: readonly Cell[], most: number, ctx: ChartContext): string {
  const { heat, none } = ctx.words.charts;
  if (cells.length === 0) return none;
  const busiest = cells.find(({ count }) => count === most);
  if (busiest === undefined || most === 0) return heat.quiet;
  return heat.busiest(heat.weekdays[busiest.weekday], busiest.hour, whole(most));
}

function table(cells: readonly Cell[], hours: readonly number[], ctx: ChartContext): DataTable {
  const { heat, columns, hidden } = ctx.words.charts;
  const row = (weekday: Cell['weekday']): string[] => {
    const found = cells.filter((cell) => cell.weekday === weekday);
    const shown = hours.map((hour) => {
      const cell = found.find((one) => one.hour === hour);
      if (cell === undefined) return NOTHING;
      return cell.count === undefined ? hidden : whole(cell.count);
    });
    const total = found.reduce((sum, { count = 0 }) => sum + count, 0);
    return [heat.weekdays[weekday], ...shown, whole(total)];
  };
  const head = [columns.weekday, ...hours.map((hour) => heat.hour(hour)), columns.total];
  return { head, numeric: head.map((_text, column) => column > 0), rows: WEEKDAYS.map(row) };
}
