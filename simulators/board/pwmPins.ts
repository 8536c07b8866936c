import { type CPU, timer0Config, timer1Config, timer2Config } from 'avr8js';

/** Arduino pins of the compare outputs A and B of each timer (ATmega328P, datasheet DS40002061A §1.1). */
const OUTPUTS = [
  { timer: timer0Config, pins: [6, 5] },
  { timer: timer1Config, pins: [9, 10] },
  { timer: timer2Config, pins: [11, 3] },
] as const;
/** COMnA1 and COMnB1 in TCCRnA: the timer drives the pin, not inverted. */
const DRIVEN = [0x80, 0x20] as const;
/** WGMn1 and WGMn0 of 8-bit fast PWM; phase-correct PWM has only the latter. */
const FAST = 0x03;

interface Output {
  readonly control: number;
  readonly driven: number;
  readonly compare: number;
}

/**
 * The pins that timers switch on and off quickly, as the Arduino core sets the timers up: 8-bit PWM, not inverted.
 * Read from the timers' registers, so that a duty is known at once and to the last bit.
 */
export class PwmPins {
  private readonly outputs = new Map<number, Output>();

  /** To be made after the timers; `changed` is called after each write that may change a duty. */
  constructor(
    private readonly cpu: CPU,
    changed: () => void,
  ) {
    for (const { timer, pins } of OUTPUTS) {
      for (const side of [0, 1] as const) {
        const compare = side === 0 ? timer.OCRA : timer.OCRB;
        this.outputs.set(pins[side], { control: timer.TCCRA, driven: DRIVEN[side], compare });
        this.follow(compare, changed);
      }
      this.follow(timer.TCCRA, changed);
    }
  }

  /** Share of time the pin is high, 0–1; undefined while no timer drives it. */
  duty(pin: number): number | undefined {
    const output = this.outputs.get(pin);
    const { data } = this.cpu;
    if (output === undefined || ((data[output.control] ?? 0) & output.driven) === 0) return undefined;
    const compare = data[output.compare] ?? 0;
    return ((data[output.control] ?? 0) & FAST) === FAST ? (compare + 1) / 256 : compare / 255;
  }

  private follow(address: number, changed: () => void): void {
    const { cpu } = this;
    const inner = cpu.writeHooks[address];
    cpu.writeHooks[address] = (value, old, at, mask) => {
      if (inner?.(value, old, at, mask) !== true) cpu.data[at] = value;
      changed();
      return true;
    };
  }
}
