import type { Signal } from '#contract/statistics.js';
import { LIGHT } from './palette.js';
import { hint, still, text } from './parts.js';

/** One span of a control chart, in the units of its axis. Without a value there is a gap. */
export interface ControlPoint {
  readonly value: number | undefined;
  readonly lower: number | undefined;
  readonly upper: number | undefined;
  readonly signal: Signal | undefined;
  /** Said when the point is pointed at. */
  readonly hint: readonly string[];
  /** Written beside a signal. */
  readonly mark: string;
}

export interface ControlNames {
  readonly value: string;
  readonly centre: string;
  readonly limits: string;
  readonly signal: string;
}

/** More points than this are drawn small. */
const MANY = 60;

/** The value as a line, the centre, both limits as steps that change with each span's n, and signals as diamonds. */
export function controlSeries(
  points: readonly ControlPoint[],
  centre: number | undefined,
  names: ControlNames,
  place: object = {},
  small = false,
): object[] {
  const step = (of: (point: ControlPoint) => number | undefined) => ({
    ...line(names.limits, points.map(of), LIGHT.limit, 1.5, 'dashed'),
    step: 'middle',
  });
  const { value } = names;
  return [
    step(({ upper }) => upper),
    step(({ lower }) => lower),
    line(
      names.centre,
      points.map(() => centre),
      LIGHT.centre,
      1.25,
      'solid',
    ),
    {
      ...line(value, [], LIGHT.accent, 2.25, 'solid'),
      ...dots(small || points.length > MANY),
      data: points.map(dot),
      z: 3,
    },
    signals(points, names.signal),
  ].map((series) => ({ ...series, ...place }));
}

const line = (
  name: string,
  data: ReadonlyArray<number | undefined>,
  color: string,
  width: number,
  type: string,
) => ({
  ...still,
  type: 'line',
  name,
  symbol: 'none',
  silent: true,
  lineStyle: { color, width, type },
  itemStyle: { color },
  data: data.map((value) => value ?? '-'),
});

const dots = (small: boolean) => ({
  symbol: 'circle',
  symbolSize: small ? 3 : 6,
  showAllSymbol: true,
  silent: false,
});

const dot = (point: ControlPoint) => ({ value: point.value ?? '-', ...hint(...point.hint) });

/** The shape and the text beside it mark a signal; its colour only helps. */
function signals(points: readonly ControlPoint[], name: string) {
  return {
    ...still,
    type: 'scatter',
    name,
    symbol: 'diamond',
    symbolSize: 15,
    z: 4,
    itemStyle: { color: LIGHT.signal, borderColor: LIGHT.surface, borderWidth: 1.5, opacity: 1 },
    labelLayout: { hideOverlap: true, moveOverlap: 'shiftX' },
    data: points.map((point) =>
      point.signal === undefined || point.value === undefined ? '-' : diamond(point),
    ),
  };
}

const diamond = (point: ControlPoint) => ({
  value: point.value,
  label: {
    show: true,
    position: point.signal === 'above' ? 'top' : 'bottom',
    formatter: point.mark,
    ...text(LIGHT.signal, { fontWeight: 600 }),
  },
  ...hint(...point.hint),
});

/** Every height that is drawn, for the ends of the axis. */
export const heights = (points: readonly ControlPoint[]): number[] =>
  points
    .flatMap(({ value, lower, upper }) => (value === undefined ? [] : [value, lower, upper]))
    .filter((height) => height !== undefined);
