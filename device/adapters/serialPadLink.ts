import type { Clock, Timer } from '#platform/clock.js';
import { messageOf } from '#platform/errors.js';
import type { Key } from '../ports/panel.js';
import { Heartbeat } from './heartbeat.js';
import { MOST_LINES_PER_S, SerialPadFlood } from './serialPadFlood.js';
import { decodePadLine, PAD_PROTOCOL, type PadIdentity, type PadMessage } from './serialPadFrame.js';
import type { SerialLineSettings } from './serialPadFraming.js';
import { SerialPadLines } from './serialPadLines.js';
import { type OpenSerialPadPort, openSerialPadPort, type SerialPadPort } from './serialPadPort.js';
import { SerialPadWriter } from './serialPadWriter.js';

/** Together below the 2 s in which a loss must be known (B2). */
const HEARTBEAT = { periodMs: 700, timeoutMs: 1_000 };
/** A pad that restarted may be silent for its boot loader's second or two; longer is a hang. */
const REVIVAL_MS = 2_000;
/** Twice before a boot loader gives up waiting: the question makes it start the sketch. */
const ASK_EVERY_MS = 500;
/** Old boot loaders and sketch need up to 4 s before they answer. */
const HANDSHAKE_MS = 8_000;
/** A pad that flooded is believed only after it has kept below the limit for so long. */
const PROBATION_MS = 1_100;

export interface PadLinkListener {
  /** The pad answers, and its lamps are dark or unknown; again after each restart. The lamps are to be told now. */
  fresh(identity: PadIdentity): void;
  /** The pad works, with these keys down; once after each `fresh`. */
  ready(down: readonly Key[]): void;
  /** All keys that are down now, after `ready`. */
  keys(down: readonly Key[]): void;
  /** The pad does not show the lamps it was told. */
  lampsAstray(): void;
  /** The pad gives no answer. `fresh` or `closed` follows. */
  silent(detail: string): void;
  /** This link has ended, by whatever cause except `close`. */
  closed(detail: string, cause: PadEnd): void;
}

/** `refused` and `flood`: a device is there, but must not be used. */
export type PadEnd = 'gone' | 'refused' | 'flood';

export interface PadLinkOptions {
  readonly path: string;
  readonly settings: SerialLineSettings;
  readonly clock: Clock;
  readonly listener: PadLinkListener;
  /** The pad flooded when it was last seen: `ready` comes only once it has kept quiet for a second. */
  readonly wary: boolean;
  /** Default: the serial port. */
  readonly openPort?: OpenSerialPadPort;
}

/** One connection to a serial pad, from opening the port to its loss. */
export class SerialPadLink {
  private ended = false;
  private dismissed = false;
  private port: SerialPadPort | undefined;
  private opening: Promise<void> = Promise.resolve();
  private limit: Timer | undefined;
  private asking: Timer | undefined;
  private identity: PadIdentity | undefined;
  private noise = 0;
  private echo = 0;
  private believed = false;
  private believedFrom = 0;
  private lampsConfirmed = false;
  private confirmed: (() => void) | undefined;
  private readonly lines = new SerialPadLines();
  private readonly flood: SerialPadFlood;
  private readonly heartbeat: Heartbeat;
  private readonly writer = new SerialPadWriter((text, taken) => {
    if (!this.ended) this.port?.write(text, taken);
  });

  constructor(private readonly options: PadLinkOptions) {
    const { clock, wary } = options;
    this.flood = new SerialPadFlood(clock, wary);
    this.heartbeat = new Heartbeat({
      clock,
      ...HEARTBEAT,
      ask: () => this.ping(),
      silent: () => this.fallSilent(),
    });
  }

  open(): void {
    const { path, settings, openPort = openSerialPadPort } = this.options;
    this.opening = openPort(path, settings).then(
      (port) => {
        this.port = port;
        if (!this.ended) this.greet(port);
      },
      (error: unknown) => this.fail(`cannot open ${path}: ${messageOf(error)}`),
    );
  }

  /** Takes a line from `lampsLine`. */
  sayLamps(line: string): void {
    this.writer.sayLamps(line);
  }

  /** Resolves when the pad has carried out everything said so far, at the latest after `ms`. */
  confirm(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = this.options.clock.after(ms, resolve);
      this.confirmed = () => {
        timer.cancel();
        resolve();
      };
      this.ping();
    });
  }

  /** Gives the port free and reports nothing more. */
  close(): Promise<void> {
    this.dismissed = true;
    return this.end();
  }

  private async end(): Promise<void> {
    this.ended = true;
    this.heartbeat.stop();
    this.limit?.cancel();
    this.asking?.cancel();
    await this.opening;
    await this.port?.close();
  }

  private greet(port: SerialPadPort): void {
    const { clock, wary } = this.options;
    this.believedFrom = clock.monotonic() + (wary ? PROBATION_MS : 0);
    port.onLost((detail) => this.fail(detail));
    port.onData((bytes) => this.hear(bytes));
    this.limit = clock.after(HANDSHAKE_MS, () => this.giveUp());
    this.ask();
  }

  private ask(): void {
    this.asking = this.options.clock.after(ASK_EVERY_MS, () => this.ask());
    this.writer.sayHello();
  }

  private giveUp(): void {
    const { baudRate, dataBits, parity, stopBits } = this.options.settings;
    if (this.noise === 0) {
      this.fail(`no rating pad answers within ${HANDSHAKE_MS / 1_000} s`);
      return;
    }
    const framing = `${dataBits}${parity.charAt(0).toUpperCase()}${stopBits}`;
    this.fail(`what arrives is no rating pad's: expected one set to ${baudRate} baud, ${framing}`, 'refused');
  }

  private hear(bytes: Uint8Array): void {
    for (const line of this.lines.take(bytes)) {
      if (this.ended) return;
      if (this.flood.count()) {
        this.fail(`the pad floods: more than ${MOST_LINES_PER_S} lines a second`, 'flood');
        return;
      }
      const message = decodePadLine(line);
      if (message === undefined) this.noise++;
      else this.take(message);
    }
  }

  private take(message: PadMessage): void {
    if (message.kind === 'identity') this.meet(message);
    else if (message.kind === 'pong' && message.echo === this.echo) this.answer(message.lamps, message.down);
    else if (this.believed) this.options.listener.keys(message.down);
  }

  /** Answers to questions asked while it was starting may still come from a pad that was met already. */
  private meet(identity: PadIdentity): void {
    if (identity.protocol !== PAD_PROTOCOL) {
      const { protocol, name } = identity;
      this.fail(`the pad speaks protocol ${protocol} (${name}); expected ${PAD_PROTOCOL}`, 'refused');
      return;
    }
    if (this.identity !== undefined && !identity.started) return;
    this.identity = identity;
    this.begin(identity);
  }

  private begin(identity: PadIdentity): void {
    this.limit?.cancel();
    this.asking?.cancel();
    this.believed = false;
    this.lampsConfirmed = false;
    this.options.listener.fresh(identity);
    this.heartbeat.start();
  }

  private ping(): void {
    this.echo = (this.echo + 1) & 0xff;
    this.writer.ping(this.echo);
  }

  private answer(lamps: number, down: readonly Key[]): void {
    if (this.identity === undefined) return;
    this.confirmed?.();
    const restarted = this.lampsConfirmed && lamps === 0;
    if (this.heartbeat.answered() || restarted) {
      this.begin(this.identity);
      return;
    }
    this.checkLamps(lamps);
    const { clock, listener } = this.options;
    if (this.believed) listener.keys(down);
    else if (clock.monotonic() >= this.believedFrom) {
      this.believed = true;
      listener.ready(down);
    }
  }

  private checkLamps(lamps: number): void {
    if (lamps === this.writer.expectedLamps) this.lampsConfirmed = true;
    else this.options.listener.lampsAstray();
  }

  private fallSilent(): void {
    this.believed = false;
    this.limit = this.options.clock.after(REVIVAL_MS, () => this.fail('the pad hangs'));
    this.options.listener.silent('the pad gives no answer: it hangs or has restarted');
  }

  private fail(detail: string, cause: PadEnd = 'gone'): void {
    if (this.ended) return;
    void this.end().then(() => {
      if (!this.dismissed) this.options.listener.closed(detail, cause);
    });
  }
}
