import type { Firmata } from 'firmata-io';
import type { Clock, Timer } from '#platform/clock.js';
import { messageOf } from '#platform/errors.js';
import { type FirmataPort, openFirmataPort } from './firmataPort.js';
import { Heartbeat } from './heartbeat.js';

/** Oldest sketch whose lamps do not turn off the pull-ups of keys held down on the same port. */
const OLDEST_FIRMWARE = { major: 2, minor: 5 };

/** Together below the 2 s in which a loss must be known (B2). */
const HEARTBEAT = { periodMs: 700, timeoutMs: 1_000 };
/** A board that restarted is silent for about 2.3 s while its lamp blinks; longer is a hang. */
const REVIVAL_MS = 2_000;
const ASK_EVERY_MS = 1_000;
/** Boot loader and firmware need 2–4 s before they answer. */
const HANDSHAKE_MS = 8_000;

export interface LinkListener {
  /** The board answers and its firmware is fit, but its pins are as after power-on; again after each restart. */
  fresh(io: Firmata): void;
  /** The board is asked whether it lives, every 0.7 s: the moment to say again what the line may have lost. */
  beat(): void;
  /** The board gives no answer. `fresh` or `closed` follows. */
  silent(detail: string): void;
  /** This link has ended, by whatever cause except `close`. `refused`: the board works but cannot be used. */
  closed(detail: string, refused: boolean): void;
}

export interface LinkOptions {
  readonly path: string;
  readonly clock: Clock;
  readonly listener: LinkListener;
  /** Default: the serial port. */
  readonly openPort?: (path: string) => Promise<FirmataPort>;
}

/**
 * One connection to a Firmata board, from opening the port to its loss. Watches over what johnny-five does not
 * report: a hang (heartbeat), a restart with the port open (the board introduces itself anew), an old firmware.
 */
export class FirmataLink {
  private ended = false;
  private port: FirmataPort | undefined;
  private opening: Promise<void> = Promise.resolve();
  private limit: Timer | undefined;
  private asking: Timer | undefined;
  private unanswered = 0;
  private dismissed = false;
  private readonly fences = new Set<() => void>();
  private readonly heartbeat: Heartbeat;

  constructor(private readonly options: LinkOptions) {
    this.heartbeat = new Heartbeat({
      clock: options.clock,
      ...HEARTBEAT,
      ask: () => this.beat(),
      silent: () => this.fallSilent(),
    });
  }

  open(): void {
    const { path, openPort = openFirmataPort } = this.options;
    this.opening = openPort(path).then(
      (port) => {
        this.port = port;
        if (!this.ended) this.greet(port);
      },
      (error: unknown) => this.fail(`cannot open ${path}: ${messageOf(error)}`),
    );
  }

  /** Calls back when the board has carried out everything sent so far; never, if it falls silent or restarts first. */
  fence(passed: () => void): void {
    this.fences.add(passed);
    this.question();
  }

  /** Resolves when the board has carried out everything sent until then, at the latest after `ms`. */
  confirm(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = this.options.clock.after(ms, resolve);
      const passed = (): void => {
        if (this.unanswered > 0) {
          // What another fence called upon to be sent has to be carried out too.
          this.fences.add(passed);
          return;
        }
        timer.cancel();
        resolve();
      };
      this.fence(passed);
    });
  }

  /** Ends the link because the board cannot serve. */
  refuse(detail: string): void {
    this.fail(detail, true);
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

  private greet(port: FirmataPort): void {
    const { io } = port;
    const { clock } = this.options;
    port.onLost((detail) => this.fail(detail));
    this.limit = clock.after(HANDSHAKE_MS, () => this.fail('the board does not answer as a Firmata board'));
    io.once('queryfirmware', () => this.inspect(io));
    io.once('ready', () => this.meet(io));
    this.ask(io);
  }

  /** A board that was running already says nothing by itself; one that is booting loses or queues the question. */
  private ask(io: Firmata): void {
    this.asking = this.options.clock.after(ASK_EVERY_MS, () => this.ask(io));
    io.reportVersion(() => undefined);
    io.queryFirmware(() => undefined);
  }

  private inspect(io: Firmata): void {
    this.asking?.cancel();
    const { name = 'firmware', version = { major: 0, minor: 0 } } = io.firmware;
    const { major, minor } = OLDEST_FIRMWARE;
    if (version.major > major || (version.major === major && version.minor >= minor)) return;
    const found = `${name} ${version.major}.${version.minor}`;
    this.refuse(`the board runs ${found}; expected StandardFirmata ${major}.${minor} or newer`);
  }

  /**
   * Every answer to the questions of the handshake came before `ready`, because the board answers in order: from
   * here on it introduces its firmware only when it starts.
   */
  private meet(io: Firmata): void {
    io.on('reportversion', () => this.hear(io));
    io.on('queryfirmware', () => this.begin(io));
    this.begin(io);
  }

  private begin(io: Firmata): void {
    if (this.ended) return;
    this.limit?.cancel();
    this.fences.clear();
    this.heartbeat.start();
    this.options.listener.fresh(io);
  }

  /** Long after the question before it: an answer still missing was lost on the line, and fences do not wait for it. */
  private beat(): void {
    this.unanswered = 0;
    this.options.listener.beat();
    this.question();
  }

  private question(): void {
    this.unanswered++;
    this.port?.io.reportVersion(() => undefined);
  }

  private hear(io: Firmata): void {
    if (this.ended) return;
    this.unanswered = Math.max(0, this.unanswered - 1);
    if (this.unanswered === 0) this.passFences();
    if (this.heartbeat.answered()) this.begin(io);
  }

  private passFences(): void {
    const passed = [...this.fences];
    this.fences.clear();
    for (const pass of passed) pass();
  }

  private fallSilent(): void {
    this.limit = this.options.clock.after(REVIVAL_MS, () => this.fail('the board hangs'));
    this.options.listener.silent('the board gives no answer: it hangs or has restarted');
  }

  private fail(detail: string, refused = false): void {
    if (this.ended) return;
    void this.end().then(() => {
      if (!this.dismissed) this.options.listener.closed(detail, refused);
    });
  }
}
