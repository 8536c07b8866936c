import Type, { type Static } from 'typebox';
import { MAX_ACKED_EVENTS, MAX_IN_FLIGHT } from './limits.js';
import { Codec } from './schema.js';
import {
  Certificate,
  CounterId,
  Docket,
  Epoch,
  OfficeId,
  Reference,
  Sequence,
  Timestamp,
  Uuid,
  WindowLength,
} from './values.js';

const command = <K extends string, P extends Record<string, import('typebox').TSchema>>(
  kind: K,
  properties: P,
) => Type.Object({ kind: Type.Literal(kind), sentAt: Timestamp, ...properties });

export const commandShapes = {
  /**
   * A document was issued at the box's counter. The box decides: it opens `window`, lets the issuance
   * join the window it has open, or reports why it was missed.
   */
  offer: command('offer', {
    issuance: Uuid,
    window: Uuid,
    visit: Type.Optional(Reference),
    issuedAt: Timestamp,
    lengthMs: WindowLength,
    docket: Type.Optional(Docket),
  }),
  /** All issuances of the window were voided. */
  cancel: command('cancel', { window: Uuid }),
  /** The hub lacks these numbers (D4). */
  resend: command('resend', { epoch: Epoch, from: Sequence, to: Sequence }),
  /** Answer to a heartbeat, from which the box measures its clock's offset to the hub. */
  time: command('time', { echo: Type.Number() }),
  /**
   * What the hub decides for the box; sent until a heartbeat names its revision. The box itself checks that they are
   * `BoxSettings`, so that it can tell the hub why it did not take them.
   */
  settings: command('settings', {
    settings: Type.Object({ revision: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }) }),
  }),
  /**
   * Where the box stands now; without `counter`, nowhere. A box that hears another office than its own makes its
   * name there durable and comes back under it; nothing it has not sent yet is lost (B5).
   */
  place: command('place', { office: OfficeId, counter: Type.Optional(CounterId) }),
  /** Test yourself and report (B6). */
  'self-test': command('self-test', {}),
  /** A certificate that lasts longer, for the key the box has; sent until a heartbeat names its end. */
  certificate: command('certificate', { certificate: Certificate }),
  /** A supervisor took the alarm that this window's rating raised. */
  acknowledged: command('acknowledged', { window: Uuid }),
};

export type CommandKind = keyof typeof commandShapes;
type CommandOf<K extends CommandKind> = Static<(typeof commandShapes)[K]>;
export type BoxCommand = { [K in CommandKind]: CommandOf<K> }[CommandKind];
export type Offer = CommandOf<'offer'>;
export const boxCommand = Codec.byKind<CommandKind, typeof commandShapes>(commandShapes) as Codec<BoxCommand>;

/** The hub's word that events are durably stored; the only thing that empties a box's outbox (D2). */
const Ack = Type.Object({
  epoch: Epoch,
  seqs: Type.Array(Sequence, { maxItems: MAX_ACKED_EVENTS }),
  /** Every event up to this number is stored (D4); 0 when the first is missing. */
  contiguous: Type.Integer({ minimum: 0 }),
  /** Events kept aside instead of counted, with the reason (D7). */
  setAside: Type.Optional(
    Type.Array(Type.Object({ seq: Sequence, reason: Type.String({ maxLength: 60 }) }), {
      maxItems: MAX_ACKED_EVENTS,
    }),
  ),
  /** How many events the hub lets this box keep in flight from now on. */
  inFlight: Type.Optional(Type.Integer({ minimum: 1, maximum: MAX_IN_FLIGHT })),
});
export type Ack = Static<typeof Ack>;
export const ack = Codec.of(Ack);
