import type { AlarmFiguresView } from '#contract/alarmFigures.js';
import type { AlarmCause, AlarmOutcome } from '#contract/alarms.js';
import type { Chart, DataTable } from './chart.js';
import type { ChartContext } from './context.js';
import { LIGHT } from './palette.js';
import {
  categoryAxis,
  emptyNote,
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
import { shareText, whole } from './text.js';

export const CAUSES: readonly AlarmCause[] = ['staff', 'rule', 'waiting', 'documents', 'other'];
export const OUTCOMES: readonly AlarmOutcome[] = ['solved', 'citizen-left', 'mis-press', 'complaint'];
const ROW_PX = 44;
/** Parts narrower than this share of the longest bar have no room for their number; it is in the table. */
const LEAST_LABELLED = 0.05;

const [DARK_TEAL, TEAL, GREY, OCHRE, BROWN] = LIGHT.levels;
/** No two look alike without colour: strong, pale, hatched one way, hatched the other way. */
const LOOKS: Readonly<Record<AlarmOutcome, object>> = {
  solved: { color: DARK_TEAL },
  'citizen-left': { color: TEAL, decal: hatched(LIGHT.hatch, Math.PI / 4, 7) },
  'mis-press': { color: GREY },
  complaint: { color: BROWN, decal: hatched(OCHRE, -Math.PI / 4, 4) },
};

function hatched(color: string, rotation: number, gap: number): object {
  return { symbol: 'rect', rotation, color, dashArrayX: [1, 0], dashArrayY: [1, gap] };
}

/** How many alarms were closed with a cause and an outcome; 0 where there was none. */
export const closedAs = ({ closings }: AlarmFiguresView, cause: AlarmCause, outcome: AlarmOutcome): number =>
  closings.find((closing) => closing.cause === cause && closing.outcome === outcome)?.count ?? 0;

export const closedFor = (view: AlarmFiguresView, cause: AlarmCause): number =>
  OUTCOMES.reduce((sum, outcome) => sum + closedAs(view, cause, outcome), 0);

/** Why citizens were unhappy, each cause with what came of it. */
export function alarmCauseChart(view: AlarmFiguresView, ctx: ChartContext): Chart {
  const { charts, alarmCauses, alarmOutcomes } = ctx.words;
  const longest = Math.max(...CAUSES.map((cause) => closedFor(view, cause)));
  return {
    title: charts.alarmCauses.title,
    reading: reading(view, ctx),
    table: table(view, ctx),
    aspect: height(70 + ROW_PX * CAUSES.length),
    option: {
      ...frame,
      ...whenNarrow({
        legend: { itemGap: 10, itemWidth: 16 },
        grid: { top: 76, right: 44 },
        yAxis: { axisLabel: { width: 76, fontSize: 12 } },
      }),
      ...(longest === 0 ? emptyNote(charts.none) : {}),
      legend: legend(OUTCOMES.map((outcome) => ({ name: alarmOutcomes[outcome], icon: 'rect' }))),
      grid: grid({ right: 60 }),
      xAxis: valueAxis({ minInterval: 1, max: longest === 0 ? 1 : undefined }),
      yAxis: categoryAxis(
        CAUSES.map((cause) => alarmCauses[cause]),
        { inverse: true, axisLabel: text(LIGHT.ink, { interval: 0 }) },
      ),
      series: OUTCOMES.map((outcome) => ({
        ...still,
        type: 'bar',
        stack: 'outcomes',
        name: alarmOutcomes[outcome],
        barMaxWidth: 28,
        itemStyle: { ...LOOKS[outcome], borderColor: LIGHT.surface, borderWidth: 1 },
        data: CAUSES.map((cause) => part(view, cause, outcome, longest, ctx)),
      })),
    },
  };
}

function part(
  view: AlarmFiguresView,
  cause: AlarmCause,
  outcome: AlarmOutcome,
  longest: number,
  ctx: ChartContext,
): object {
  const { alarmCauses, alarmOutcomes, charts } = ctx.words;
  const count = closedAs(view, cause, outcome);
  const strong = outcome === 'solved' || outcome === 'complaint';
  const outline = outcome === 'complaint' ? BROWN : outcome === 'citizen-left' ? TEAL : undefined;
  return {
    value: count,
    label: {
      show: count > 0 && count / longest >= LEAST_LABELLED,
      formatter: whole(count),
      ...text(strong ? LIGHT.onStrong : LIGHT.onPale, {
        fontSize: 13,
        fontWeight: 600,
        textBorderColor: outline,
        textBorderWidth: outline === undefined ? 0 : 4,
      }),
    },
    ...hint(
      `${alarmCauses[cause]} · ${alarmOutcomes[outcome]}`,
      charts.of(whole(count), whole(closedFor(view, cause))),
    ),
  };
}

function reading(view: AlarmFiguresView, ctx: ChartContext): string {
  const { charts, alarmCauses: names } = ctx.words;
  if (view.raised === 0) return charts.alarms.none;
  if (view.closed === 0) return charts.alarmCauses.none;
  const most = Math.max(...CAUSES.map((cause) => closedFor(view, cause)));
  const causes = CAUSES.filter((cause) => closedFor(view, cause) === most).map((cause) => names[cause]);
  return causes.length === 1
    ? charts.alarmCauses.most(causes[0] ?? '', whole(most), whole(view.closed), shareText(most, view.closed))
    : charts.alarmCauses.tied(charts.list(causes), whole(most), whole(view.closed));
}

function table(view: AlarmFiguresView, ctx: ChartContext): DataTable {
  const { charts, alarmCauses, alarmOutcomes } = ctx.words;
  const { columns } = charts;
  const row = (name: string, of: (outcome: AlarmOutcome) => number): string[] => {
    const total = OUTCOMES.reduce((sum, outcome) => sum + of(outcome), 0);
    return [
      name,
      ...OUTCOMES.map((outcome) => whole(of(outcome))),
      whole(total),
      shareText(total, view.closed),
    ];
  };
  return {
    head: [columns.cause, ...OUTCOMES.map((outcome) => alarmOutcomes[outcome]), columns.total, columns.share],
    numeric: [false, true, true, true, true, true, true],
    rows: [
      ...CAUSES.map((cause) => row(alarmCauses[cause], (outcome) => closedAs(view, cause, outcome))),
      row(columns.total, (outcome) => CAUSES.reduce((sum, cause) => sum + closedAs(view, cause, outcome), 0)),
    ],
  };
}
