import Type, { type Static } from 'typebox';
import { Codec } from './schema.js';
import {
  Detail,
  Docket,
  ElapsedMs,
  Epoch,
  EventHash,
  Level,
  Sequence,
  Signature,
  Timestamp,
  Uuid,
  WindowLength,
} from './values.js';

/**
 * What a box reports. Events are numbered, durable on the box until the hub's Ack (D2), and stored
 * once at the hub by `id` (D3).
 */
const header = {
  id: Uuid,
  epoch: Epoch,
  seq: Sequence,
  at: Timestamp,
};

/** That of the offer, given back where the hub hears of its issuance for the first time. */
const docket = Type.Optional(Docket);

/** What proves an event, last in its text and in this order (D5); absent from a box that has no key. See `seal.ts`. */
const seal = { prev: Type.Optional(EventHash), sig: Type.Optional(Signature) };

const count = Type.Integer({ minimum: 0, maximum: 1_000_000 });

export const FaultCode = Type.Enum(['key-stuck', 'panel', 'voice', 'storage', 'certificate']);
export type FaultCode = Static<typeof FaultCode>;

const Check = Type.Object({ result: Type.Enum(['ok', 'fault', 'skipped']), detail: Type.Optional(Detail) });
export type Check = Static<typeof Check>;

export const SELF_TEST_PARTS = ['lamps', 'keys', 'sound', 'clock', 'disk', 'link'] as const;
export type SelfTestPart = (typeof SELF_TEST_PARTS)[number];
export const SelfTestChecks = Type.Object({
  lamps: Check,
  keys: Check,
  sound: Check,
  clock: Check,
  disk: Check,
  link: Check,
});
export type SelfTestChecks = Static<typeof SelfTestChecks>;

export const SelfTestTrigger = Type.Enum(['start', 'request']);
export type SelfTestTrigger = Static<typeof SelfTestTrigger>;

const event = <K extends string, P extends Record<string, import('typebox').TSchema>>(
  kind: K,
  properties: P,
) => Type.Object({ kind: Type.Literal(kind), ...header, ...seal, ...properties });

export const eventShapes = {
  /** The window's lamps went on for this issuance; `window` is the one offered with it. */
  opened: event('opened', { window: Uuid, issuance: Uuid, lengthMs: WindowLength, docket }),
  /** The issuance joined a window that was already known (W3). `offered` never opens. `afterMs` when that window was open. */
  joined: event('joined', {
    window: Uuid,
    issuance: Uuid,
    offered: Uuid,
    afterMs: Type.Optional(ElapsedMs),
    docket,
  }),
  /** The key for more time was pressed `afterMs` into the window, which now closes `closesAfterMs` into it (W12). */
  extended: event('extended', { window: Uuid, afterMs: ElapsedMs, closesAfterMs: ElapsedMs }),
  rated: event('rated', { window: Uuid, level: Level, afterMs: ElapsedMs }),
  expired: event('expired', { window: Uuid, afterMs: ElapsedMs }),
  cancelled: event('cancelled', { window: Uuid }),
  missed: event('missed', {
    window: Uuid,
    reason: Type.Enum(['late', 'box-fault', 'interrupted']),
    docket,
  }),
  /** Presses that are no rating: after the first one of a window (W7), or outside any window per key (W6). */
  presses: event('presses', {
    window: Type.Optional(Uuid),
    extra: Type.Optional(count),
    idle: Type.Optional(
      Type.Object(
        { '1': count, '2': count, '3': count, '4': count, '5': count },
        { description: 'per level of the key' },
      ),
    ),
  }),
  fault: event('fault', {
    code: FaultCode,
    active: Type.Boolean(),
    level: Type.Optional(Level),
    detail: Type.Optional(Detail),
  }),
  /** What the box found out about itself (B6). */
  'self-test': event('self-test', { trigger: SelfTestTrigger, checks: SelfTestChecks }),
  /**
   * The outbox of `lost` could not be read any more and was set aside; numbering began anew with this event's epoch.
   * `lastSeq` as far as the box knows: what of it never reached the hub is lost and stays a gap (D4).
   */
  'outbox-replaced': event('outbox-replaced', {
    lost: Type.Optional(Type.Object({ epoch: Epoch, lastSeq: Type.Integer({ minimum: 0 }) })),
    detail: Detail,
  }),
};

export type EventKind = keyof typeof eventShapes;
type EventOf<K extends EventKind> = Static<(typeof eventShapes)[K]>;
export type BoxEvent = { [K in EventKind]: EventOf<K> }[EventKind];

/** An event before the outbox has given it its id, epoch, number, time and seal. */
export type EventBody = {
  [K in EventKind]: Omit<EventOf<K>, keyof typeof header | keyof typeof seal>;
}[EventKind];

export const boxEvent = Codec.byKind<EventKind, typeof eventShapes>(eventShapes) as Codec<BoxEvent>;

/** What every event of any version carries; enough to keep one of an unknown kind aside and acknowledge it. */
export const eventHeader = Codec.of(Type.Object({ kind: Type.String({ maxLength: 40 }), ...header }));
