import {
  AVRIOPort,
  AVRTimer,
  AVRUSART,
  avrInstruction,
  CPU,
  PinState,
  portBConfig,
  portCConfig,
  portDConfig,
  timer0Config,
  timer1Config,
  timer2Config,
  usart0Config,
} from 'avr8js';
import { IdleSkip } from './idleSkip.js';
import { PwmPins } from './pwmPins.js';

const CLOCK_HZ = 16_000_000;
const CYCLES_PER_MS = CLOCK_HZ / 1_000;
const SRAM_BYTES = 0x800;
/** Data address and bit of "USART data register empty" (datasheet DS40002061A §20.11.2). */
const UCSR0A = 0xc0;
const UDRE0 = 0x20;
/** Arduino numbering: 0–7 are port D, 8–13 port B, 14–19 port C. */
const FIRST_PIN = [0, 8, 14] as const;
/** Instructions between two looks at whether an idle loop may be found elsewhere. */
const REVIEW_MASK = 0x3ff;

export interface Atmega328Options {
  /** Flash image, 32 KiB. */
  readonly flash: Uint8Array;
  /** A byte left the serial line. */
  readonly onTransmit: (byte: number) => void;
  /** A pin changed its direction, its level, its duty or its pull-up. */
  readonly onPins: () => void;
  /** False executes every instruction of a waiting program too. Default true. */
  readonly skipIdle?: boolean;
}

interface Appointment {
  readonly cycle: number;
  readonly task: () => void;
}

/**
 * An ATmega328P at 16 MHz on an Arduino board: CPU, digital pins 0–19, USART0 and the three timers with their PWM; no ADC,
 * TWI, SPI, EEPROM or watchdog. Time moves only by `advance`. A new object is a chip just powered on.
 */
export class Atmega328 {
  private readonly cpu: CPU;
  private readonly usart: AVRUSART;
  private readonly ports: readonly AVRIOPort[];
  private readonly pwm: PwmPins;
  private readonly idle: IdleSkip | undefined;
  private readonly grounded = new Set<number>();
  private readonly incoming: number[] = [];
  private readonly appointments: Appointment[] = [];

  constructor(options: Atmega328Options) {
    this.cpu = new CPU(new Uint16Array(options.flash.slice().buffer), SRAM_BYTES);
    this.ports = [portDConfig, portBConfig, portCConfig].map((config) => new AVRIOPort(this.cpu, config));
    const timer0 = new AVRTimer(this.cpu, timer0Config);
    for (const config of [timer1Config, timer2Config]) new AVRTimer(this.cpu, config);
    this.idle = options.skipIdle === false ? undefined : new IdleSkip(this.cpu, timer0);
    this.usart = new AVRUSART(this.cpu, usart0Config, CLOCK_HZ);
    this.usart.onByteTransmit = options.onTransmit;
    this.usart.onRxComplete = () => this.feed();
    this.pwm = new PwmPins(this.cpu, options.onPins);
    for (const [index, port] of this.ports.entries()) {
      port.addListener((now, before) => {
        if (this.onlyPwm(FIRST_PIN[index] ?? 0, now ^ before)) return;
        this.settleInputs();
        options.onPins();
      });
    }
  }

  /** Simulated time since power-on, in ms. */
  get elapsedMs(): number {
    return this.cpu.cycles / CYCLES_PER_MS;
  }

  /** No byte is on its way in or out, and no pin change is due. */
  get quiet(): boolean {
    return this.incoming.length === 0 && this.appointments.length === 0 && this.lineIdle();
  }

  /** Runs the program for `ms` of simulated time. */
  advance(ms: number): void {
    const end = this.cpu.cycles + ms * CYCLES_PER_MS;
    for (
      let next = this.appointments[0];
      next !== undefined && next.cycle <= end;
      next = this.appointments[0]
    ) {
      this.appointments.shift();
      this.execute(next.cycle);
      next.task();
    }
    this.execute(end);
  }

  /** Runs `task` `ms` of simulated time from now, to the cycle. */
  after(ms: number, task: () => void): void {
    this.appointments.push({ cycle: this.cpu.cycles + ms * CYCLES_PER_MS, task });
    this.appointments.sort((a, b) => a.cycle - b.cycle);
  }

  /** Bytes arrive on the serial line, at the pace of its baud rate. Lost while the program has not opened it. */
  receive(bytes: Uint8Array): void {
    this.incoming.push(...bytes);
    this.idle?.disturb();
    this.feed();
  }

  /** Connects a digital pin to ground, or opens that contact. An open input without pull-up reads low. */
  ground(pin: number, connected: boolean): void {
    if (connected) this.grounded.add(pin);
    else this.grounded.delete(pin);
    this.idle?.disturb();
    this.settleInputs();
  }

  /** Share of time the digital pin is an output driven high: 0, 1, or between where a timer drives it. */
  duty(pin: number): number {
    const state = this.stateOf(pin);
    if (state !== PinState.High && state !== PinState.Low) return 0;
    return this.pwm.duty(pin) ?? Number(state === PinState.High);
  }

  /** Nothing but the quick switching of pins that timers drive: their duty stays. */
  private onlyPwm(first: number, flipped: number): boolean {
    if (flipped === 0) return false;
    for (let bit = 0; bit < 8; bit++) {
      if ((flipped & (1 << bit)) !== 0 && this.pwm.duty(first + bit) === undefined) return false;
    }
    return true;
  }

  private stateOf(pin: number): PinState | undefined {
    const [port, bit] = place(pin);
    return this.ports[port]?.pinState(bit);
  }

  private settleInputs(): void {
    for (let pin = 0; pin < 20; pin++) {
      const [port, bit] = place(pin);
      const pulledUp = this.stateOf(pin) === PinState.InputPullUp;
      this.ports[port]?.setPin(bit, pulledUp && !this.grounded.has(pin));
    }
  }

  private feed(): void {
    while (!this.usart.rxBusy) {
      const byte = this.incoming.shift();
      if (byte === undefined) return;
      this.usart.writeByte(byte);
    }
  }

  private execute(end: number): void {
    const { cpu, idle } = this;
    const step = avrInstruction;
    for (let count = 1; cpu.cycles < end; count++) {
      step(cpu);
      cpu.tick();
      if (cpu.pc === idle?.anchor && this.lineIdle()) idle.leap(end);
      else if ((count & REVIEW_MASK) === 0) idle?.review();
    }
  }

  private lineIdle(): boolean {
    return !this.usart.rxBusy && ((this.cpu.data[UCSR0A] ?? 0) & UDRE0) !== 0;
  }
}

function place(pin: number): [port: number, bit: number] {
  const port = FIRST_PIN.findLastIndex((first) => pin >= first);
  return [port, pin - (FIRST_PIN[port] ?? 0)];
}
