import type { Clock, Timer } from '#platform/clock.js';
import { messageOf } from '#platform/errors.js';
import type { LightBus, LightDevice } from './ports/lightBus.js';
import type { LightDriver, LightFrame } from './ports/lightDriver.js';

/** A light that is gone is found out by this, should the system not tell. */
const KEEP_EVERY_MS = 5_000;
/** A message that was not taken by then never will be. */
const TAKEN_WITHIN_MS = 2_000;

export interface LightLinkOptions {
  readonly bus: LightBus;
  readonly path: string;
  readonly driver: LightDriver;
  readonly clock: Clock;
  /** The light shows its first frame. */
  readonly shown: () => void;
  /** The light is gone, refuses or hangs; called at most once, and the link has ended. Not after `close`. */
  readonly lost: (detail: string) => void;
}

/** One connection to a light, from opening it to its loss. Of the frames asked for only the newest is kept. */
export class LightLink {
  private device: LightDevice | undefined;
  private wanted: LightFrame | undefined;
  private displayed: LightFrame | undefined;
  private keeping: Timer | undefined;
  private due = false;
  private work: Promise<void> | undefined;
  private ended = false;

  constructor(private readonly options: LightLinkOptions) {}

  /** Rejects as `LightBus.open` does. */
  async open(): Promise<void> {
    const { bus, path } = this.options;
    const device = await bus.open(path, (detail) => this.fail(detail));
    if (this.ended) {
      await device.close();
      return;
    }
    this.device = device;
    this.keepLater();
    this.wake();
  }

  show(frame: LightFrame): void {
    this.wanted = frame;
    this.wake();
  }

  /** Resolves once the light shows what was asked for, or never will. */
  async settled(): Promise<void> {
    await this.work;
  }

  async close(): Promise<void> {
    if (this.ended) return;
    this.ended = true;
    this.keeping?.cancel();
    await this.device?.close();
  }

  private wake(): void {
    if (this.device === undefined || this.ended) return;
    this.work ??= this.run(this.device).finally(() => {
      this.work = undefined;
    });
  }

  private async run(device: LightDevice): Promise<void> {
    try {
      while (await this.step(device));
    } catch (error) {
      this.fail(messageOf(error));
    }
  }

  /** False when there was nothing to do. A new frame goes before a sign of life. */
  private async step(device: LightDevice): Promise<boolean> {
    const { driver, shown } = this.options;
    const { wanted, displayed } = this;
    if (this.ended || wanted === undefined) return false;
    const news = driver.encode(wanted, displayed);
    for (const message of news) await this.send(device, message);
    this.displayed = wanted;
    if (displayed === undefined && !this.ended) shown();
    if (news.length > 0) return true;
    if (!this.due) return false;
    this.due = false;
    for (const message of driver.keep(wanted)) await this.send(device, message);
    return true;
  }

  private send(device: LightDevice, message: Uint8Array): Promise<void> {
    if (this.ended) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const late = this.options.clock.after(TAKEN_WITHIN_MS, () =>
        reject(new Error(`the light took nothing for ${TAKEN_WITHIN_MS / 1_000} s`)),
      );
      device
        .write(message)
        .finally(() => late.cancel())
        .then(resolve, reject);
    });
  }

  private keepLater(): void {
    this.keeping = this.options.clock.after(KEEP_EVERY_MS, () => {
      this.due = true;
      this.wake();
      this.keepLater();
    });
  }

  private fail(detail: string): void {
    if (this.ended) return;
    void this.close();
    this.options.lost(detail);
  }
}
