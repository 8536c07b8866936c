import type { AlarmFiguresView } from '#contract/alarmFigures.js';
import type { Figures, ShareName } from '#contract/figures.js';
import type {
  Comparison,
  EquipmentView,
  FunnelView,
  Grouping,
  Population,
  StatisticsView,
  TrendView,
  Unit,
} from '#contract/statistics.js';
import { keyOf, nextStart, startOf } from '../../hub/statistics/calendar.js';
import { addCounts, type Counts, noCounts } from '../../hub/statistics/counts.js';
import { figuresOf } from '../../hub/statistics/figures.js';
import { funnelLimits, funnelSignal } from '../../hub/statistics/measures/funnel.js';
import { pChart } from '../../hub/statistics/measures/pChart.js';
import { rateRatio } from '../../hub/statistics/measures/rateRatio.js';
import { uChart } from '../../hub/statistics/measures/uChart.js';
import { wilson } from '../../hub/statistics/measures/wilson.js';

/** Views of figures as the hub makes them, by its own formulas, from counts that a test chooses. */

/** June 2026 in Taipei: ROC 115. */
export const JUNE: Population = {
  office: 'east',
  from: '2026-05-31T16:00:00.000Z',
  to: '2026-06-30T16:00:00.000Z',
};

export function counts(change: Partial<Counts> = {}): Counts {
  const sum = noCounts();
  addCounts(sum, change);
  return sum;
}

/** The worked example of standards §6 (30/12/5/2/1), with windows of every other kind about it. */
export const WORKED: Counts = counts({
  c5: 30,
  c4: 12,
  c3: 5,
  c2: 2,
  c1: 1,
  expired: 84,
  cancelled: 2,
  boxOffline: 3,
  late: 2,
  answerMs: 310_000,
  answer1s: 1,
  answer5s: 22,
  answer10s: 17,
  answer20s: 8,
  answerLater: 2,
});

export const figuresFrom = (change: Partial<Counts> = WORKED, running = 0): Figures =>
  figuresOf(counts(change), running);

export function statisticsView(
  total: Figures = figuresFrom(),
  by: readonly Grouping[] = [],
  groups: StatisticsView['groups'] = [],
): StatisticsView {
  return { asked: JUNE, by: [...by], total, groups };
}

export function comparison(total: Figures, against: Figures): Comparison {
  const ratio = (share: ShareName) => rateRatio(total[share], against[share]);
  const found = (['satisfaction', 'dissatisfaction', 'responseRate', 'coverage'] as const).flatMap(
    (share) => {
      const rate = ratio(share);
      return rate === undefined ? [] : [[share, rate] as const];
    },
  );
  return {
    asked: { office: 'east', from: '2026-04-30T16:00:00.000Z', to: '2026-05-31T16:00:00.000Z' },
    total: against,
    ...Object.fromEntries(found),
  };
}

interface Share {
  readonly count: number;
  readonly of: number;
}

/** Keys of so many spans on end, from the one that holds the moment. */
export function spanKeys(unit: Unit, from: string, count: number): string[] {
  const keys: string[] = [];
  let at = startOf(unit, Date.parse(from));
  while (keys.length < count) {
    keys.push(keyOf(unit, at));
    at = nextStart(unit, at);
  }
  return keys;
}

export function trendView(
  points: readonly Share[],
  measure: ShareName = 'dissatisfaction',
  unit: Unit = 'day',
  asked: Population = JUNE,
): TrendView {
  const { method, sigmaZ, centre, limits } = pChart(points);
  const keys = spanKeys(unit, asked.from, points.length);
  return {
    asked,
    unit,
    measure,
    method,
    ...(sigmaZ === undefined ? {} : { sigmaZ }),
    ...(centre === undefined ? {} : { centre }),
    points: points.map(({ count, of }, at) => ({
      key: keys[at] ?? '',
      count,
      of,
      ...(of === 0 ? {} : { value: count / of }),
      ...limits[at],
    })),
  };
}

/** The eight days of standards §6, of which the sixth is out of control. */
export const EIGHT_DAYS: readonly Share[] = [
  [118, 3],
  [131, 2],
  [124, 5],
  [109, 1],
  [127, 4],
  [122, 14],
  [115, 3],
  [130, 2],
].map(([of = 0, count = 0]) => ({ count, of }));

export function funnelView(
  shares: Readonly<Record<string, Share>>,
  by: FunnelView['by'] = 'counter',
  measure: ShareName = 'satisfaction',
): FunnelView {
  const all = Object.values(shares).reduce((a, b) => ({ count: a.count + b.count, of: a.of + b.of }), {
    count: 0,
    of: 0,
  });
  const centre = all.of === 0 ? undefined : all.count / all.of;
  return {
    asked: JUNE,
    by,
    measure,
    ...(centre === undefined ? {} : { centre }),
    points: Object.entries(shares).flatMap(([key, { count, of }]) => {
      const share = wilson(count, of);
      if (share === undefined || centre === undefined) return [];
      const signal = funnelSignal(count, of, centre);
      return [{ key, share, ...funnelLimits(centre, of), ...(signal && { signal }) }];
    }),
  };
}

/** Of the alarms one waits, one in five left, and all that were met but two are closed. */
export function alarmsView(
  points: ReadonlyArray<{ readonly alarms: number; readonly windows: number }>,
  unit: Unit = 'week',
): AlarmFiguresView {
  const shares = points.map(({ alarms, windows }) => ({ count: alarms, of: windows }));
  const { centre, limits } = uChart(shares);
  const raised = points.reduce((sum, { alarms }) => sum + alarms, 0);
  const keys = spanKeys(unit, JUNE.from, points.length);
  return {
    asked: JUNE,
    unit,
    raised,
    medium: raised - Math.floor(raised / 4),
    high: Math.floor(raised / 4),
    ...handled(raised),
    ...(centre === undefined ? {} : { centre }),
    points: points.map((point, at) => ({ key: keys[at] ?? '', ...point, ...limits[at] })),
  };
}

type Handled = Omit<AlarmFiguresView, 'asked' | 'unit' | 'raised' | 'medium' | 'high' | 'centre' | 'points'>;

function handled(raised: number): Handled {
  const departed = Math.floor(raised / 5);
  const acknowledged = Math.max(0, raised - departed - 1);
  const closed = Math.max(0, acknowledged - 2);
  const attended = wilson(acknowledged, acknowledged + departed);
  const toAcknowledge = { median: 18_400, p90: 52_000, longest: 190_000 };
  const half = Math.floor(acknowledged / 2);
  const documents = Math.floor(closed / 3);
  const others = [2, 1].map((share) => Math.min(share, Math.floor(closed / 5))) as [number, number];
  const closings: AlarmFiguresView['closings'] = [
    { outcome: 'solved', cause: 'waiting', count: closed - documents - others[0] - others[1] },
    { outcome: 'solved', cause: 'documents', count: documents },
    { outcome: 'mis-press', cause: 'other', count: others[0] },
    { outcome: 'complaint', cause: 'staff', count: others[1] },
  ];
  return {
    ...{ acknowledged, departed, closed },
    ...(attended && { attended }),
    ...(acknowledged > 0 && { toAcknowledge }),
    ...(closed > 0 && { toClose: { median: 240_000, p90: 900_000, longest: 3_900_000 } }),
    waits: [half, acknowledged - half, 0, 0, 0],
    escalated: Math.floor(raised / 10),
    shelvings: raised > 0 ? 2 : 0,
    closings: closings.filter(({ count }) => count > 0),
    places: raised === 0 ? [] : [{ key: 'east/1', raised, acknowledged, departed, toAcknowledge }],
    other: raised === 0 ? { rate: 0, equipment: {} } : { rate: 1, equipment: { 'box-silent': 3 } },
    cases: { opened: others[1], released: 0, open: others[1], overdue: others[1] },
  };
}

/** The five weeks of standards §6, of which the fourth is out of control. */
export const FIVE_WEEKS = [
  { windows: 640, alarms: 8 },
  { windows: 702, alarms: 6 },
  { windows: 588, alarms: 9 },
  { windows: 655, alarms: 21 },
  { windows: 691, alarms: 7 },
];

export function equipmentView(): EquipmentView {
  const coverage = wilson(1_890, 1_931);
  return {
    asked: JUNE,
    offices: [
      {
        office: 'east',
        counters: 6,
        equipped: 5,
        windows: 1_950,
        missedBy: { 'box-offline': 30, 'no-box': 11 },
        ...(coverage && { coverage }),
      },
    ],
    coveredKeys: [
      { box: 'box-3', office: 'east', counter: '3', level: 4, ratings: 61, share: 0.241, chance: 4.9e-8 },
    ],
  };
}
