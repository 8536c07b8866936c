import { MAX_ISSUANCE_AGE_MS } from '#contract/limits.js';
import type { SettingDeclarations } from '#platform/settings.js';

const NAME = {
  pattern: /^[a-z0-9]+(-[a-z0-9]+)*$/,
  expected: 'lower-case letters, digits and hyphens',
} as const;

/** Settings of `rating-box`. */
export const boxSettings = {
  hub: {
    type: 'string',
    default: 'mqtt://127.0.0.1:1883',
    help: 'address of the hub',
    pattern: /^mqtts?:\/\/[^\s/]+\/?$/,
    expected: 'mqtt://host:port',
  },
  office: { type: 'string', default: 'office', help: 'office the box belongs to', ...NAME },
  box: { type: 'string', default: 'box-1', help: 'id of the box', ...NAME },
  data: {
    type: 'string',
    default: './rating-box-data',
    help: 'directory of everything the box stores',
    expected: 'a path',
  },
  serial: {
    type: 'string',
    default: '/dev/ttyACM0',
    help: 'serial port of the Firmata board',
    expected: 'a path',
  },
  voice: {
    type: 'choice',
    choices: ['wav', 'silent'] as const,
    default: 'wav',
    help: 'how prompts are spoken',
  },
  prompts: {
    type: 'string',
    default: '',
    help: 'directory of rendered prompts; the one of the installation if not given',
    expected: 'a path',
  },
  recordings: {
    type: 'string',
    default: '',
    help: 'directory of recorded prompts, which come before rendered ones',
    expected: 'a path',
  },
  player: {
    type: 'string',
    default: 'aplay -q',
    help: 'command that plays a WAV file',
    expected: 'a command',
  },
  'max-age-ms': {
    type: 'integer',
    min: 2_000,
    max: 60_000,
    default: MAX_ISSUANCE_AGE_MS,
    help: 'no window is opened for an issuance older than this',
  },
  'log-level': {
    type: 'choice',
    choices: ['debug', 'info', 'warn', 'error', 'silent'] as const,
    default: 'info',
    help: 'what is logged',
  },
} as const satisfies SettingDeclarations;
