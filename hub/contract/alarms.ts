import Type, { type Static } from 'typebox';
import { Remark } from './records.js';
import {
  BoxId,
  CounterId,
  Detail,
  IssuanceKind,
  Level,
  OfficeId,
  Reference,
  Timestamp,
  Uuid,
} from './values.js';

/** Alarms: what raised them, what became of them, and who is called (A1–A6). */

const optional = Type.Optional;

/**
 * `departed`: the citizen left before anybody came (the next issuance at that counter, or the office's time), or what
 * raised an alarm about a rate has passed. It is silent and still wants closing (A2).
 */
export const AlarmState = Type.Enum(['unacknowledged', 'acknowledged', 'departed', 'closed']);
export type AlarmState = Static<typeof AlarmState>;

export const AlarmPriority = Type.Enum(['low', 'medium', 'high']);
export type AlarmPriority = Static<typeof AlarmPriority>;

/** What came of it (A2): solved / citizen left / mis-press / referred as complaint. */
export const AlarmOutcome = Type.Enum(['solved', 'citizen-left', 'mis-press', 'complaint']);
export type AlarmOutcome = Static<typeof AlarmOutcome>;

/** Why the citizen was unhappy, or what the matter was (A2). */
export const AlarmCause = Type.Enum(['staff', 'rule', 'waiting', 'documents', 'other']);
export type AlarmCause = Static<typeof AlarmCause>;

/** A rating of one of the office's alarm levels (A1). */
export const AboutRating = Type.Object({
  source: Type.Literal('rating'),
  window: Uuid,
  clerk: Reference,
  service: optional(Reference),
  document: IssuanceKind,
  level: Level,
});
export type AboutRating = Static<typeof AboutRating>;

/** Many dissatisfied ratings of an office in a short time (A5). */
export const AboutRate = Type.Object({
  source: Type.Literal('rate'),
  dissatisfied: Type.Integer({ minimum: 0 }),
  ratings: Type.Integer({ minimum: 1 }),
  withinMs: Type.Integer({ minimum: 1 }),
});
export type AboutRate = Static<typeof AboutRate>;

/** What can be wrong with equipment (A6, A7, S8). */
export const EquipmentCode = Type.Enum([
  'box-silent',
  'box-fault',
  'box-forged',
  'key-stuck',
  'key-covered',
  'outbox-growing',
  'alarm-flood',
  'hub-disk',
  'backup-late',
  'backup-copy-failed',
  'chime-untested',
  'lamp-unplugged',
  'lamp-silent',
]);
export type EquipmentCode = Static<typeof EquipmentCode>;

/** A signal lamp program, e.g. "desk-1". */
export const LampId = Type.String({
  pattern: '^[a-z0-9]+(-[a-z0-9]+)*$',
  maxLength: 32,
  description: 'signal lamp within its office, e.g. "desk-1"',
});
export type LampId = Static<typeof LampId>;

export const AboutEquipment = Type.Object({
  source: Type.Literal('equipment'),
  code: EquipmentCode,
  box: optional(BoxId),
  /** The key concerned. */
  key: optional(Level),
  lamp: optional(LampId),
  detail: optional(Detail),
});
export type AboutEquipment = Static<typeof AboutEquipment>;

export const AlarmAbout = Type.Union([AboutRating, AboutRate, AboutEquipment]);
export type AlarmAbout = Static<typeof AlarmAbout>;
export type AlarmSource = AlarmAbout['source'];

export const AlarmView = Type.Object({
  id: Uuid,
  office: OfficeId,
  /** Absent where it concerns the whole office. */
  counter: optional(CounterId),
  about: AlarmAbout,
  /** Level 1 high, any other rating and a rate medium, equipment low (A1, A5, A6). */
  priority: AlarmPriority,
  state: AlarmState,
  raisedAt: Timestamp,
  acknowledgedAt: optional(Timestamp),
  acknowledgedBy: optional(Reference),
  departedAt: optional(Timestamp),
  closedAt: optional(Timestamp),
  /** Absent when it closed by itself, because what raised it had passed. */
  closedBy: optional(Reference),
  outcome: optional(AlarmOutcome),
  cause: optional(AlarmCause),
  remark: optional(Remark),
  /** The case it became (A9). */
  case: optional(Uuid),
  /** Who was called so far, in that order (A3). Empty: nobody in particular, so it calls everywhere. */
  called: Type.Array(Reference),
  /** Who will be called later unless somebody acknowledges; their consoles show it without a chime until then. */
  toCall: Type.Array(Reference),
});
export type AlarmView = Static<typeof AlarmView>;

export const AlarmStepName = Type.Enum([
  'raised',
  'called',
  'acknowledged',
  'departed',
  'closed',
  'shelved',
  'returned',
]);
export type AlarmStepName = Static<typeof AlarmStepName>;

/** One step in the life of an alarm (A2). */
export const AlarmStep = Type.Object({
  at: Timestamp,
  step: AlarmStepName,
  /** Who did it, or who was called; absent when nobody did. */
  by: optional(Reference),
  detail: optional(Type.String()),
});
export type AlarmStep = Static<typeof AlarmStep>;

/** `office` guards against a console that acts on another office's alarm by mistake. */
export const AcknowledgeRequest = Type.Object({ by: Reference, office: optional(OfficeId) });
export type AcknowledgeRequest = Static<typeof AcknowledgeRequest>;

/** Closing always needs an outcome and a cause (A2). */
export const CloseRequest = Type.Object({
  by: Reference,
  office: optional(OfficeId),
  outcome: AlarmOutcome,
  cause: AlarmCause,
  remark: optional(Remark),
});
export type CloseRequest = Static<typeof CloseRequest>;

/** Longest time a counter's sound may be shelved, in min (A4). */
export const MAX_SHELVED_MINUTES = 30;

export const ShelveRequest = Type.Object({
  by: Reference,
  office: optional(OfficeId),
  reason: Remark,
  minutes: Type.Integer({ minimum: 1, maximum: MAX_SHELVED_MINUTES }),
});
export type ShelveRequest = Static<typeof ShelveRequest>;

/** A counter whose alarms make no sound until then (A4). */
export const ShelfView = Type.Object({
  office: OfficeId,
  counter: CounterId,
  by: Reference,
  reason: Remark,
  from: Timestamp,
  until: Timestamp,
});
export type ShelfView = Static<typeof ShelfView>;

/** A time of day in Taipei. */
export const TimeOfDay = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' });

/** Monday 1 … Sunday 7; from the first time until before the second, which is later. */
export const DutyTime = Type.Object({
  days: Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), {
    minItems: 1,
    maxItems: 7,
    uniqueItems: true,
  }),
  from: TimeOfDay,
  to: TimeOfDay,
});
export type DutyTime = Static<typeof DutyTime>;

/** One who is called, in turn, and when: always, where no time is named. */
export const Rung = Type.Object({ person: Reference, duty: Type.Array(DutyTime, { maxItems: 14 }) });
export type Rung = Static<typeof Rung>;

/** What an office decides about its alarms. Levels that raise one are in the site file (A1). */
export const AlarmSettings = Type.Object({
  /** Who is called first, next, and so on (A3); the last one again and again. Empty: every console at once. */
  chain: Type.Array(Rung, { maxItems: 10 }),
  /** When the second, third … is called, ms after the alarm was raised, growing (A3). */
  escalateAfterMs: Type.Array(Type.Integer({ minimum: 5_000, maximum: 3_600_000 }), {
    minItems: 1,
    maxItems: 9,
  }),
  /** When a citizen nobody came to is taken to have left (A2), ms. */
  departAfterMs: Type.Integer({ minimum: 30_000, maximum: 3_600_000 }),
  rate: Type.Object({
    /** Share of dissatisfied ratings that raises the alarm, 0–1 (A5). */
    share: Type.Number({ exclusiveMinimum: 0, maximum: 1 }),
    /** Fewest ratings for it. */
    ratings: Type.Integer({ minimum: 1, maximum: 1_000 }),
    withinMs: Type.Integer({ minimum: 60_000, maximum: 86_400_000 }),
  }),
  /** A box silent for so long raises an alarm (A6), ms. */
  silentAfterMs: Type.Integer({ minimum: 60_000, maximum: 3_600_000 }),
  /** So many unsent events of a box that is connected raise an alarm (A6). */
  outboxAbove: Type.Integer({ minimum: 10, maximum: 100_000 }),
  /** Working days until a case is due (A9). */
  caseDays: Type.Integer({ minimum: 1, maximum: 60 }),
  /** When the chime tests itself each day (A7). */
  chimeTestAt: TimeOfDay,
});
export type AlarmSettings = Static<typeof AlarmSettings>;

export const DEFAULT_ALARM_SETTINGS: AlarmSettings = {
  chain: [],
  escalateAfterMs: [60_000, 180_000],
  departAfterMs: 180_000,
  rate: { share: 0.5, ratings: 4, withinMs: 900_000 },
  silentAfterMs: 90_000,
  outboxAbove: 100,
  caseDays: 7,
  chimeTestAt: '08:15',
};

export const AlarmSettingsRequest = Type.Object({ by: Reference, settings: AlarmSettings });
export type AlarmSettingsRequest = Static<typeof AlarmSettingsRequest>;

/** Somebody of the chain, as of now. */
export const DutyPerson = Type.Object({
  person: Reference,
  /** By the times of the chain. */
  onDuty: Type.Boolean(),
  /** Has signed out and is passed over until signing in again. */
  signedOut: Type.Boolean(),
});
export type DutyPerson = Static<typeof DutyPerson>;

export const DutyView = Type.Object({ office: OfficeId, people: Type.Array(DutyPerson) });
export type DutyView = Static<typeof DutyView>;

export const DutyRequest = Type.Object({ person: Reference, present: Type.Boolean() });
export type DutyRequest = Static<typeof DutyRequest>;
