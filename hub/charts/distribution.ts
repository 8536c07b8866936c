import type { Opinion } from '#contract/figures.js';
import type { Level } from '#contract/values.js';
import type { Chart, DataTable } from './chart.js';
import type { ChartContext } from './context.js';
import { LIGHT } from './palette.js';
import {
  categoryAxis,
  drawn,
  frame,
  grid,
  height,
  hint,
  legend,
  still,
  text,
  valueAxis,
  whenNarrow,
} from './parts.js';
import { intervalText, NOTHING, plain, proportionText, shareText, whole } from './text.js';

export interface Distributed {
  readonly name: string;
  readonly opinion: Opinion;
}

const BEST_FIRST: readonly Level[] = [5, 4, 3, 2, 1];
/** Narrower parts of a bar have no room for their percentage; it is in the table. */
const LEAST_LABELLED = 0.065;
const ROW_PX = 60;

const answers = ({ levels }: Opinion): number => levels.reduce((sum, count) => sum + count, 0);

/** One bar of five levels for each, all of the same length: what part of the answers each level is (S2). */
export function distributionChart(opinions: readonly Distributed[], ctx: ChartContext): Chart {
  const { charts } = ctx.words;
  const names = opinions.map(({ name, opinion }) =>
    plain(`${name}\n${charts.distribution.answers(whole(answers(opinion)))}`),
  );
  return {
    title: charts.distribution.title,
    reading: reading(opinions, ctx),
    table: table(opinions, ctx),
    aspect: height(96 + ROW_PX * Math.max(1, opinions.length)),
    option: {
      ...frame,
      ...whenNarrow({
        legend: { itemGap: 10, itemWidth: 16 },
        grid: { top: 80, right: 24 },
        xAxis: { interval: 50 },
        yAxis: { axisLabel: { width: 100, fontSize: 12, lineHeight: 15 } },
      }),
      legend: legend(BEST_FIRST.map((level) => ({ name: ctx.words.levels[level], icon: 'rect' }))),
      grid: grid(),
      xAxis: valueAxis({
        max: 100,
        interval: 20,
        axisLabel: text(LIGHT.muted, { formatter: '{value}%' }),
      }),
      yAxis: categoryAxis(names, {
        inverse: true,
        axisLine: { show: false },
        axisLabel: text(LIGHT.ink, {
          width: 190,
          overflow: 'break',
          lineHeight: 19,
          interval: 0,
          hideOverlap: false,
        }),
      }),
      series: BEST_FIRST.map((level, at) => ({
        ...still,
        type: 'bar',
        stack: 'levels',
        name: ctx.words.levels[level],
        barMaxWidth: 34,
        labelLayout: { hideOverlap: true },
        itemStyle: {
          color: LIGHT.levels[at],
          borderColor: LIGHT.surface,
          borderWidth: 1,
          ...hatching(level),
        },
        data: opinions.map(({ name, opinion }) => part(name, opinion, level, at, ctx)),
      })),
    },
  };
}

/** Dissatisfied answers are hatched, the worst ones closely, so that no colour needs to be told from another. */
function hatching(level: Level): object {
  if (level > 2) return {};
  return {
    decal: {
      symbol: 'rect',
      rotation: level === 1 ? -Math.PI / 4 : Math.PI / 4,
      color: level === 1 ? LIGHT.levels[3] : LIGHT.hatch,
      dashArrayX: [1, 0],
      dashArrayY: level === 1 ? [1, 4] : [1, 7],
    },
  };
}

function part(name: string, opinion: Opinion, level: Level, at: number, ctx: ChartContext): object {
  const count = opinion.levels[at] ?? 0;
  const n = answers(opinion);
  if (n === 0) return { value: 0 };
  const share = shareText(count, n);
  return {
    value: drawn(count / n),
    label: {
      show: count / n >= LEAST_LABELLED,
      formatter: share,
      ...text(level === 5 || level === 1 ? LIGHT.onStrong : LIGHT.onPale, {
        fontSize: 13,
        fontWeight: 600,
        textBorderColor: level <= 2 ? LIGHT.levels[at] : undefined,
        textBorderWidth: level <= 2 ? 4 : 0,
      }),
    },
    ...hint(
      plain(`${name} · ${ctx.words.levels[level]}`),
      `${share}（${ctx.words.charts.of(whole(count), whole(n))}）`,
    ),
  };
}

function reading(opinions: readonly Distributed[], ctx: ChartContext): string {
  const { charts } = ctx.words;
  const asked = opinions.filter(({ opinion }) => answers(opinion) > 0);
  const [only] = asked;
  if (only === undefined) return charts.none;
  const { satisfaction, dissatisfaction } = only.opinion;
  if (asked.length === 1)
    return charts.distribution.one(
      whole(answers(only.opinion)),
      proportionText(satisfaction),
      proportionText(dissatisfaction),
    );
  const rates = asked
    .flatMap(({ opinion }) => (opinion.satisfaction === undefined ? [] : [opinion.satisfaction]))
    .sort((a, b) => a.value - b.value);
  return charts.distribution.several(proportionText(rates[0]), proportionText(rates.at(-1)));
}

function table(opinions: readonly Distributed[], ctx: ChartContext): DataTable {
  const { charts, levels, wall } = ctx.words;
  const { satisfaction, dissatisfaction } = wall.figures;
  const head = [
    charts.columns.group,
    charts.columns.answers,
    ...BEST_FIRST.map((level) => levels[level]),
    satisfaction,
    `${satisfaction} ${charts.columns.interval}`,
    dissatisfaction,
    `${dissatisfaction} ${charts.columns.interval}`,
  ];
  return {
    head,
    numeric: head.map((_text, column) => column > 0),
    rows: opinions.map(({ name, opinion }) => [
      name,
      whole(answers(opinion)),
      ...opinion.levels.map((count) => counted(count, answers(opinion))),
      proportionText(opinion.satisfaction),
      intervalText(opinion.satisfaction),
      proportionText(opinion.dissatisfaction),
      intervalText(opinion.dissatisfaction),
    ]),
  };
}

const counted = (count: number, n: number): string =>
  n === 0 ? NOTHING : `${whole(count)} (${shareText(count, n)})`;
