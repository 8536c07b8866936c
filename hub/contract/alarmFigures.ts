import Type, { type Static } from 'typebox';
import { AlarmCause, AlarmOutcome } from './alarms.js';
import { Proportion } from './figures.js';
import { Population, Signal, Unit } from './statistics.js';

/** What `GET /statistics/alarms` answers: how often alarms were raised, how they were met, and what came of them. */

const count = Type.Integer({ minimum: 0 });

/** Times in ms, each of them one that happened. */
export const Delay = Type.Object({ median: Type.Number(), p90: Type.Number(), longest: Type.Number() });
export type Delay = Static<typeof Delay>;

/** One span of alarms per 100 windows (u-chart). */
export const AlarmPoint = Type.Object({
  key: Type.String(),
  alarms: count,
  windows: count,
  /** Per 100 windows; absent without windows. */
  rate: Type.Optional(Type.Number()),
  lower: Type.Optional(Type.Number()),
  upper: Type.Optional(Type.Number()),
  signal: Type.Optional(Signal),
});
export type AlarmPoint = Static<typeof AlarmPoint>;

/** Ends, in ms, of the classes of waiting times but the last, which has none. */
export const WAIT_CLASSES_MS = [15_000, 30_000, 60_000, 180_000] as const;

/** Alarms closed with one outcome and one cause. */
export const AlarmClosing = Type.Object({ outcome: AlarmOutcome, cause: AlarmCause, count });
export type AlarmClosing = Static<typeof AlarmClosing>;

/** Alarms of one counter, or of one office where no office was asked for. */
export const AlarmPlace = Type.Object({
  /** As a group's key. */
  key: Type.String(),
  raised: count,
  acknowledged: count,
  departed: count,
  toAcknowledge: Type.Optional(Delay),
});
export type AlarmPlace = Static<typeof AlarmPlace>;

/** What waited besides dissatisfied citizens: alarms raised in the period about rates (A5) and equipment (A6). */
export const OtherAlarms = Type.Object({
  rate: count,
  /** By code; those that were not raised are left out. */
  equipment: Type.Record(Type.String(), count),
});
export type OtherAlarms = Static<typeof OtherAlarms>;

/** Complaints (A9), as they stood at the end of the period, or now where that is to come. */
export const CaseFigures = Type.Object({
  /** Within the period. */
  opened: count,
  released: count,
  /** Still tracked at its end. */
  open: count,
  /** Open past their due day at its end, or released in it after their due day. */
  overdue: count,
});
export type CaseFigures = Static<typeof CaseFigures>;

/**
 * How long dissatisfied citizens waited, and why they were dissatisfied: alarms raised by ratings in the period, those
 * held apart too (A8), with all that became of them since. Never by clerk (S6), and no single press (P5).
 */
export const AlarmFiguresView = Type.Object({
  asked: Population,
  unit: Unit,
  raised: count,
  /** Of level 2 and level 1. */
  medium: count,
  high: count,
  acknowledged: count,
  /** The citizen left before anybody came. */
  departed: count,
  closed: count,
  /** Of those for whom somebody came or who left, those for whom somebody came. */
  attended: Type.Optional(Proportion),
  /** From raising, of those acknowledged. */
  toAcknowledge: Type.Optional(Delay),
  /** From raising, of those closed. */
  toClose: Type.Optional(Delay),
  /** Times to acknowledge by `WAIT_CLASSES_MS`: under the first end, …, from the last on. */
  waits: Type.Array(count, { minItems: 5, maxItems: 5 }),
  /** Called a second person, or more (A3). */
  escalated: count,
  /** Times a supervisor shelved a counter in the period (A4). */
  shelvings: count,
  /** Those that occurred, in the order of outcomes and, within one, of causes; they add up to `closed`. */
  closings: Type.Array(AlarmClosing),
  /** Those with an alarm, in the order of the site. */
  places: Type.Array(AlarmPlace),
  other: OtherAlarms,
  cases: CaseFigures,
  /** Alarms per 100 windows over the period. */
  centre: Type.Optional(Type.Number()),
  points: Type.Array(AlarmPoint),
});
export type AlarmFiguresView = Static<typeof AlarmFiguresView>;
