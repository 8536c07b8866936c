import Type, { type Static, type TSchema } from 'typebox';
import { AlarmView, DutyView, ShelfView } from './alarms.js';
import { FaultCode, SelfTestChecks, SelfTestTrigger } from './events.js';
import { Figures } from './figures.js';
import { Health } from './presence.js';
import { ChimeTestView, LampView } from './signals.js';
import {
  BoxId,
  CounterId,
  Detail,
  DocumentNumber,
  IssuanceKind,
  Level,
  MissedReason,
  OfficeId,
  Outcome,
  Reference,
  Timestamp,
  Uuid,
  WindowLength,
} from './values.js';

/** What the hub shows over HTTP and on the live stream. */

const count = Type.Integer({ minimum: 0 });
const optional = <S extends TSchema>(schema: S) => Type.Optional(schema);

export const Words = Type.Object(
  { zh: Type.String(), en: Type.String() },
  { description: 'zh-TW and English' },
);
export type Words = Static<typeof Words>;

export const CounterView = Type.Object({
  id: CounterId,
  name: Words,
  /** 愛心櫃檯 */
  priority: Type.Boolean(),
  windowMs: WindowLength,
  box: optional(BoxId),
});
export type CounterView = Static<typeof CounterView>;

export const OfficeView = Type.Object({ id: OfficeId, name: Words, counters: Type.Array(CounterView) });
export type OfficeView = Static<typeof OfficeView>;

export const IssuanceView = Type.Object({
  id: Uuid,
  kind: IssuanceKind,
  number: DocumentNumber,
  issuedAt: Timestamp,
  voidedAt: optional(Timestamp),
});
export type IssuanceView = Static<typeof IssuanceView>;

export const WindowState = Type.Enum(['pending', 'open', 'ended']);
export type WindowState = Static<typeof WindowState>;

/** A rating window without its rating: what a clerk or a wall may see (P5). */
export const WindowView = Type.Object({
  id: Uuid,
  office: OfficeId,
  counter: CounterId,
  clerk: Reference,
  service: optional(Reference),
  visit: optional(Reference),
  box: optional(BoxId),
  state: WindowState,
  issuedAt: Timestamp,
  openedAt: optional(Timestamp),
  /** When the window will close if nobody presses, in hub time. */
  closesAt: optional(Timestamp),
  endedAt: optional(Timestamp),
  outcome: optional(Outcome),
  reason: optional(MissedReason),
  extraPresses: count,
  /** The citizen asked for more time (W12). */
  extended: Type.Boolean(),
  /** Rated, and a document of it was voided later (W4). */
  flagged: Type.Boolean(),
  issuances: Type.Array(IssuanceView),
});
export type WindowView = Static<typeof WindowView>;

/** `unknown` until a box is heard for the first time. */
export const Presence = Type.Enum(['unknown', 'online', 'offline', 'lost']);
export type Presence = Static<typeof Presence>;

export const BoxView = Type.Object({
  id: BoxId,
  office: OfficeId,
  counter: optional(CounterId),
  presence: Presence,
  /** Since when the presence is what it is. */
  since: optional(Timestamp),
  seenAt: optional(Timestamp),
  software: optional(Type.String()),
  panel: optional(Health),
  voice: optional(Health),
  storage: optional(Health),
  /** Why a health is not `ok`, in the box's words. */
  details: optional(
    Type.Object({ panel: optional(Detail), voice: optional(Detail), storage: optional(Detail) }),
  ),
  /** Events the box holds that the hub has not acknowledged. */
  unacked: count,
  /** Every event up to here is stored (D4). */
  contiguous: count,
  /** Events the hub lacks: numbers it knows to exist and has not stored. */
  missing: count,
  /** Events of outboxes the box no longer has that never arrived and never will (D4). */
  lost: count,
  /** The box had to begin a new outbox: when, and why. */
  replaced: optional(Type.Object({ at: Timestamp, detail: Detail })),
  setAside: count,
  idlePresses: Type.Array(count, { description: 'per key, level 5 first (W6)' }),
  /** Keys reported stuck (W9). */
  stuckKeys: Type.Array(Level),
  /** Faults it reported that last, other than stuck keys. */
  faults: Type.Array(Type.Object({ code: FaultCode, since: Timestamp, detail: optional(Detail) })),
  /** The last self-test (B6). */
  selfTest: optional(Type.Object({ at: Timestamp, trigger: SelfTestTrigger, checks: SelfTestChecks })),
  /** Revisions of its settings: as decided here, as in force there, and why the box refused newer ones. */
  settings: Type.Object({ wanted: count, inForce: optional(count), refused: optional(Detail) }),
  /** The office under whose topics it still speaks, when that is not its own (B5). */
  heardAt: optional(OfficeId),
  /** When it was enrolled last; absent for a box that only the site file names. */
  enrolledAt: optional(Timestamp),
  /** Since when it is shut out, until it is enrolled anew. */
  revokedAt: optional(Timestamp),
  /** End of the certificate the hub issued to it last; absent in a demonstration. */
  certificateUntil: optional(Timestamp),
});
export type BoxView = Static<typeof BoxView>;

/** A box's stay at one place (B5). */
export const AssignmentView = Type.Object({
  office: OfficeId,
  counter: optional(CounterId),
  from: Timestamp,
  /** Absent while it lasts. */
  until: optional(Timestamp),
});
export type AssignmentView = Static<typeof AssignmentView>;

export const SetAsideView = Type.Object({
  office: OfficeId,
  box: BoxId,
  reason: Type.String(),
  receivedAt: Timestamp,
  payload: Type.String(),
});
export type SetAsideView = Static<typeof SetAsideView>;

/** First message of the live stream; deltas follow. */
export const Snapshot = Type.Object({
  now: Timestamp,
  office: OfficeView,
  boxes: Type.Array(BoxView),
  /** Per counter the open window, else the last one of today. */
  windows: Type.Array(WindowView),
  /** Those not closed, and those raised today; at most 500, the urgent first, without what a flood held back. */
  alarms: Type.Array(AlarmView),
  /** Counters silenced now (A4). */
  shelves: Type.Array(ShelfView),
  duty: DutyView,
  lamps: Type.Array(LampView),
  /** The newest test of the chime (A7). */
  chimeTest: optional(ChimeTestView),
  today: Figures,
});
export type Snapshot = Static<typeof Snapshot>;

/** Event names of the live stream and what each carries. */
export interface StreamMessages {
  snapshot: Snapshot;
  window: WindowView;
  box: BoxView;
  alarm: AlarmView;
  shelf: ShelfView;
  duty: DutyView;
  lamp: LampView;
  chimeTest: ChimeTestView;
  figures: Figures;
}

/** RFC 9457 problem document; `code` is stable. */
export const Problem = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  detail: Type.String(),
  code: Type.String(),
  faults: optional(Type.Array(Type.Object({ path: Type.String(), reason: Type.String() }))),
});
export type Problem = Static<typeof Problem>;
