import type { SettingDeclarations } from '#platform/settings.js';
import { DEFAULT_PAD_FRAMING, PAD_BAUD_RATE, PAD_FRAMINGS } from './adapters/serialPadFraming.js';

const NAME = {
  pattern: /^[a-z0-9]+(-[a-z0-9]+)*$/,
  expected: 'lower-case letters, digits and hyphens',
} as const;

/** What a box can have before it; `screen` may stand beside any of the others. */
export const PANELS = ['firmata', 'serial-pad', 'hid', 'screen'] as const;
export type PanelName = (typeof PANELS)[number];

/** Settings of `rating-box`. */
export const boxSettings = {
  hub: {
    type: 'string',
    default: '',
    help: "address of the hub's broker; an enrolled box knows it",
    pattern: /^mqtts?:\/\/[^\s/]+\/?$/,
    expected: 'mqtt://host:port',
  },
  office: {
    type: 'string',
    default: '',
    help: 'office the box is set up for; an enrolled box knows it',
    ...NAME,
  },
  box: { type: 'string', default: '', help: 'id of the box; an enrolled box knows it', ...NAME },
  data: {
    type: 'string',
    default: './rating-box-data',
    help: 'directory of everything the box stores',
    expected: 'a path',
  },
  panel: {
    type: 'string',
    default: 'firmata',
    help: 'what the citizen presses: firmata, serial-pad, hid, screen, or one of them with the screen, e.g. hid,screen',
    pattern: /^(firmata|serial-pad|hid)(,screen)?$|^screen$/,
    expected: 'firmata, serial-pad or hid, each with ,screen if there is one, or screen',
  },
  serial: {
    type: 'string',
    default: '/dev/ttyACM0',
    help: 'serial port of the Firmata board or the serial pad',
    expected: 'a path',
  },
  pins: {
    type: 'string',
    default: 'uno',
    help: 'how keys and lamps are wired to the Firmata board; see WIRING.md',
    expected: 'a preset or a pin map',
  },
  baud: {
    type: 'integer',
    ...PAD_BAUD_RATE,
    help: 'speed of the line to the serial pad',
  },
  framing: {
    type: 'choice',
    choices: PAD_FRAMINGS,
    default: DEFAULT_PAD_FRAMING,
    help: 'data bits, parity and stop bits of the line to the serial pad',
  },
  hid: {
    type: 'choice',
    choices: ['auto', 'xk-8', 'stream-deck-mini'] as const,
    default: 'auto',
    help: 'model of the USB pad',
  },
  'screen-port': {
    type: 'integer',
    min: 1,
    max: 65_535,
    default: 8480,
    help: 'port on 127.0.0.1 of the page for the touch screen',
  },
  voice: {
    type: 'choice',
    choices: ['wav', 'silent'] as const,
    default: 'wav',
    help: 'how prompts are spoken',
  },
  synthesiser: {
    type: 'choice',
    choices: ['auto', 'espeak-ng', 'say', 'none'] as const,
    default: 'auto',
    help: 'what speaks prompts that were not recorded',
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
  cache: {
    type: 'string',
    default: '',
    help: 'directory of prompts synthesised here; below the data directory if not given',
    expected: 'a path',
  },
  runtime: {
    type: 'string',
    default: '',
    help: 'directory of sounds made quieter, best in memory; the data directory if not given',
    expected: 'a path',
  },
  player: {
    type: 'string',
    default: '',
    help: 'command that plays a WAV file; the one of the system if not given',
    expected: 'a command',
  },
  'log-level': {
    type: 'choice',
    choices: ['debug', 'info', 'warn', 'error', 'silent'] as const,
    default: 'info',
    help: 'what is logged',
  },
} as const satisfies SettingDeclarations;
