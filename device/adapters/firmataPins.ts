import { LEVELS, type Level } from '#contract/values.js';
import { CodedError } from '#platform/errors.js';

/**
 * Digital pins of a Firmata board. Keys are buttons to ground: at power-on StandardFirmata drives every pin low,
 * so a button to 5 V would be a short circuit. Lamps are lit by a high pin.
 */
export interface PanelWiring {
  readonly keys: Readonly<Record<Level, number>>;
  readonly keyLamps: Readonly<Record<Level, number>>;
  readonly acceptedLamp: number;
}

/** For an Arduino Uno; leaves the serial line (0, 1) and the boot lamp (13) free. */
export const DEFAULT_WIRING: PanelWiring = {
  keys: { 5: 2, 4: 3, 3: 4, 2: 5, 1: 6 },
  keyLamps: { 5: 8, 4: 9, 3: 10, 2: 11, 1: 12 },
  acceptedLamp: 7,
};

/** Throws `CodedError` `panel/wiring` when a pin is used twice or is no pin beyond the serial line (0, 1). */
export function checkWiring(wiring: PanelWiring): void {
  const seen = new Set<number>();
  for (const pin of wiredPins(wiring)) {
    if (!Number.isInteger(pin) || pin < 2) {
      throw new CodedError('panel/wiring', `pin ${pin} cannot be wired: expected a whole number from 2`);
    }
    if (seen.has(pin)) {
      throw new CodedError('panel/wiring', `pin ${pin} is wired twice: expected eleven different pins`);
    }
    seen.add(pin);
  }
}

export const keyPins = (wiring: PanelWiring): number[] => LEVELS.map((level) => wiring.keys[level]);

export const lampPins = (wiring: PanelWiring): number[] => [
  ...LEVELS.map((level) => wiring.keyLamps[level]),
  wiring.acceptedLamp,
];

const wiredPins = (wiring: PanelWiring): number[] => [...keyPins(wiring), ...lampPins(wiring)];
