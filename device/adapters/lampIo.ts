import { EventEmitter } from 'node:events';
import type { Firmata } from 'firmata-io';

/**
 * What johnny-five takes for its board (an IO plugin), while the Firmata object behind it is replaced at every
 * reconnection. johnny-five keeps each `Board` and `Led` it ever made in module tables; with this in between, one
 * set of them serves for good. Writes without a board behind are dropped.
 *
 * It does not call itself "Firmata": for that name johnny-five renumbers pins that are also analog inputs and takes
 * their brightness away, which on a Leonardo are the pins 6, 9 and 10.
 */
export class LampIo extends EventEmitter {
  readonly name = 'rating lamps';
  readonly isReady = true;
  readonly HIGH = 1;
  readonly LOW = 0;
  readonly MODES: Firmata['MODES'];
  readonly RESOLUTION: Firmata['RESOLUTION'];
  readonly pins: Firmata['pins'];
  private target: Firmata | undefined;

  /** Takes over what kind of board it is from the first one. */
  constructor(model: Firmata) {
    super();
    this.MODES = model.MODES;
    this.RESOLUTION = model.RESOLUTION;
    this.pins = model.pins;
  }

  get connected(): boolean {
    return this.target !== undefined;
  }

  connect(target: Firmata | undefined): void {
    this.target = target;
  }

  /** What `work` writes reaches the serial port as one piece. */
  together(work: () => void): void {
    const line = this.target?.transport;
    line?.cork();
    work();
    line?.uncork();
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
