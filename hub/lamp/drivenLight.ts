import type { Clock, Timer } from '#platform/clock.js';
import { CodedError, messageOf } from '#platform/errors.js';
import type { Logger } from '#platform/logger.js';
import type { LampSignal } from './lampSignal.js';
import { LightLink } from './lightLink.js';
import { LightRhythm } from './lightRhythm.js';
import type { LightBus } from './ports/lightBus.js';
import type { LightDriver } from './ports/lightDriver.js';
import type { SignalLight, SignalLightListener } from './ports/signalLight.js';

/** There is no event when a light is plugged in. */
const SEEK_EVERY_MS = 1_000;
/** Longest that `close` waits for the light to go dark, and then to be given free. */
const FAREWELL_MS = 300;
/** A search that takes so long hangs in the system. */
const STUCK_AFTER_MS = 20_000;

export interface DrivenLightOptions {
  readonly bus: LightBus;
  readonly driver: LightDriver;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** A signal light of any kind: finds it, keeps it, and tells it what to do. */
export class DrivenLight implements SignalLight {
  readonly kind: string;
  private readonly rhythm: LightRhythm;
  private listener: SignalLightListener | undefined;
  private link: LightLink | undefined;
  private seekingSince: number | undefined;
  private retry: Timer | undefined;
  private reported: string | undefined;
  private refusal: string | undefined;

  constructor(private readonly options: DrivenLightOptions) {
    const { driver, clock } = options;
    this.kind = driver.kind;
    this.rhythm = new LightRhythm(clock, driver, (frame) => this.link?.show(frame));
  }

  start(listener: SignalLightListener): void {
    this.listener = listener;
    this.seek();
  }

  show(signal: LampSignal): void {
    this.rhythm.show(signal);
  }

  async close(): Promise<void> {
    this.listener = undefined;
    this.retry?.cancel();
    this.rhythm.show({ shows: 'off', bell: undefined });
    this.rhythm.stop();
    const { link } = this;
    this.link = undefined;
    if (link === undefined) return;
    await this.atMost(FAREWELL_MS, link.settled());
    await this.atMost(FAREWELL_MS, link.close());
  }

  healthy(): boolean {
    const { seekingSince } = this;
    return seekingSince === undefined || this.options.clock.monotonic() - seekingSince < STUCK_AFTER_MS;
  }

  private seek(): void {
    this.seekingSince = this.options.clock.monotonic();
    void this.connect()
      .catch((error: unknown) => this.refuse(error))
      .finally(() => {
        this.seekingSince = undefined;
        if (this.link === undefined) this.seekLater();
      });
  }

  private seekLater(): void {
    if (this.listener === undefined) return;
    this.retry?.cancel();
    this.retry = this.options.clock.after(SEEK_EVERY_MS, () => this.seek());
  }

  /** Takes the first light that can be opened; rejects when there are some and none can. */
  private async connect(): Promise<void> {
    const { bus, driver } = this.options;
    const paths = await bus.find();
    if (paths.length === 0) throw new CodedError('light/none', `no ${driver.title} is plugged in`);
    let failure: unknown;
    for (const path of paths) {
      if (this.listener === undefined) return;
      try {
        await this.open(path);
        return;
      } catch (error) {
        failure = error;
      }
    }
    throw failure;
  }

  private async open(path: string): Promise<void> {
    const { bus, driver, clock, logger } = this.options;
    const link = new LightLink({
      bus,
      path,
      driver,
      clock,
      shown: () => {
        this.reported = undefined;
        this.refusal = undefined;
        logger.info({ light: driver.title, path }, 'light connected');
        this.listener?.connected();
      },
      lost: (detail) => {
        if (this.link !== link) return;
        this.link = undefined;
        this.lose(`the ${driver.title} was unplugged or failed: ${detail}`);
        this.seekLater();
      },
    });
    link.show(this.rhythm.frame);
    this.link = link;
    try {
      await link.open();
    } catch (error) {
      if (this.link === link) this.link = undefined;
      throw error;
    }
  }

  /**
   * A light that was just plugged in can be opened only after the system has given it its permissions, so the first
   * refusal is no news.
   */
  private refuse(error: unknown): void {
    const code = error instanceof CodedError ? error.code : '';
    const known = code !== 'light/access' || this.refusal === code;
    this.refusal = code;
    if (known || this.reported === undefined) this.lose(messageOf(error), known && code !== 'light/none');
  }

  /** One `lost` between two `connected`, and one more for each new reason why a light cannot be used. */
  private lose(detail: string, refused = false): void {
    if (this.listener === undefined) return;
    const isNews = this.reported === undefined || (refused && detail !== this.reported);
    if (!isNews) return;
    this.reported = detail;
    this.options.logger.warn({ detail }, 'light lost');
    this.listener.lost(detail);
  }

  private atMost(ms: number, work: Promise<void>): Promise<void> {
    return new Promise((resolve) => {
      const timer = this.options.clock.after(ms, resolve);
      const finish = (): void => {
        timer.cancel();
        resolve();
      };
      work.then(finish, finish);
    });
  }
}
