import Type, { type Static } from 'typebox';
import { Codec } from './schema.js';
import { BoxPublicKey, Detail, Epoch, Sequence, Timestamp, Uuid } from './values.js';

export const Health = Type.Enum(['ok', 'fault', 'absent']);
export type Health = Static<typeof Health>;

/** Retained; `lost` is the box's last will (B4). */
const BoxStatus = Type.Object({
  status: Type.Enum(['online', 'offline', 'lost']),
  /** One run of the box's program; a will of an earlier run says nothing about this one. */
  boot: Uuid,
  software: Type.String({ maxLength: 40 }),
  /** Of the key it seals its events with (D5). */
  publicKey: Type.Optional(BoxPublicKey),
  /** The last event that it stored before it had a key and that may be unsent; those after it are sealed. */
  unsealed: Type.Optional(Type.Object({ epoch: Epoch, through: Sequence })),
});
export type BoxStatus = Static<typeof BoxStatus>;
export const boxStatus = Codec.of(BoxStatus);

const Heartbeat = Type.Object({
  boot: Uuid,
  /** The box's monotonic clock in ms, echoed by the hub's `time` command. */
  mono: Type.Number(),
  /** The box's estimate of hub time. */
  at: Timestamp,
  epoch: Epoch,
  /** Number of the newest event; tells the hub of a gap at the end (D4). 0 before the first. */
  lastSeq: Type.Integer({ minimum: 0 }),
  unacked: Type.Integer({ minimum: 0 }),
  panel: Health,
  voice: Health,
  storage: Health,
  /** Why a health is not `ok`, in words for whoever comes to mend it. */
  details: Type.Optional(
    Type.Object({
      panel: Type.Optional(Detail),
      voice: Type.Optional(Detail),
      storage: Type.Optional(Detail),
    }),
  ),
  /** The settings in force, and why the last ones pushed were not taken. */
  settings: Type.Optional(
    Type.Object({ revision: Type.Integer({ minimum: 0 }), refused: Type.Optional(Detail) }),
  ),
  /** End of the certificate it shows at the broker; the hub sends it another in time. */
  certificateUntil: Type.Optional(Timestamp),
});
export type Heartbeat = Static<typeof Heartbeat>;
export const heartbeat = Codec.of(Heartbeat);
