import type { SettingDeclarations } from '#platform/settings.js';

/** Settings of `rating-hub`. */
export const hubSettings = {
  data: {
    type: 'string',
    default: './rating-hub-data',
    help: 'directory of everything the hub stores',
    expected: 'a path',
  },
  site: {
    type: 'string',
    default: './site.json',
    help: 'file that declares offices, counters and boxes',
    expected: 'a path',
  },
  host: {
    type: 'string',
    default: '127.0.0.1',
    help: 'address to listen on',
    expected: 'an address of this machine',
  },
  'http-port': {
    type: 'integer',
    min: 0,
    max: 65_535,
    default: 8080,
    help: 'port of pages and API; 0 picks a free one',
  },
  'mqtt-port': {
    type: 'integer',
    min: 0,
    max: 65_535,
    default: 1883,
    help: 'port of the embedded broker; 0 picks a free one',
  },
  broker: {
    type: 'string',
    default: 'embedded',
    help: 'the embedded broker, or the URL of another',
    pattern: /^(embedded|mqtts?:\/\/[^\s/]+\/?)$/,
    expected: 'embedded or mqtt://host:port',
  },
  'box-rate': {
    type: 'integer',
    min: 10,
    max: 1_000_000,
    default: 500,
    help: 'messages a second one box may send; faster ones are slowed',
  },
  'max-boxes': {
    type: 'integer',
    min: 1,
    max: 100_000,
    default: 10_000,
    help: 'most connections of the embedded broker',
  },
  'requests-per-minute': {
    type: 'integer',
    min: 10,
    max: 10_000_000,
    default: 3_000,
    help: 'HTTP requests one address may make',
  },
  'log-level': {
    type: 'choice',
    choices: ['debug', 'info', 'warn', 'error', 'silent'] as const,
    default: 'info',
    help: 'what is logged',
  },
} as const satisfies SettingDeclarations;
