import { ContractError } from './errors.js';
import type { BoxId, OfficeId } from './values.js';

/** Channels below `rating/v1/{office}/{box}/`; `evt`, `state` and `beat` go up, `ack` and `cmd` come down. */
export const UP_CHANNELS = ['evt', 'state', 'beat'] as const;
export const DOWN_CHANNELS = ['ack', 'cmd'] as const;
export type UpChannel = (typeof UP_CHANNELS)[number];
export type DownChannel = (typeof DOWN_CHANNELS)[number];
export type Channel = UpChannel | DownChannel;

export interface BoxTopic {
  readonly office: OfficeId;
  readonly box: BoxId;
  readonly channel: Channel;
}

const PREFIX = 'rating/v1';
const TOPIC =
  /^rating\/v1\/([a-z0-9]+(?:-[a-z0-9]+)*)\/([a-z0-9]+(?:-[a-z0-9]+)*)\/(evt|state|beat|ack|cmd)$/;

export const topicOf = (office: OfficeId, box: BoxId, channel: Channel): string =>
  `${PREFIX}/${office}/${box}/${channel}`;

/** What the hub subscribes to for one channel of all boxes. */
export const everyBox = (channel: UpChannel): string => `${PREFIX}/+/+/${channel}`;

/** Takes a topic apart. Throws `ContractError` `bad-topic`. */
export function parseTopic(topic: string): BoxTopic {
  const [, office, box, channel] = TOPIC.exec(topic) ?? [];
  if (office === undefined || box === undefined || office.length > 32 || box.length > 32) {
    throw new ContractError('bad-topic', [
      { path: '', reason: 'topic must be rating/v1/{office}/{box}/{evt|state|beat|ack|cmd}' },
    ]);
  }
  return { office, box, channel: channel as Channel };
}

export const isUp = (channel: Channel): channel is UpChannel =>
  channel === 'evt' || channel === 'state' || channel === 'beat';
