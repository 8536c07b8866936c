import { generate, type Packet } from 'mqtt-packet';
import { eventShapes } from '#contract/events.js';
import { boxStatus, heartbeat } from '#contract/presence.js';
import type { Dice } from './dice.js';
import { hostileMessage, hostileText } from './hostileJson.js';
import { valid } from './valid.js';

/** Things worth knowing to an attacker; a real one would know fewer. */
export interface Knowledge {
  /** Of windows that belong to others. */
  readonly windows: readonly string[];
  readonly issuances: readonly string[];
}

const OFFICES = ['east', 'west', 'north'];
const BOXES = ['box-1', 'box-2', 'box-3', 'box-w1', 'box-99'];
const UNSEALED = 'box-4';
const CHANNELS = ['evt', 'state', 'beat', 'ack', 'cmd', 'meta'];
const STRANGE_TOPICS = [
  '#',
  '+/+',
  '$SYS/broker/uptime',
  '$share/g/rating/v1/+/+/evt',
  'rating/v1/east/+/cmd',
  '',
  '/',
  'rating/v1//box-3/evt',
  'a'.repeat(3_000),
];
const KINDS = Object.values(eventShapes);
const DAY_MS = 86_400_000;

/** Numbers that a box should not give. */
const forgedSeq = (dice: Dice): number =>
  dice.pick([1, 2, 3, dice.between(1, 50), dice.below(10_000), 2 ** 31, 2 ** 53 - 1]);

function event(dice: Dice, { windows, issuances }: Knowledge): unknown {
  const at = new Date(
    Date.now() + dice.pick([0, 0, -1_000, DAY_MS, -400 * DAY_MS, 5_000 * DAY_MS]),
  ).toISOString();
  const known = {
    ...{
      window: windows,
      issuance: issuances,
      offered: windows,
      epoch: ['a'.repeat(16), 'b'.repeat(16)],
      at: [at],
    },
    seq: [forgedSeq(dice)],
  };
  return valid(dice.pick(KINDS), dice, known);
}

function content(box: string, channel: string, dice: Dice, knowledge: Knowledge): Buffer {
  if (dice.chance(0.05)) return dice.bytes(dice.pick([0, 1, 100, 16_384, 16_385, 17_408]));
  const known = { epoch: ['a'.repeat(16), 'b'.repeat(16)], lastSeq: [0, 5, 2 ** 53 - 1] };
  const shape = channel === 'beat' ? heartbeat.schema : boxStatus.schema;
  const value =
    channel === 'beat' || channel === 'state' ? valid(shape, dice, known) : event(dice, knowledge);
  // One that announces no key is not asked for seals, so that what it says is looked at.
  if (box === UNSEALED) delete (value as { publicKey?: unknown }).publicKey;
  return dice.chance(0.5) ? Buffer.from(JSON.stringify(value)) : hostileMessage(value, dice);
}

/** A publish of a known box: mostly on its own topics, where it is heard. */
export function publish(box: string, dice: Dice, knowledge: Knowledge, messageId: number): Packet {
  const channel = dice.chance(0.9) ? dice.pick(['evt', 'evt', 'evt', 'beat', 'state']) : dice.pick(CHANNELS);
  const own = `rating/v1/east/${box}/${channel}`;
  const foreign = `rating/v1/${dice.pick(OFFICES)}/${dice.pick(BOXES)}/${channel}`;
  const topic = dice.chance(0.998) ? own : dice.chance(0.7) ? foreign : dice.pick(STRANGE_TOPICS);
  return {
    ...{ cmd: 'publish', topic, payload: content(box, channel, dice, knowledge), messageId },
    ...{ qos: dice.chance(0.995) ? 1 : dice.pick([0, 0, 0, 2] as const), dup: dice.chance(0.2) },
    retain: channel === 'state' ? dice.chance(0.5) : dice.chance(0.001),
  };
}

export const greeting = (box: string): Packet => ({
  ...{
    cmd: 'connect',
    protocolId: 'MQTT',
    protocolVersion: 4,
    clean: true,
    clientId: box,
    username: box,
    keepalive: 30,
  },
});

/** What comes from somebody the hub does not know, or before anybody is known: packets of any kind, whole and harmed. */
export function stranger(dice: Dice): Buffer {
  if (dice.chance(0.15)) return dice.bytes(dice.between(1, 200));
  const bytes = encoded(strangePacket(dice));
  return dice.chance(0.6) ? dice.harm(bytes) : bytes;
}

function strangePacket(dice: Dice): Packet {
  const messageId = dice.between(1, 65_535);
  const topic = dice.chance(0.5)
    ? dice.pick(STRANGE_TOPICS) || 'x'
    : `rating/v1/${dice.pick(OFFICES)}/${dice.pick(BOXES)}/${dice.pick(CHANNELS)}`;
  switch (dice.below(8)) {
    case 0:
    case 1:
      return {
        ...{
          cmd: 'connect',
          protocolId: 'MQTT',
          protocolVersion: dice.pick([3, 4, 5] as const),
          keepalive: dice.below(65_536),
        },
        ...{ clean: dice.chance(0.7), clientId: dice.pick([...BOXES.slice(2), 'nobody', 'x'.repeat(500)]) },
        ...{ username: dice.pick(['box-3', 'root', 'nobody']), password: Buffer.from(hostileText(dice)) },
        ...(dice.chance(0.5)
          ? { will: { topic, payload: dice.bytes(dice.below(300)), qos: 1 as const, retain: true } }
          : {}),
      } as Packet;
    case 2:
      return { cmd: 'subscribe', messageId, subscriptions: [{ topic, qos: dice.pick([0, 1, 2] as const) }] };
    case 3:
      return { cmd: 'unsubscribe', messageId, unsubscriptions: [topic] };
    case 4:
      return { cmd: dice.pick(['puback', 'pubrec', 'pubrel', 'pubcomp'] as const), messageId };
    case 5:
      return { cmd: dice.pick(['pingreq', 'disconnect', 'pingresp'] as const) };
    default:
      return {
        cmd: 'publish',
        topic,
        payload: dice.bytes(dice.below(500)),
        qos: 1,
        messageId,
        dup: false,
        retain: dice.chance(0.5),
      };
  }
}

/** Nothing for a packet that not even the generator can write. */
export function encoded(packet: Packet): Buffer {
  try {
    return generate(packet);
  } catch {
    return Buffer.from([0xc0, 0x00]);
  }
}

/** Announces more than is taken, and the beginning of it. */
export const giant = (dice: Dice): Buffer =>
  Buffer.concat([Buffer.from([0x32, 0xff, 0xff, 0xff, 0x7f]), dice.bytes(4_000)]);
