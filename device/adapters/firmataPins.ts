import { LEVELS, type Level } from '#contract/values.js';
import { CodedError } from '#platform/errors.js';
import { type ExtraKey, KEYS, type Key } from '../ports/panel.js';
import type { LampName } from './lampPattern.js';

/** A pin by the number of the digital pin, or by the name of the analog input that is also a digital pin. */
export type PinName = number | `A${number}`;

/** All lamps, in the order in which they are written: the accepted lamp answers a press (W11). */
export const LAMPS: readonly LampName[] = ['accepted', ...LEVELS, 'more-time'];

/**
 * Where keys and lamps are on a board. Keys are buttons to ground: at power-on StandardFirmata drives every pin
 * low, so a button to 5 V would be a short circuit. Lamps are lit by a high pin.
 */
export interface PanelWiring<Pin = PinName> {
  readonly keys: Readonly<Record<Level, Pin> & Partial<Record<ExtraKey, Pin>>>;
  readonly lamps: Readonly<Record<Level | 'accepted', Pin> & Partial<Record<'more-time', Pin>>>;
}

/**
 * For an Arduino Uno, Nano or Leonardo: every lamp on a pin with brightness (PWM: 3, 5, 6, 9, 10, 11); the serial
 * line (0, 1) and the lamp on the board (13) left free.
 */
export const DEFAULT_WIRING: PanelWiring = {
  keys: { 5: 2, 4: 4, 3: 7, 2: 8, 1: 12, 'more-time': 'A0', language: 'A1' },
  lamps: { 5: 3, 4: 5, 3: 6, 2: 9, 1: 10, accepted: 11 },
};

/** The pins of the serial line come first. */
const LOWEST_PIN = 2;
/** The Firmata protocol numbers 128 pins and has 16 names for analog inputs. */
const HIGHEST_PIN = 127;
const HIGHEST_ANALOG = 15;
/** Its lamp and resistor pull an open key to ground. */
const BOARD_LAMP_PIN = 13;

/** Everything wrong with a wiring, whatever the board: no such pin, a pin wired twice, a key on pin 13. */
export function wiringFaults(wiring: PanelWiring): string[] {
  const faults: string[] = [];
  const seen = new Map<PinName, string>();
  for (const [name, pin] of wiredPins(wiring)) {
    if (!isPin(pin)) faults.push(`${name} on ${pin}: expected a pin from 2 to 127 or A0 to A15`);
    const other = seen.get(pin);
    if (other !== undefined) faults.push(`pin ${pin} is wired twice: to ${other} and to ${name}`);
    seen.set(pin, name);
  }
  for (const key of KEYS) {
    if (wiring.keys[key] !== BOARD_LAMP_PIN) continue;
    faults.push(`${nameOfKey(key)} on 13: the lamp on the board pulls that pin down, expected another`);
  }
  return faults;
}

/** Throws `CodedError` `panel/wiring`, naming all faults. */
export function checkWiring(wiring: PanelWiring): void {
  const faults = wiringFaults(wiring);
  if (faults.length > 0) throw new CodedError('panel/wiring', faults.join('; '));
}

/** Every wired pin with what is on it. */
export function wiredPins<Pin>({ keys, lamps }: PanelWiring<Pin>): Array<[name: string, pin: Pin]> {
  return [
    ...KEYS.map((key) => [nameOfKey(key), keys[key]] as const),
    ...LAMPS.map((lamp) => [nameOfLamp(lamp), lamps[lamp]] as const),
  ].filter((entry): entry is [string, Pin] => entry[1] !== undefined);
}

export const nameOfKey = (key: Key): string => (typeof key === 'number' ? `key ${key}` : `the key ${key}`);

export const nameOfLamp = (lamp: LampName): string =>
  typeof lamp === 'number' ? `lamp ${lamp}` : `the lamp ${lamp}`;

/** The same wiring with its pins named otherwise. */
export function mapPins<From, To>(
  { keys, lamps }: PanelWiring<From>,
  rename: (pin: From) => To,
): PanelWiring<To> {
  const each = <Pins extends object>(pins: Pins) =>
    Object.fromEntries(Object.entries(pins).map(([name, pin]) => [name, rename(pin)]));
  return { keys: each(keys), lamps: each(lamps) } as PanelWiring<To>;
}

function isPin(pin: PinName): boolean {
  if (typeof pin === 'number') return Number.isInteger(pin) && pin >= LOWEST_PIN && pin <= HIGHEST_PIN;
  return /^A\d+$/.test(pin) && Number(pin.slice(1)) <= HIGHEST_ANALOG;
}
