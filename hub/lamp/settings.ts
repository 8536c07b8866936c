import type { SettingDeclarations } from '#platform/settings.js';

export const LIGHT_NAMES = ['patlite', 'busylight', 'relay'] as const;
export type LightName = (typeof LIGHT_NAMES)[number];

const relayFor = (what: string, number: number) =>
  ({ type: 'integer', min: 1, max: 8, default: number, help: `relay that switches ${what}` }) as const;

/** Settings of `rating-hub lamp`. */
export const lampSettings = {
  hub: {
    type: 'string',
    default: 'http://127.0.0.1:8080',
    help: 'address of the hub',
    pattern: /^https?:\/\/[^\s/]+$/,
    expected: 'https://host:port',
  },
  authority: {
    type: 'string',
    default: '',
    help: "file with the hub's authority, PEM; needed unless this machine trusts it already",
    expected: 'a path',
  },
  'token-file': {
    type: 'string',
    default: '',
    help: 'file with the token that the hub made for this lamp',
    expected: 'a path',
  },
  office: {
    type: 'string',
    default: '',
    help: 'office whose alarms it shows; must be given',
    pattern: /^$|^(?=.{1,32}$)[a-z0-9]+(-[a-z0-9]+)*$/,
    expected: 'the id of an office of the site file, such as east',
  },
  name: {
    type: 'string',
    default: 'desk-1',
    help: 'what the hub calls this lamp; another one for each lamp of an office',
    pattern: /^(?=.{1,32}$)[a-z0-9]+(-[a-z0-9]+)*$/,
    expected: 'small letters, digits and hyphens, such as desk-1',
  },
  light: { type: 'choice', choices: LIGHT_NAMES, default: 'patlite', help: 'kind of light' },
  device: {
    type: 'string',
    default: '',
    help: 'the only device to use; whichever there is if not given',
    expected: 'a path such as /dev/hidraw3, /dev/ttyUSB0 or COM3',
  },
  bell: {
    type: 'boolean',
    default: false,
    help: 'sounds too, in the rhythm of the chime: the buzzer of the light, or the bell on a relay',
  },
  volume: {
    type: 'integer',
    min: 1,
    max: 10,
    default: 5,
    help: 'loudness of the buzzer of patlite and busylight',
  },
  'relay-high': relayFor('the light of very dissatisfied', 1),
  'relay-medium': relayFor('the light of dissatisfied', 1),
  'relay-acknowledged': relayFor('the light of being attended to', 1),
  'relay-disconnected': relayFor('the light of a hub out of reach', 1),
  'relay-bell': relayFor('the bell', 2),
  'log-level': {
    type: 'choice',
    choices: ['debug', 'info', 'warn', 'error', 'silent'] as const,
    default: 'info',
    help: 'what is logged',
  },
} as const satisfies SettingDeclarations;
