import type { Clock, Timer } from '#platform/clock.js';
import { CodedError, messageOf } from '#platform/errors.js';
import type { Logger } from '#platform/logger.js';
import type { Panel, PanelListener, Scene } from '../../ports/panel.js';
import type { HidBus, HidInfo } from './hidBus.js';
import { NodeHidBus } from './nodeHidBus.js';
import type { PadModel } from './padDriver.js';
import { PadLamps } from './padLamps.js';
import { PadLink } from './padLink.js';
import { STREAM_DECK_MINI } from './streamDeckMini.js';
import { XK8 } from './xk8.js';

/** Pads to choose from; `auto` takes the first of the known ones that is plugged in. */
export const PAD_NAMES = ['auto', 'xk-8', 'stream-deck-mini'] as const;
export type PadName = (typeof PAD_NAMES)[number];

const MODELS: readonly PadModel[] = [XK8, STREAM_DECK_MINI];

/** Pause between two looks for a pad; there is no event when one is plugged in. */
const SEEK_EVERY_MS = 1_000;
/** Longest that `stop` waits for the pad to turn its lamps off, and then to be given free. */
const FAREWELL_MS = 300;

export interface HidPanelOptions {
  readonly model: PadName;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Default: node-hid. */
  readonly bus?: HidBus;
}

/**
 * A rating panel on a USB HID button pad. Beyond the port's guarantees: a hung pad is noticed within 1.7 s; when
 * no pad may be used because a library or a permission is missing, `lost` and one log line name what to install,
 * and the pad works without a restart once it is there.
 */
export class HidPanel implements Panel {
  private readonly bus: HidBus;
  private readonly models: readonly PadModel[];
  private readonly lamps: PadLamps;
  private listener: PanelListener | undefined;
  private link: PadLink | undefined;
  private seeking: Promise<void> = Promise.resolve();
  private retry: Timer | undefined;
  private reported: string | undefined;
  private denied = false;

  constructor(private readonly options: HidPanelOptions) {
    const { model, clock, bus = new NodeHidBus() } = options;
    this.bus = bus;
    this.models = MODELS.filter(({ name }) => model === 'auto' || model === name);
    this.lamps = new PadLamps(clock, (lamps) => this.link?.show(lamps));
  }

  start(listener: PanelListener): void {
    this.listener = listener;
    this.seek();
  }

  show(scene: Scene): void {
    this.lamps.show(scene);
  }

  async stop(): Promise<void> {
    this.listener = undefined;
    this.reported = undefined;
    this.denied = false;
    this.retry?.cancel();
    this.lamps.show({ kind: 'dark' });
    await this.atMost(FAREWELL_MS, this.seeking);
    const { link } = this;
    this.link = undefined;
    if (link === undefined) return;
    await this.atMost(FAREWELL_MS, link.settled());
    await this.atMost(FAREWELL_MS, link.close());
  }

  private seek(): void {
    this.seeking = this.connect().then(
      (found) => {
        if (found || this.listener === undefined) return;
        this.denied = false;
        this.lose(`no ${this.models.map(({ title }) => title).join(' or ')} is plugged in`);
        this.seekLater();
      },
      (error: unknown) => {
        if (this.listener === undefined) return;
        this.refuse(error);
        this.seekLater();
      },
    );
  }

  private seekLater(): void {
    this.retry = this.options.clock.after(SEEK_EVERY_MS, () => this.seek());
  }

  /** False when there is no pad; rejects when there are some and none could be opened. */
  private async connect(): Promise<boolean> {
    const found = await this.bus.list();
    const pads = this.models.flatMap((model) => matching(model, found).map((path) => ({ model, path })));
    let failure: unknown;
    for (const { model, path } of pads) {
      if (this.listener === undefined) return true;
      try {
        await this.open(model, path);
        return true;
      } catch (error) {
        failure = error;
      }
    }
    if (failure !== undefined) throw failure;
    return false;
  }

  private async open(model: PadModel, path: string): Promise<void> {
    const { clock, logger } = this.options;
    const link = new PadLink({
      bus: this.bus,
      path,
      model,
      clock,
      listener: {
        ready: (held) => {
          this.reported = undefined;
          this.listener?.ready(held);
        },
        edge: (edge) => this.listener?.edge(edge),
        silent: () => this.lose(`the ${model.title} gives no answer`),
        closed: (detail) => {
          this.link = undefined;
          if (this.listener === undefined) return;
          this.lose(`the ${model.title} was unplugged or failed: ${detail}`);
          this.seekLater();
        },
      },
    });
    this.link = link;
    await link.open().catch((error: unknown) => {
      this.link = undefined;
      throw error;
    });
    this.denied = false;
    logger.debug({ pad: model.title, path }, 'pad found');
    link.show(this.lamps.lamps);
  }

  /**
   * A pad that was just plugged in can be opened only after the system has given it its permissions, so the first
   * refusal is no news.
   */
  private refuse(error: unknown): void {
    const code = error instanceof CodedError ? error.code : '';
    this.lose(messageOf(error), code === 'hid/library' || (code === 'hid/access' && this.denied));
    this.denied = code === 'hid/access';
  }

  /** One `lost` between two `ready`, and one more for each new reason why nothing can be used. */
  private lose(detail: string, refused = false): void {
    const news = this.reported === undefined || (refused && detail !== this.reported);
    if (!news) return;
    this.reported = detail;
    this.options.logger.warn({ detail }, 'panel lost');
    this.listener?.lost(detail);
  }

  private atMost(ms: number, work: Promise<void>): Promise<void> {
    return new Promise((resolve) => {
      const timer = this.options.clock.after(ms, resolve);
      const finish = () => {
        timer.cancel();
        resolve();
      };
      work.then(finish, finish);
    });
  }
}

/** Paths of the pads of a model, each once: a pad is listed for each of its usages. Only the first interface has the keys. */
function matching(model: PadModel, found: readonly HidInfo[]): string[] {
  const ours = found.filter(
    (info) =>
      info.vendorId === model.vendorId && model.productIds.includes(info.productId) && info.interface <= 0,
  );
  return [...new Set(ours.map(({ path }) => path))].sort();
}
