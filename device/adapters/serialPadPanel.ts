import type { Clock, Timer } from '#platform/clock.js';
import type { Logger } from '#platform/logger.js';
import { KEYS, type Key, type Panel, type PanelListener, type Scene } from '../ports/panel.js';
import type { PadIdentity } from './serialPadFrame.js';
import {
  DEFAULT_PAD_FRAMING,
  PAD_BAUD_RATE,
  type PadFraming,
  type SerialLineSettings,
  serialLineSettings,
} from './serialPadFraming.js';
import { SerialPadLamps } from './serialPadLamps.js';
import { type PadEnd, SerialPadLink } from './serialPadLink.js';
import type { OpenSerialPadPort } from './serialPadPort.js';

/** Pause before the next attempt to connect. A device that must not be used is left alone a little longer. */
const RETRY_MS = { gone: 500, refused: 1_000, flood: 1_000 } as const;
/** Longest that `stop` waits for the pad to turn its lamps off. */
const FAREWELL_MS = 300;

export interface SerialPadPanelOptions {
  /** Serial device, e.g. `/dev/ttyACM0`. */
  readonly path: string;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Default 115,200; `PAD_BAUD_RATE` gives the range. */
  readonly baudRate?: number;
  /** Default `8N1`. */
  readonly framing?: PadFraming;
  /** Default: the serial port. */
  readonly openPort?: OpenSerialPadPort;
}

/**
 * A rating panel on a serial button pad that speaks the protocol of `device/pad/PROTOCOL.md`. Beyond the port's
 * guarantees: a hung pad is noticed within 1.7 s and its port opened anew, which resets an Arduino; a pad that
 * restarts by itself is set up again; a pad of another protocol, a pad that floods, and a line on which only noise
 * arrives are refused by `lost` with the reason, also when something else was reported lost before.
 *
 * The constructor throws `CodedError` `panel/serial-line`.
 */
export class SerialPadPanel implements Panel {
  private readonly settings: SerialLineSettings;
  private readonly lamps: SerialPadLamps;
  private listener: PanelListener | undefined;
  private link: SerialPadLink | undefined;
  private retry: Timer | undefined;
  private down: ReadonlySet<Key> = new Set();
  private ready = false;
  private flooded = false;
  private reported: string | undefined;

  constructor(private readonly options: SerialPadPanelOptions) {
    const { clock, baudRate = PAD_BAUD_RATE.default, framing = DEFAULT_PAD_FRAMING } = options;
    this.settings = serialLineSettings(baudRate, framing);
    this.lamps = new SerialPadLamps(clock);
  }

  start(listener: PanelListener): void {
    this.listener = listener;
    this.connect();
  }

  show(scene: Scene): void {
    this.lamps.show(scene);
  }

  async stop(): Promise<void> {
    this.listener = undefined;
    this.retry?.cancel();
    this.lamps.show({ kind: 'dark' });
    const { link } = this;
    this.link = undefined;
    if (this.ready) await link?.confirm(FAREWELL_MS);
    this.ready = false;
    this.reported = undefined;
    this.lamps.disconnect();
    await link?.close();
  }

  private connect(): void {
    const { path, clock, logger, openPort } = this.options;
    logger.debug({ path }, 'panel connecting');
    const link = new SerialPadLink({
      path,
      settings: this.settings,
      clock,
      wary: this.flooded,
      ...(openPort === undefined ? {} : { openPort }),
      listener: {
        fresh: (identity) => this.setUp(link, identity),
        ready: (down) => this.recover(down),
        keys: (down) => this.follow(down),
        lampsAstray: () => this.lamps.repeat(),
        silent: (detail) => this.lose(detail),
        closed: (detail, cause) => this.leave(link, detail, cause),
      },
    });
    this.link = link;
    link.open();
  }

  private setUp(link: SerialPadLink, { name, features }: PadIdentity): void {
    if (this.ready) this.lose('the pad has restarted');
    this.options.logger.info({ path: this.options.path, pad: name, features }, 'serial pad found');
    this.lamps.connect((line) => link.sayLamps(line));
  }

  private recover(down: readonly Key[]): void {
    this.ready = true;
    this.flooded = false;
    this.reported = undefined;
    this.down = new Set(down);
    this.listener?.ready(down);
  }

  private follow(now: readonly Key[]): void {
    const before = this.down;
    this.down = new Set(now);
    for (const key of KEYS) {
      if (this.down.has(key) !== before.has(key)) this.listener?.edge({ key, down: this.down.has(key) });
    }
  }

  private leave(link: SerialPadLink, detail: string, cause: PadEnd): void {
    if (this.link !== link) return;
    this.lamps.disconnect();
    if (cause === 'flood') this.flooded = true;
    this.lose(detail, cause !== 'gone');
    this.retry = this.options.clock.after(RETRY_MS[cause], () => this.connect());
  }

  /** One `lost` between two `ready`, and one more for each new reason to refuse a device. */
  private lose(detail: string, refused = false): void {
    const news = this.reported === undefined || (refused && detail !== this.reported);
    this.ready = false;
    if (!news) return;
    this.reported = detail;
    this.options.logger.warn({ path: this.options.path, detail }, 'panel lost');
    this.listener?.lost(detail);
  }
}
