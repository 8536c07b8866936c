import { DEFAULT_WIRING, mapPins, type PanelWiring } from '../../device/adapters/firmataPins.js';
import { standardFirmata } from './firmware.js';

/** What makes a board on an ATmega328P this board: its program, and what is soldered to it. */
export interface BoardDesign {
  /** Path of an Intel HEX file for the ATmega328P at 16 MHz. */
  readonly program: string;
  /** Digital pins in Arduino numbering, 2–19: keys to ground, lamps lit by a high pin. */
  readonly wiring: PanelWiring<number>;
}

/** Digital pin of the analog input A0 of an Uno. */
const FIRST_ANALOG = 14;

/** An Uno with StandardFirmata, wired as a rating box expects or otherwise. */
export const firmataUno = (
  wiring: PanelWiring = DEFAULT_WIRING,
  program: string = standardFirmata(),
): BoardDesign => ({
  program,
  wiring: mapPins(wiring, (pin) => (typeof pin === 'number' ? pin : FIRST_ANALOG + Number(pin.slice(1)))),
});
