import type { Firmata } from 'firmata-io';
import type { Clock, Timer } from '#platform/clock.js';
import type { Logger } from '#platform/logger.js';
import type { Panel, PanelListener, Scene } from '../ports/panel.js';
import { type FittedWiring, fitWiring } from './firmataFit.js';
import { FirmataKeys } from './firmataKeys.js';
import { FirmataLamps } from './firmataLamps.js';
import { FirmataLink } from './firmataLink.js';
import { checkWiring, DEFAULT_WIRING, type PanelWiring } from './firmataPins.js';
import { formatWiring } from './firmataWiring.js';

/** Pause between two attempts to connect. */
const RETRY_MS = 500;
/** Longest that `stop` waits for the board to turn its lamps off. */
const FAREWELL_MS = 300;

export interface FirmataPanelOptions {
  /** Serial device, e.g. `/dev/ttyACM0`. */
  readonly path: string;
  readonly clock: Clock;
  readonly logger: Logger;
  /** As `parseWiring` reads it. Default: `DEFAULT_WIRING`. */
  readonly wiring?: PanelWiring;
}

/**
 * A rating panel on an Arduino with StandardFirmata 2.5 or newer, through johnny-five, firmata-io and serialport.
 * Beyond the port's guarantees: a hung board is noticed within 1.7 s and its port opened anew, which resets an
 * Arduino; a board that restarts by itself is set up again; a board with an older firmware or without the wired
 * pins is refused by `lost` with the reason, also when something else was reported lost before. A lamp on a pin
 * without PWM is on or off, which is logged.
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
    this.lamps = new FirmataLamps(clock);
    this.keys = new FirmataKeys({
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
    logger.debug({ path, pins: formatWiring(this.wiring) }, 'panel connecting');
    const link = new FirmataLink({
      path,
      clock,
      listener: {
        fresh: (io) => this.setUp(io, link),
        beat: () => this.ready && this.lamps.repeat(),
        silent: (detail) => this.lose(detail),
        closed: (detail, refused) => {
          // Stopped meanwhile: whoever opens the port next must find it free.
          if (this.link !== link) return;
          this.lose(detail, refused);
          this.lamps.disconnect();
          this.retry = clock.after(RETRY_MS, () => this.connect());
        },
      },
    });
    this.link = link;
    link.open();
  }

  private setUp(io: Firmata, link: FirmataLink): void {
    if (this.ready) this.lose('the board has restarted');
    const fitted = fitWiring(this.wiring, io);
    if ('unfit' in fitted) {
      link.refuse(fitted.unfit);
      return;
    }
    if (this.known !== io) this.meet(io, fitted);
    this.lamps.setUp(io, fitted, (passed) => link.fence(passed));
    this.keys.setUp(io, fitted.wiring.keys);
  }

  private meet(io: Firmata, { undimmed }: FittedWiring): void {
    this.known = io;
    this.keys.attach(io);
    const { path, logger } = this.options;
    if (undimmed.length > 0) logger.info({ path, lamps: undimmed }, 'panel lamps without brightness');
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
}
