import type { Clock } from '#platform/clock.js';
import { CodedError } from '#platform/errors.js';
import { KEYS, type Key, type KeyEdge } from '../../ports/panel.js';
import { Heartbeat } from '../heartbeat.js';
import type { Lamps } from '../lampPattern.js';
import type { HidBus, HidDevice } from './hidBus.js';
import type { PadDriver, PadModel } from './padDriver.js';
import { PadWriter } from './padWriter.js';

/** Together below the 2 s in which a loss must be known (B2). */
const HEARTBEAT = { periodMs: 700, timeoutMs: 1_000 };

export interface PadLinkListener {
  /** The pad answers; `held` are the keys it tells to be down. Again after each silence. */
  ready(held: readonly Key[]): void;
  /** Only between `ready` and `silent` or `closed`. */
  edge(edge: KeyEdge): void;
  /** The pad gives no answer. `ready` or `closed` follows. */
  silent(): void;
  /** The pad is gone; the link has ended. Not after `close`. */
  closed(detail: string): void;
}

export interface PadLinkOptions {
  readonly bus: HidBus;
  readonly path: string;
  readonly model: PadModel;
  readonly clock: Clock;
  readonly listener: PadLinkListener;
}

/** One connection to a pad, from opening it to its loss. */
export class PadLink {
  private readonly heartbeat: Heartbeat;
  private down: ReadonlySet<Key> = new Set();
  private works = false;
  private ended = false;
  private pad: { device: HidDevice; driver: PadDriver; writer: PadWriter } | undefined;
  private failure: string | undefined;

  constructor(private readonly options: PadLinkOptions) {
    this.heartbeat = new Heartbeat({
      clock: options.clock,
      ...HEARTBEAT,
      ask: () => this.pad?.writer.ask(),
      silent: () => {
        this.works = false;
        options.listener.silent();
      },
    });
  }

  /** Rejects as `HidBus.open` does, also when the pad fails meanwhile. */
  async open(): Promise<void> {
    const { bus, path, model } = this.options;
    const device = await bus.open(path, {
      report: (bytes) => this.read(bytes),
      failed: (detail) => this.fail(detail),
    });
    if (this.ended || this.failure !== undefined) {
      await device.close().catch(() => undefined);
      throw new CodedError('hid/gone', this.failure ?? `${path} is no longer wanted`);
    }
    const driver = model.makeDriver();
    const writer = new PadWriter({
      device,
      driver,
      answered: () => this.answer(),
      failed: (detail) => this.fail(detail),
    });
    this.pad = { device, driver, writer };
    this.heartbeat.start();
  }

  show(lamps: Lamps): void {
    this.pad?.writer.show(this.pad.driver.look(lamps));
  }

  /** Resolves once the pad shows what it was last told. */
  async settled(): Promise<void> {
    await this.pad?.writer.settled();
  }

  /** Gives the pad free and reports nothing more. Never rejects. */
  async close(): Promise<void> {
    if (this.ended) return;
    this.ended = true;
    this.heartbeat.stop();
    this.pad?.writer.end();
    await this.pad?.device.close().catch(() => undefined);
  }

  private read(bytes: Uint8Array): void {
    const state = this.ended ? undefined : this.pad?.driver.read(bytes);
    if (state === undefined) return;
    if (state.asked) this.answer(state.down);
    else this.move(state.down);
  }

  /** `down` is what the pad was asked for, if it tells. */
  private answer(down: readonly Key[] = [...this.down]): void {
    const returned = this.heartbeat.answered();
    if (this.works && !returned) {
      this.move(down);
      return;
    }
    this.works = true;
    this.down = new Set(down);
    if (returned) this.pad?.writer.forget();
    this.options.listener.ready(KEYS.filter((key) => this.down.has(key)));
  }

  private move(down: readonly Key[]): void {
    const before = this.down;
    const now = new Set(down);
    this.down = now;
    if (!this.works) return;
    const { edge } = this.options.listener;
    for (const key of KEYS) if (before.has(key) && !now.has(key)) edge({ key, down: false });
    for (const key of KEYS) if (!before.has(key) && now.has(key)) edge({ key, down: true });
  }

  /** A pad that fails before it is open makes `open` reject. */
  private fail(detail: string): void {
    this.failure = detail;
    if (this.pad === undefined || this.ended) return;
    void this.close();
    this.options.listener.closed(detail);
  }
}
