import { Duplex } from 'node:stream';
import firmataIo, { type Firmata } from 'firmata-io';
import type { FirmataPort } from '../../device/adapters/firmataPort.js';

const VERSION = 0xf9;
const SYSEX = { start: 0xf0, end: 0xf7 };
const QUERY = { firmware: 0x79, capability: 0x6b, analogMapping: 0x69 };
/** One pin that is an input with pull-up or an output. */
const CAPABILITIES = [SYSEX.start, 0x6c, 0x00, 1, 0x01, 1, 0x0b, 1, 0x7f, SYSEX.end];
const ANALOG_MAPPING = [SYSEX.start, 0x6a, 0x7f, SYSEX.end];

/** The serial end of a firmware that answers at once, or not at all, without a clock of its own. */
export class ScriptedFirmata implements FirmataPort {
  readonly io: Firmata;
  answering = true;
  versionsAsked = 0;
  closed = false;
  private lost: ((detail: string) => void) | undefined;
  private readonly line: Duplex;

  constructor(private readonly version: readonly [number, number] = [2, 5]) {
    this.line = new Duplex({
      read: () => undefined,
      write: (chunk: Buffer, _encoding, done) => {
        this.hear(chunk);
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

  say(bytes: readonly number[]): void {
    this.line.emit('data', Buffer.from(bytes));
  }

  private hear(bytes: Buffer): void {
    if (bytes[0] === VERSION) this.versionsAsked++;
    if (!this.answering) return;
    if (bytes[0] === VERSION) this.say([VERSION, ...this.version]);
    if (bytes[1] === QUERY.firmware) this.say([0xf0, 0x79, ...this.version, 0x46, 0, 0xf7]);
    if (bytes[1] === QUERY.capability) this.say(CAPABILITIES);
    if (bytes[1] === QUERY.analogMapping) this.say(ANALOG_MAPPING);
  }
}
