import Type from 'typebox';
import { AlarmFiguresView } from './alarmFigures.js';
import { ShareName } from './figures.js';
import { operation } from './operation.js';
import {
  ClerkView,
  EquipmentView,
  FunnelView,
  Grouping,
  PopulationQuery,
  ScreeningView,
  StatisticsView,
  TrendView,
  Unit,
} from './statistics.js';
import { OfficeId, Reference, Timestamp } from './values.js';

/** Problems every question about figures can meet, and some of its own. */
const problems = <P extends string>(...own: readonly P[]) =>
  ({
    404: ['office/unknown'],
    422: ['request/invalid', 'statistics/bad-range', ...own],
    503: ['statistics/busy'],
  }) as const;

const population = PopulationQuery.properties;
const { office, kind, service, from, to } = population;
/** Who looks: views of one clerk are journalled (P5). */
const viewer = Type.Optional(Reference);

/** Questions about figures (S1–S9). */
export const statisticsOperations = {
  statistics: operation({
    method: 'GET',
    path: '/statistics',
    summary:
      'Counts and rates of a period, in groups and against another period or office (S1–S7); today in Asia/Taipei ' +
      'when no period is given. Asking for one clerk needs a viewer, who is journalled (P5).',
    query: Type.Object({
      ...population,
      by: Type.Optional(Grouping),
      /** A second grouping within the first, e.g. `by=weekday&then=hour`. */
      // biome-ignore lint/suspicious/noThenProperty: the name of a query parameter, never awaited
      then: Type.Optional(Grouping),
      againstFrom: Type.Optional(Timestamp),
      againstTo: Type.Optional(Timestamp),
      againstOffice: Type.Optional(OfficeId),
      viewer,
    }),
    responses: { 200: StatisticsView },
    problems: problems('statistics/bad-question', 'statistics/too-many-groups'),
  }),
  trend: operation({
    method: 'GET',
    path: '/statistics/trend',
    summary: 'A share over time with 3σ limits, Laney where over-dispersed, and signals marked (S5).',
    query: Type.Object({
      office,
      counter: population.counter,
      kind,
      service,
      from,
      to,
      unit: Unit,
      measure: ShareName,
    }),
    responses: { 200: TrendView },
    problems: problems('statistics/bad-question', 'statistics/too-many-groups'),
  }),
  funnel: operation({
    method: 'GET',
    path: '/statistics/funnel',
    summary: 'Offices or counters compared on a funnel, not ranked (S6).',
    query: Type.Object({
      office,
      kind,
      service,
      from,
      to,
      by: Type.Enum(['office', 'counter']),
      measure: ShareName,
    }),
    responses: { 200: FunnelView },
    problems: problems(),
  }),
  alarmFigures: operation({
    method: 'GET',
    path: '/statistics/alarms',
    summary: 'Alarms per 100 windows over time with limits, and how fast they were met.',
    query: Type.Object({ office, from, to, unit: Unit }),
    responses: { 200: AlarmFiguresView },
    problems: problems('statistics/too-many-groups'),
  }),
  equipment: operation({
    method: 'GET',
    path: '/statistics/equipment',
    summary:
      'How far offices are equipped, what kept windows from opening, and keys that seem covered (S1, S8).',
    query: Type.Object({ office, from, to }),
    responses: { 200: EquipmentView },
    problems: problems(),
  }),
  screening: operation({
    method: 'GET',
    path: '/statistics/screening',
    summary:
      'Clerks at counters whose ratings look unlike those of citizens: flags, no accusation (S9); journalled.',
    query: Type.Object({ office: OfficeId, from, to, viewer: Reference }),
    responses: { 200: ScreeningView },
    problems: problems(),
  }),
  clerk: operation({
    method: 'GET',
    path: '/offices/{office}/clerks/{clerk}',
    summary: 'One clerk beside the office, with small groups hidden (S6); journalled (P5).',
    params: Type.Object({ office: OfficeId, clerk: Reference }),
    query: Type.Object({ from, to, viewer: Reference }),
    responses: { 200: ClerkView },
    problems: { ...problems(), 404: ['office/unknown', 'clerk/unknown'] },
  }),
} as const;
