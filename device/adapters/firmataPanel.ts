import type { Firmata } from 'firmata-io';
import type { Clock, Timer } from '#platform/clock.js';
import type { Logger } from '#platform/logger.js';
import type { Panel, PanelListener, Scene } from '../ports/panel.js';
import { FirmataKeys } from './firmataKeys.js';
import { FirmataLamps } from './firmataLamps.js';
import { FirmataLink } from './firmataLink.js';
import { checkWiring, DEFAULT_WIRING, keyPins, lampPins, type PanelWiring } from './firmataPins.js';

/** Pause between two attempts to connect. */
const RETRY_MS = 500;
/** Longest that `stop` waits for the board to turn its lamps off. */
const FAREWELL_MS = 300;

export interface FirmataPanelOptions {
  /** Serial device, e.g. `/dev/ttyACM0`. */
  readonly path: string;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Default: `DEFAULT_WIRING`. */
  readonly wiring?: PanelWiring;
}

/**
 * A rating panel on an Arduino with StandardFirmata 2.5 or newer, through johnny-five, firmata-io and serialport.
 * Beyond the port's guarantees: a hung board is noticed within 1.7 s and its port opened anew, which resets an
 * Arduino; a board that restarts by itself is set up again; a board with an older firmware or without the wired
 * pins is refused by `lost` with the reason, also when something else was reported lost before.
 *
 * The constructor throws `CodedError` `panel/wiring`.
 */
export class FirmataPanel implements Panel {
  private readonly wiring: PanelWiring;
  private readonly keys: FirmataKeys;
  private readonly lamps: FirmataLamps;
  private listener: PanelListener | undefined;
  private link: FirmataLink | undefined;
  private retry: Timer | undefined;
  private known: Firmata | undefined;
  private ready = false;
  private reported: string | undefined;

  constructor(private readonly options: FirmataPanelOptions) {
    const { clock, wiring = DEFAULT_WIRING } = options;
    checkWiring(wiring);
    this.wiring = wiring;
    this.lamps = new FirmataLamps(wiring, clock);
    this.keys = new FirmataKeys({
      wiring,
      clock,
      settled: (held) => {
        this.ready = true;
        this.reported = undefined;
        this.listener?.ready(held);
      },
      edge: (edge) => this.listener?.edge(edge),
    });
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
    this.keys.forget();
    this.lamps.show({ kind: 'dark' });
    const { link } = this;
    this.link = undefined;
    if (this.ready) await link?.confirm(FAREWELL_MS);
    this.ready = false;
    this.reported = undefined;
    await link?.close();
  }

  private connect(): void {
    const { path, clock, logger } = this.options;
    logger.debug({ path }, 'panel connecting');
    this.link = new FirmataLink({
      path,
      clock,
      listener: {
        fresh: (io) => this.setUp(io),
        silent: (detail) => this.lose(detail),
        closed: (detail, refused) => {
          this.lose(detail, refused);
          this.lamps.disconnect();
          this.retry = clock.after(RETRY_MS, () => this.connect());
        },
      },
    });
    this.link.open();
  }

  private setUp(io: Firmata): void {
    if (this.ready) this.lose('the board has restarted');
    const unfit = this.unfitPin(io);
    if (unfit !== undefined) {
      this.link?.refuse(unfit);
      return;
    }
    if (this.known !== io) this.keys.attach(io);
    this.known = io;
    this.lamps.setUp(io);
    this.keys.setUp(io);
  }

  /** One `lost` between two `ready`, and one more for each new reason to refuse a board. */
  private lose(detail: string, refused = false): void {
    const news = this.reported === undefined || (refused && detail !== this.reported);
    this.ready = false;
    this.keys.forget();
    if (!news) return;
    this.reported = detail;
    this.options.logger.warn({ path: this.options.path, detail }, 'panel lost');
    this.listener?.lost(detail);
  }

  private unfitPin(io: Firmata): string | undefined {
    const lacks = (mode: number) => (pin: number) => !io.pins[pin]?.supportedModes.includes(mode);
    const key = keyPins(this.wiring).find(lacks(io.MODES.PULLUP));
    if (key !== undefined) return `pin ${key} of the board cannot be a key: it has no pull-up`;
    const lamp = lampPins(this.wiring).find(lacks(io.MODES.OUTPUT));
    return lamp === undefined ? undefined : `pin ${lamp} of the board cannot be a lamp: it is no output`;
  }
}
