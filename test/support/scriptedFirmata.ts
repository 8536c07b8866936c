import { Duplex } from 'node:stream';
import firmataIo, { type Firmata } from 'firmata-io';
import type { FirmataPort } from '../../device/adapters/firmataPort.js';

const VERSION = 0xf9;
const SYSEX = { start: 0xf0, end: 0xf7 };
const QUERY = { firmware: 0x79, capability: 0x6b, analogMapping: 0x69 };
const MODE = { input: 0x00, output: 0x01, analog: 0x02, pwm: 0x03, pullUp: 0x0b };
const PWM_BITS = 8;
const NO_CHANNEL = 0x7f;

/** What a board says about one of its pins. */
export interface ReportedPin {
  readonly digital: boolean;
  readonly pwm?: boolean;
  /** Number of the analog input: 0 for A0. */
  readonly analog?: number;
}

/** The pins of an Arduino Uno: 0 and 1 are the serial line, A0–A5 are 14–19. */
export const UNO_PINS: readonly ReportedPin[] = Array.from({ length: 20 }, (_, pin) => ({
  digital: pin > 1,
  pwm: [3, 5, 6, 9, 10, 11].includes(pin),
  ...(pin < 14 ? {} : { analog: pin - 14 }),
}));

/** The pins of an Arduino Leonardo: A0–A5 are 18–23, and some pins below are analog inputs too. */
export const LEONARDO_PINS: readonly ReportedPin[] = Array.from({ length: 30 }, (_, pin) => {
  const analog = pin >= 18 && pin < 24 ? pin - 18 : [4, 6, 8, 9, 10, 12].indexOf(pin) + 6;
  const isAnalog = pin >= 18 ? pin < 24 : analog > 5;
  return {
    digital: true,
    pwm: [3, 5, 6, 9, 10, 11, 13].includes(pin),
    ...(isAnalog ? { analog } : {}),
  };
});

export interface ScriptedFirmataOptions {
  readonly version?: readonly [major: number, minor: number];
  /** Default: one digital pin. */
  readonly pins?: readonly ReportedPin[];
}

/** The serial end of a firmware that answers at once, or not at all, without a clock of its own. */
export class ScriptedFirmata implements FirmataPort {
  readonly io: Firmata;
  answering = true;
  versionsAsked = 0;
  closed = false;
  /** Everything written to the board, in the pieces in which it reached the port. */
  readonly written: number[][] = [];
  private readonly version: readonly [number, number];
  private readonly pins: readonly ReportedPin[];
  private lost: ((detail: string) => void) | undefined;
  private readonly line: Duplex;

  constructor({ version = [2, 5], pins = [{ digital: true }] }: ScriptedFirmataOptions = {}) {
    this.version = version;
    this.pins = pins;
    this.line = new Duplex({
      read: () => undefined,
      write: (chunk: Buffer, _encoding, done) => {
        this.take([chunk]);
        done();
      },
      writev: (chunks, done) => {
        this.take(chunks.map(({ chunk }) => chunk));
        done();
      },
    });
    this.io = new firmataIo.Firmata(this.line);
    clearTimeout(this.io.reportVersionTimeoutId);
  }

  onLost(listener: (detail: string) => void): void {
    this.lost = listener;
  }

  close(): Promise<void> {
    this.closed = true;
    return Promise.resolve();
  }

  unplug(): void {
    this.lost?.('unplugged');
  }

  /** What a board says by itself when it starts. */
  introduce(): void {
    this.say([VERSION, ...this.version]);
    this.say([SYSEX.start, QUERY.firmware, ...this.version, 0x46, 0, SYSEX.end]);
  }

  /** Answers all that was asked of it while it did not. */
  sayVersion(): void {
    this.say([VERSION, ...this.version]);
  }

  say(bytes: readonly number[]): void {
    this.line.emit('data', Buffer.from(bytes));
  }

  private take(messages: readonly Buffer[]): void {
    this.written.push(messages.flatMap((message) => [...message]));
    for (const message of messages) this.hear(message);
  }

  private hear(bytes: Buffer): void {
    if (bytes[0] === VERSION) this.versionsAsked++;
    if (!this.answering) return;
    if (bytes[0] === VERSION) this.sayVersion();
    if (bytes[1] === QUERY.firmware) this.say([0xf0, 0x79, ...this.version, 0x46, 0, 0xf7]);
    if (bytes[1] === QUERY.capability) this.say(this.capabilities());
    if (bytes[1] === QUERY.analogMapping) this.say(this.analogMapping());
  }

  private capabilities(): number[] {
    const of = ({ digital, pwm = false, analog }: ReportedPin): number[] => [
      ...(digital ? [MODE.input, 1, MODE.pullUp, 1, MODE.output, 1] : []),
      ...(pwm ? [MODE.pwm, PWM_BITS] : []),
      ...(analog === undefined ? [] : [MODE.analog, 10]),
      0x7f,
    ];
    return [SYSEX.start, 0x6c, ...this.pins.flatMap(of), SYSEX.end];
  }

  private analogMapping(): number[] {
    return [SYSEX.start, 0x6a, ...this.pins.map(({ analog }) => analog ?? NO_CHANNEL), SYSEX.end];
  }
}
