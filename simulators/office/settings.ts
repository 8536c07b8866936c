import type { SettingDeclarations } from '#platform/settings.js';

/** Settings of `rating-sim office`. */
export const officeSettings = {
  counters: { type: 'integer', min: 1, max: 40, default: 6, help: 'counters of the office' },
  board: {
    type: 'string',
    default: 'simulated',
    help: 'board at the first counter',
    pattern: /^(simulated|none|\/\S+|COM\d+)$/,
    expected: 'simulated, none, or the serial port of a real one',
  },
  speed: {
    type: 'integer',
    min: 1,
    max: 1_000,
    default: 30,
    help: 'how much faster than life citizens arrive; windows keep their length',
  },
  visits: { type: 'integer', min: 1, max: 100_000, default: 250, help: 'visits of one office day of 8 h' },
  silence: {
    type: 'integer',
    min: 0,
    max: 100,
    default: 5,
    help: 'percent of citizens who leave without pressing',
  },
  dissatisfaction: {
    type: 'integer',
    min: 0,
    max: 100,
    default: 4,
    help: 'percent of pressing citizens who are dissatisfied',
  },
  'supervisor-s': {
    type: 'integer',
    min: 0,
    max: 3_600,
    default: 90,
    help: 'seconds after which the simulated supervisor takes an alarm; 0 leaves all to you',
  },
  faults: {
    type: 'integer',
    min: 0,
    max: 3_600,
    default: 0,
    help: 'faults an hour: cut links, killed boxes, unplugged panels',
  },
  seed: { type: 'integer', min: 0, max: 4_294_967_295, default: 1, help: 'the same seed gives the same day' },
  data: {
    type: 'string',
    default: '',
    help: 'directory to keep everything in; a temporary one if not given',
    expected: 'a path',
  },
  host: {
    type: 'string',
    default: '127.0.0.1',
    help: 'address to listen on',
    expected: 'an address of this machine',
  },
  'http-port': { type: 'integer', min: 0, max: 65_535, default: 8080, help: 'port of the dashboards' },
  'panel-port': { type: 'integer', min: 0, max: 65_535, default: 8090, help: 'port of the virtual panels' },
  'mqtt-port': {
    type: 'integer',
    min: 0,
    max: 65_535,
    default: 0,
    help: 'port of the embedded broker; 0 picks a free one',
  },
  broker: {
    type: 'string',
    default: 'embedded',
    help: 'broker of the hub',
    pattern: /^(embedded|mqtt:\/\/[^\s/]+\/?)$/,
    expected: 'embedded or mqtt://host:port',
  },
  'log-level': {
    type: 'choice',
    choices: ['debug', 'info', 'warn', 'error', 'silent'] as const,
    default: 'error',
    help: 'what the hub logs',
  },
} as const satisfies SettingDeclarations;
