import type { Firmata } from 'firmata-io';
import { KEYS } from '../ports/panel.js';
import {
  LAMPS,
  mapPins,
  nameOfKey,
  nameOfLamp,
  type PanelWiring,
  type PinName,
  wiredPins,
} from './firmataPins.js';
import type { LampName } from './lampPattern.js';

export interface FittedWiring {
  /** With the numbers this board gives its pins. */
  readonly wiring: PanelWiring<number>;
  /** Lamps on pins without PWM: they are on or off. */
  readonly undimmed: readonly LampName[];
}

/** The wiring on a board that has reported its pins; or, in words, everything about the board that does not fit. */
export function fitWiring(wiring: PanelWiring, io: Firmata): FittedWiring | { readonly unfit: string } {
  const unknown = wiredPins(wiring)
    .filter(([, pin]) => pinOf(pin, io) === undefined)
    .map(([name, pin]) => `the board has no pin ${pin} for ${name}`);
  if (unknown.length > 0) return { unfit: unknown.join('; ') };
  const fitted = mapPins(wiring, (pin) => pinOf(pin, io) ?? Number.NaN);
  const faults = [...lacking(fitted, io), ...shared(fitted)];
  if (faults.length > 0) return { unfit: faults.join('; ') };
  const dims = (pin: number | undefined) => pin === undefined || can(io, pin, io.MODES.PWM);
  return { wiring: fitted, undimmed: LAMPS.filter((lamp) => !dims(fitted.lamps[lamp])) };
}

/** Not by `io.analogPins`, which is in the order of the pins: on a Leonardo A6 comes before A0. */
function pinOf(pin: PinName, io: Firmata): number | undefined {
  if (typeof pin === 'number') return io.pins[pin] === undefined ? undefined : pin;
  const channel = Number(pin.slice(1));
  const number = io.pins.findIndex(({ analogChannel }) => analogChannel === channel);
  return number < 0 ? undefined : number;
}

function lacking({ keys, lamps }: PanelWiring<number>, io: Firmata): string[] {
  const faults: string[] = [];
  for (const key of KEYS) {
    const pin = keys[key];
    if (pin === undefined || can(io, pin, io.MODES.PULLUP)) continue;
    faults.push(`pin ${pin} of the board cannot be ${nameOfKey(key)}: it has no pull-up`);
  }
  for (const lamp of LAMPS) {
    const pin = lamps[lamp];
    if (pin === undefined || can(io, pin, io.MODES.OUTPUT)) continue;
    faults.push(`pin ${pin} of the board cannot be ${nameOfLamp(lamp)}: it is no output`);
  }
  return faults;
}

/** A pin with a number and a name of an analog input, wired under both. */
function shared(wiring: PanelWiring<number>): string[] {
  const seen = new Map<number, string>();
  const faults: string[] = [];
  for (const [name, pin] of wiredPins(wiring)) {
    const other = seen.get(pin);
    if (other !== undefined)
      faults.push(`pin ${pin} of the board is wired twice: to ${other} and to ${name}`);
    seen.set(pin, name);
  }
  return faults;
}

const can = (io: Firmata, pin: number, mode: number): boolean =>
  io.pins[pin]?.supportedModes.includes(mode) === true;
