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
  webhook: {
    type: 'string',
    default: '',
    help: 'address every step of every alarm is posted to; nowhere if not given',
    pattern: /^(https?:\/\/[^\s/@?#]+([/?]\S*)?)?$/,
    expected: 'http://… or https://… without user and password',
  },
  'webhook-secret-file': {
    type: 'string',
    default: '',
    help: 'file with the secret the webhook is signed with',
    expected: 'a path',
  },
  'webhook-names': {
    type: 'boolean',
    default: false,
    help: 'whether the webhook names clerks and supervisors',
  },
  syslog: {
    type: 'string',
    default: '',
    help: 'syslog collector that is told of alarms; none if not given',
    pattern:
      /^((udp|tcp):\/\/(\[[0-9a-fA-F:.]+\]|[^\s/:@[\]?#]+)(:([1-9]\d{0,3}|[1-5]\d{4}|6[0-4]\d{3}|65[0-4]\d{2}|655[0-2]\d|6553[0-5]))?\/?)?$/,
    expected: 'udp://host:port or tcp://host:port',
  },
  'home-assistant': {
    type: 'string',
    default: '',
    help: 'MQTT broker of a Home Assistant that is shown counters and alarms; none if not given',
    pattern: /^(mqtts?:\/\/[^\s/]+\/?)?$/,
    expected: 'mqtt://host:port or mqtts://host:port',
  },
  'home-assistant-prefix': {
    type: 'string',
    default: 'homeassistant',
    help: 'beginning of the topics Home Assistant discovers by',
    pattern: /^[^\s/+#]+(\/[^\s/+#]+)*$/,
    expected: 'a topic without + and #',
  },
  'log-level': {
    type: 'choice',
    choices: ['debug', 'info', 'warn', 'error', 'silent'] as const,
    default: 'info',
    help: 'what is logged',
  },
} as const satisfies SettingDeclarations;
