import { EventEmitter } from 'node:events';
import type { Firmata } from 'firmata-io';

/**
 * What johnny-five takes for its board (an IO plugin), while the Firmata object behind it is replaced at every
 * reconnection. johnny-five keeps each `Board` and `Led` it ever made in module tables; with this in between, one
 * set of them serves for good. Writes without a board behind are dropped.
 */
export class LampIo extends EventEmitter {
  readonly name = 'Firmata';
  readonly isReady = true;
  readonly HIGH = 1;
  readonly LOW = 0;
  readonly MODES: Firmata['MODES'];
  readonly RESOLUTION: Firmata['RESOLUTION'];
  readonly pins: Firmata['pins'];
  readonly analogPins: Firmata['analogPins'];
  private target: Firmata | undefined;

  /** Takes over what kind of board it is from the first one. */
  constructor(model: Firmata) {
    super();
    this.MODES = model.MODES;
    this.RESOLUTION = model.RESOLUTION;
    this.pins = model.pins;
    this.analogPins = model.analogPins;
  }

  connect(target: Firmata | undefined): void {
    this.target = target;
  }

  pinMode(pin: number, mode: number): void {
    this.target?.pinMode(pin, mode);
  }

  digitalWrite(pin: number, value: number): void {
    this.target?.digitalWrite(pin, value);
  }

  analogWrite(pin: number, value: number): void {
    this.target?.analogWrite(pin, value);
  }
}
