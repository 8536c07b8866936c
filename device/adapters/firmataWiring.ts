import { LEVELS, type Level } from '#contract/values.js';
import { CodedError } from '#platform/errors.js';
import { DEFAULT_WIRING, type PanelWiring, type PinName, wiringFaults } from './firmataPins.js';

/** Wirings by name. */
export const PRESETS: Readonly<Record<string, PanelWiring>> = {
  uno: DEFAULT_WIRING,
  /** Its headers lack 11–13, and have only five pins with brightness; the accepted lamp does not need it. */
  'pro-micro': {
    keys: { 5: 2, 4: 4, 3: 7, 2: 8, 1: 16, 'more-time': 'A0', language: 'A1' },
    lamps: { 5: 3, 4: 5, 3: 6, 2: 9, 1: 10, accepted: 14 },
  },
};

const FIVE = ['keys', 'lamps'] as const;
const OPTIONAL = ['more-time', 'language', 'more-time-lamp'] as const;
const PARTS: readonly string[] = [...FIVE, 'accepted', ...OPTIONAL];
const NONE = 'none';
/** Much longer than any wiring. */
const MOST_CHARACTERS = 300;

/** What was given for each part; the five of `keys` and `lamps` are from level 5 to level 1. */
type Parts = Map<string, readonly PinName[]>;

/**
 * Reads a wiring from one line of words, in any order:
 *
 *     uno
 *     uno accepted=13 more-time-lamp=11 language=none
 *     keys=2,4,7,8,12 lamps=3,5,6,9,10 accepted=11 more-time=A0 language=A1 more-time-lamp=13
 *
 * A preset (`PRESETS`) comes first in effect wherever it stands; parts given beside it replace its own. Without one,
 * `keys`, `lamps` (each five pins, for the levels 5, 4, 3, 2, 1) and `accepted` must be given; the other parts may
 * be, and `none` leaves one out. Pins are digital pins, or `A0` … for an analog input used as a digital pin.
 *
 * Throws `CodedError` `panel/wiring`, naming everything that is wrong and what was expected.
 */
export function parseWiring(text: string): PanelWiring {
  const faults: string[] = [];
  const parts = readParts(text.slice(0, MOST_CHARACTERS + 1), faults);
  if (text.length > MOST_CHARACTERS) faults.unshift(`longer than ${MOST_CHARACTERS} characters`);
  for (const part of [...FIVE, 'accepted']) {
    if (!parts.has(part)) faults.push(`${part} is missing`);
  }
  const wiring = faults.length === 0 ? assemble(parts) : undefined;
  if (wiring !== undefined) faults.push(...wiringFaults(wiring));
  if (wiring === undefined || faults.length > 0) {
    throw new CodedError('panel/wiring', `the wiring of the board: ${faults.join('; ')}`);
  }
  return wiring;
}

/** The wiring as `parseWiring` reads it, without a preset. */
export function formatWiring(wiring: PanelWiring): string {
  return [...partsOf(wiring)].map(([part, pins]) => `${part}=${pins.join(',')}`).join(' ');
}

function readParts(text: string, faults: string[]): Parts {
  const base: Parts = new Map();
  const given: Parts = new Map();
  let preset: string | undefined;
  for (const word of text.split(/\s+/).filter((each) => each !== '')) {
    const [part, value, ...more] = word.split('=');
    if (part === undefined) continue;
    if (value === undefined) {
      if (preset !== undefined) faults.push(`two presets, ${preset} and ${part}: expected one`);
      preset = part;
      usePreset(part, base, faults);
    } else if (!PARTS.includes(part) || more.length > 0) {
      faults.push(`"${word}": expected ${PARTS.join('=, ')}= or a preset`);
    } else if (given.has(part)) {
      faults.push(`${part} is given twice`);
    } else {
      given.set(part, readPins(part, value, faults));
    }
  }
  const parts = new Map([...base, ...given]);
  // A part that was left out with `none` is as if it had never been there.
  for (const part of OPTIONAL) if (parts.get(part)?.length === 0) parts.delete(part);
  return parts;
}

function usePreset(name: string, base: Parts, faults: string[]): void {
  const preset = Object.hasOwn(PRESETS, name) ? PRESETS[name] : undefined;
  if (preset === undefined) {
    faults.push(`"${name}" is no preset: expected ${Object.keys(PRESETS).join(' or ')}`);
    return;
  }
  for (const [part, pins] of partsOf(preset)) base.set(part, pins);
}

/** No pins for `none`. Pins that cannot be read are faults, and stand for nothing. */
function readPins(part: string, value: string, faults: string[]): PinName[] {
  if (value === NONE && (OPTIONAL as readonly string[]).includes(part)) return [];
  const wanted = (FIVE as readonly string[]).includes(part) ? LEVELS.length : 1;
  const pins = value.split(',');
  if (pins.length !== wanted) {
    const each = wanted === 1 ? 'one pin' : `${wanted} pins, for the levels ${LEVELS.join(', ')}`;
    faults.push(`${part} has ${value === '' ? 0 : pins.length} pins: expected ${each}`);
  }
  return pins.flatMap((pin) => {
    const name = readPin(pin);
    if (name === undefined && pin !== '')
      faults.push(`${part}: "${pin}" is no pin, expected one like 7 or A0`);
    return name ?? [];
  });
}

function readPin(text: string): PinName | undefined {
  const found = /^(A?)(\d{1,3})$/i.exec(text);
  if (found === null) return undefined;
  const number = Number(found[2]);
  return found[1] === '' ? number : `A${number}`;
}

function partsOf({ keys, lamps }: PanelWiring): Parts {
  const one = (pin: PinName | undefined): PinName[] => (pin === undefined ? [] : [pin]);
  const parts: Parts = new Map([
    ['keys', LEVELS.map((level) => keys[level])],
    ['lamps', LEVELS.map((level) => lamps[level])],
    ['accepted', one(lamps.accepted)],
    ['more-time', one(keys['more-time'])],
    ['language', one(keys.language)],
    ['more-time-lamp', one(lamps['more-time'])],
  ]);
  for (const part of OPTIONAL) if (parts.get(part)?.length === 0) parts.delete(part);
  return parts;
}

/** Of parts that are complete; throws `CodedError` `panel/wiring` for what is not. */
function assemble(parts: Parts): PanelWiring {
  const moreTime = parts.get('more-time')?.[0];
  const language = parts.get('language')?.[0];
  const moreTimeLamp = parts.get('more-time-lamp')?.[0];
  return {
    keys: {
      ...five(parts, 'keys'),
      ...(moreTime === undefined ? {} : { 'more-time': moreTime }),
      ...(language === undefined ? {} : { language }),
    },
    lamps: {
      ...five(parts, 'lamps'),
      accepted: pinOf(parts, 'accepted', 0),
      ...(moreTimeLamp === undefined ? {} : { 'more-time': moreTimeLamp }),
    },
  };
}

const five = (parts: Parts, part: string): Record<Level, PinName> => ({
  5: pinOf(parts, part, 0),
  4: pinOf(parts, part, 1),
  3: pinOf(parts, part, 2),
  2: pinOf(parts, part, 3),
  1: pinOf(parts, part, 4),
});

function pinOf(parts: Parts, part: string, index: number): PinName {
  const pin = parts.get(part)?.[index];
  if (pin === undefined) throw new CodedError('panel/wiring', `${part} has no pin number ${index + 1}`);
  return pin;
}
