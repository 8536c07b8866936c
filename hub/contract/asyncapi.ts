import { ack, boxCommand } from './commands.js';
import { boxEvent } from './events.js';
import { boxStatus, heartbeat } from './presence.js';
import type { Codec } from './schema.js';
import { type Channel, topicOf } from './topics.js';

interface ChannelFacts {
  readonly message: string;
  readonly codec: Codec<never>;
  readonly summary: string;
  /** From the hub's point of view. */
  readonly action: 'send' | 'receive';
  readonly retain?: boolean;
}

const codecOf = (codec: Codec<unknown>): Codec<never> => codec as Codec<never>;

/** What each channel carries; the codecs the programs use, and nothing written twice. */
export const channels: Readonly<Record<Channel, ChannelFacts>> = {
  evt: {
    message: 'event',
    codec: codecOf(boxEvent),
    summary: 'What happened at the box, numbered, resent until acknowledged',
    action: 'receive',
  },
  state: {
    message: 'status',
    codec: codecOf(boxStatus),
    summary: 'Presence; also the last will',
    action: 'receive',
    retain: true,
  },
  beat: {
    message: 'heartbeat',
    codec: codecOf(heartbeat),
    summary: 'Health and numbering, every 14 s',
    action: 'receive',
  },
  ack: {
    message: 'ack',
    codec: codecOf(ack),
    summary: 'Events that are durably stored at the hub',
    action: 'send',
  },
  cmd: {
    message: 'command',
    codec: codecOf(boxCommand),
    summary: 'What the hub asks of the box',
    action: 'send',
  },
};

/** The AsyncAPI 3 document of the MQTT interface. */
export function asyncApiDocument(version: string): object {
  const names = Object.keys(channels) as Channel[];
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'counter-rating MQTT',
      version,
      description: 'MQTT 3.1.1, QoS 1, clean sessions, payloads of JSON up to 16 KiB.',
    },
    defaultContentType: 'application/json',
    channels: Object.fromEntries(names.map((name) => [name, channel(name, channels[name])])),
    operations: Object.fromEntries(
      names.map((name) => [`${channels[name].action}-${name}`, operation(name, channels[name])]),
    ),
    components: {
      messages: Object.fromEntries(
        names.map((name) => [
          channels[name].message,
          { summary: channels[name].summary, payload: channels[name].codec.schema },
        ]),
      ),
    },
  };
}

function channel(name: Channel, { message, summary }: ChannelFacts): object {
  return {
    address: topicOf('{office}', '{box}', name),
    description: summary,
    parameters: { office: { description: 'id of the office' }, box: { description: 'id of the rating box' } },
    messages: { [message]: { $ref: `#/components/messages/${message}` } },
  };
}

function operation(name: Channel, { action, summary, retain, message }: ChannelFacts): object {
  return {
    action,
    summary,
    channel: { $ref: `#/channels/${name}` },
    messages: [{ $ref: `#/channels/${name}/messages/${message}` }],
    bindings: { mqtt: { qos: 1, retain: retain ?? false, bindingVersion: '0.2.0' } },
  };
}
