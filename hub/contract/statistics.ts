import Type, { type Static } from 'typebox';
import { Figures, HiddenBecause, Proportion, ShareName } from './figures.js';
import { BoxId, CounterId, IssuanceKind, Level, OfficeId, Reference, Timestamp } from './values.js';

/** What `GET /statistics` and its companions answer; every screen and report is drawn from these. */

const count = Type.Integer({ minimum: 0 });

/** Which windows are meant: those issued in the period that pass every filter. */
const filters = {
  /** Absent: the whole city. */
  office: Type.Optional(OfficeId),
  counter: Type.Optional(CounterId),
  clerk: Type.Optional(Reference),
  kind: Type.Optional(IssuanceKind),
  service: Type.Optional(Reference),
};
export const PopulationQuery = Type.Object({
  ...filters,
  from: Type.Optional(Timestamp),
  to: Type.Optional(Timestamp),
});
export type PopulationQuery = Static<typeof PopulationQuery>;

/** As it was understood, with the period filled in. */
export const Population = Type.Object({ ...filters, from: Timestamp, to: Timestamp });
export type Population = Static<typeof Population>;

/**
 * Groups and their keys (S5). `hour`: "00" … "23"; `weekday`: "1" Monday … "7" Sunday; `day`: "2026-11-21"; `week`: the
 * Monday as a day; `month`: "2026-11"; `year`: "2026"; all of Asia/Taipei (S7). `counter`: "office/counter", because
 * numbers repeat between offices; `service`: "" where none was named.
 */
export const GROUPINGS = [
  'office',
  'counter',
  'clerk',
  'kind',
  'service',
  'hour',
  'weekday',
  'day',
  'week',
  'month',
  'year',
] as const;
export const Grouping = Type.Enum([...GROUPINGS]);
export type Grouping = (typeof GROUPINGS)[number];

/** Most groups one answer may have. */
export const MAX_GROUPS = 4_000;

/** One group: `keys` has one key per grouping asked for. A hidden group (S6) has `answers` and no figures. */
export const Group = Type.Object({
  keys: Type.Array(Type.String()),
  figures: Type.Optional(Figures),
  /** Under 30 answers of one clerk: show counts and interval only (S6). */
  countsOnly: Type.Optional(Type.Boolean()),
  hidden: Type.Optional(HiddenBecause),
});
export type Group = Static<typeof Group>;

/** A rate of one population divided by that of another, with the 95 % interval of the ratio (log method). */
export const RateRatio = Type.Object({
  ratio: Type.Number(),
  low: Type.Number(),
  high: Type.Number(),
  /** The interval does not hold 1. */
  differs: Type.Boolean(),
});
export type RateRatio = Static<typeof RateRatio>;

export const Comparison = Type.Object({
  asked: Population,
  total: Figures,
  /** asked ÷ against; absent where a rate is 0 or nothing was counted. */
  satisfaction: Type.Optional(RateRatio),
  dissatisfaction: Type.Optional(RateRatio),
  responseRate: Type.Optional(RateRatio),
  coverage: Type.Optional(RateRatio),
});
export type Comparison = Static<typeof Comparison>;

export const StatisticsView = Type.Object({
  asked: Population,
  by: Type.Array(Grouping),
  total: Figures,
  /** In the order of their keys; groups without a window are left out. */
  groups: Type.Array(Group),
  against: Type.Optional(Comparison),
});
export type StatisticsView = Static<typeof StatisticsView>;

export const UNITS = ['day', 'week', 'month', 'year'] as const;
export const Unit = Type.Enum([...UNITS]);
export type Unit = (typeof UNITS)[number];

/** Which side of its limits a point lies on. */
export const Signal = Type.Enum(['above', 'below']);
export type Signal = Static<typeof Signal>;

/** One span of the trend. Spans without anything counted are present, without `value` and limits. */
export const TrendPoint = Type.Object({
  /** As a group's key: the day, the Monday, the month or the year. */
  key: Type.String(),
  count,
  of: count,
  value: Type.Optional(Type.Number()),
  /** 3σ limits for this span's `of`, within 0 and 1 (S5). */
  lower: Type.Optional(Type.Number()),
  upper: Type.Optional(Type.Number()),
  signal: Type.Optional(Signal),
});
export type TrendPoint = Static<typeof TrendPoint>;

export const TrendView = Type.Object({
  asked: Population,
  unit: Unit,
  measure: ShareName,
  /** `laney` when the spans vary more than chance allows: the limits are then widened by `sigmaZ`. */
  method: Type.Enum(['p', 'laney']),
  /** Spread of the spans in units of what chance alone gives; 1 is chance. Absent under two spans. */
  sigmaZ: Type.Optional(Type.Number()),
  centre: Type.Optional(Type.Number()),
  points: Type.Array(TrendPoint),
});
export type TrendView = Static<typeof TrendView>;

export const FunnelPoint = Type.Object({
  /** As a group's key. */
  key: Type.String(),
  share: Proportion,
  /** Limits for this point's n around the centre: 95 % and 99.8 %. */
  lower95: Type.Number(),
  upper95: Type.Number(),
  lower998: Type.Number(),
  upper998: Type.Number(),
  /** Outside the 99.8 % limits; never marked under 30 answers. */
  signal: Type.Optional(Signal),
});
export type FunnelPoint = Static<typeof FunnelPoint>;

/** Offices or counters compared without ranking them (S6). */
export const FunnelView = Type.Object({
  asked: Population,
  by: Type.Enum(['office', 'counter']),
  measure: ShareName,
  centre: Type.Optional(Type.Number()),
  points: Type.Array(FunnelPoint),
});
export type FunnelView = Static<typeof FunnelView>;

/** How far an office is equipped, and what kept windows from opening (S1). */
export const OfficeEquipment = Type.Object({
  office: OfficeId,
  counters: count,
  /** Counters at which a box stood at the end of the period (or stands now). */
  equipped: count,
  windows: count,
  missedBy: Type.Record(Type.String(), count),
  coverage: Type.Optional(Proportion),
});

/** A key that citizens seem unable to press (S8). */
export const CoveredKey = Type.Object({
  box: BoxId,
  office: OfficeId,
  counter: CounterId,
  level: Level,
  /** Ratings of the box since the level was last pressed there. */
  ratings: count,
  /** The office's share of the level over 12 months. */
  share: Type.Number(),
  /** (1 − share)^ratings, under 0.001. */
  chance: Type.Number(),
});
export type CoveredKey = Static<typeof CoveredKey>;

export const EquipmentView = Type.Object({
  asked: Population,
  offices: Type.Array(OfficeEquipment),
  coveredKeys: Type.Array(CoveredKey),
});
export type EquipmentView = Static<typeof EquipmentView>;

/** Why somebody should look, never an accusation (S9). */
export const SCREENS = ['too-quick', 'response-near-all', 'long-run', 'unlike-office'] as const;
export const Screening = Type.Object({
  clerk: Reference,
  counter: CounterId,
  ratings: count,
  responseRate: Type.Optional(Proportion),
  /** Share of presses in less than 1 s after the opening. */
  quick: Type.Optional(Proportion),
  /** Longest run of one and the same level, in order of time, and the level. */
  longestRun: Type.Object({ level: Level, length: count }),
  flags: Type.Array(Type.Enum([...SCREENS])),
});
export type Screening = Static<typeof Screening>;

export const ScreeningView = Type.Object({ asked: Population, items: Type.Array(Screening) });
export type ScreeningView = Static<typeof ScreeningView>;

/** One clerk as a supervisor sees them: beside the office, never beside another clerk (S6). */
export const ClerkView = Type.Object({
  clerk: Reference,
  asked: Population,
  /** The whole period, hidden or reduced as S6 asks. */
  total: Group,
  office: Figures,
  byKind: Type.Array(Group),
  byService: Type.Array(Group),
  byMonth: Type.Array(Group),
});
export type ClerkView = Static<typeof ClerkView>;
