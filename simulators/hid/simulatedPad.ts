import type { Clock } from '#platform/clock.js';
import type { HidDevice, HidInfo, HidListener } from '../../device/adapters/hid/hidBus.js';
import { type LitLamps, NONE_LIT } from '../../device/adapters/lampPattern.js';
import { KEYS, type Key } from '../../device/ports/panel.js';

/** What one model of pad does with the bytes it gets, as its firmware would. */
export interface PadFirmware {
  readonly vendorId: number;
  readonly productId: number;
  /** Interfaces and usages under which the system lists it, one entry each. */
  readonly interfaces: readonly number[];
  /** Power-on. */
  boot(): void;
  /** The input report after a key has moved. */
  keysReport(down: ReadonlySet<Key>): Uint8Array;
  /** Takes an output report; may answer with an input report. */
  write(report: Uint8Array, down: ReadonlySet<Key>): Uint8Array | undefined;
  sendFeature(report: Uint8Array): void;
  readFeature(id: number, length: number): Uint8Array;
  /** What an eye sees. */
  lamps(): LitLamps;
}

interface Connection {
  readonly listener: HidListener;
  open: boolean;
  busy: boolean;
}

/**
 * A USB pad in this process, between the driver that opens it and the hands that press it. It refuses a message
 * sent before the one before was taken, as a reminder to the driver. While it hangs, messages are neither taken
 * nor refused.
 */
export class SimulatedPad {
  /** Messages taken since power-on, and their bytes. */
  messages = 0;
  bytes = 0;
  private readonly down = new Set<Key>();
  private readonly watchers = new Set<() => void>();
  private connections: Connection[] = [];
  private waiting: Array<() => void> = [];
  private plugged = false;
  private hung = false;
  private plugs = 0;

  constructor(
    private readonly firmware: PadFirmware,
    private readonly clock: Clock,
  ) {
    this.powerOn();
  }

  /** Another one after each plug-in, as with hidraw. */
  get path(): string {
    return `/dev/hidraw${this.plugs}`;
  }

  listing(): HidInfo[] {
    if (!this.plugged) return [];
    const { vendorId, productId, interfaces } = this.firmware;
    return interfaces.map((number) => ({
      path: number === 0 ? this.path : `${this.path}-${number}`,
      vendorId,
      productId,
      interface: number,
    }));
  }

  open(listener: HidListener): HidDevice {
    const connection: Connection = { listener, open: true, busy: false };
    this.connections.push(connection);
    return {
      write: (report) =>
        this.message(connection, report.length, () => {
          const answer = this.firmware.write(report, this.down);
          if (answer !== undefined) this.report(answer);
        }),
      sendFeature: (report) =>
        this.message(connection, report.length, () => this.firmware.sendFeature(report)),
      readFeature: async (id, length) => {
        let answer = new Uint8Array();
        await this.message(connection, length, () => {
          answer = Uint8Array.from(this.firmware.readFeature(id, length));
        });
        return answer;
      },
      close: async () => {
        connection.open = false;
        this.forget(connection);
      },
    };
  }

  press(key: Key): void {
    this.move(key, true);
  }

  release(key: Key): void {
    this.move(key, false);
  }

  /** Changes at once, and again after each of `pattern` (ms). */
  bounce(key: Key, [ms, ...rest]: readonly number[]): void {
    this.move(key, !this.down.has(key));
    if (ms !== undefined) this.clock.after(ms, () => this.bounce(key, rest));
  }

  async unplug(): Promise<void> {
    this.plugged = false;
    this.hung = false;
    const lost = this.connections.splice(0);
    for (const connection of lost) {
      if (connection.open) connection.listener.failed('could not read from HID device');
      connection.open = false;
    }
    this.wake();
    this.changed();
  }

  /** Boots with the keys as they are held, and tells nobody about them. */
  async plug(): Promise<void> {
    if (!this.plugged) this.powerOn();
  }

  hang(): void {
    this.hung = this.plugged;
  }

  unhang(): void {
    this.hung = false;
    this.wake();
  }

  /** Opens every contact and ends a hang, plugged in. */
  async restore(): Promise<void> {
    for (const key of KEYS) this.release(key);
    this.unhang();
    await this.plug();
  }

  wait(ms: number): Promise<void> {
    return new Promise((resolve) => void this.clock.after(ms, resolve));
  }

  lamps(): LitLamps {
    return this.plugged ? this.firmware.lamps() : NONE_LIT;
  }

  /** Calls back after each message taken and each plug until the returned function is called. */
  watch(listener: () => void): () => void {
    this.watchers.add(listener);
    return () => void this.watchers.delete(listener);
  }

  /** Sends any bytes as an input report. */
  report(bytes: Uint8Array): void {
    for (const { open, listener } of this.connections) if (open) listener.report(bytes);
  }

  private powerOn(): void {
    this.plugged = true;
    this.plugs++;
    this.messages = 0;
    this.bytes = 0;
    this.firmware.boot();
    this.changed();
  }

  private move(key: Key, down: boolean): void {
    if (this.down.has(key) === down) return;
    if (down) this.down.add(key);
    else this.down.delete(key);
    if (this.plugged && !this.hung) this.report(this.firmware.keysReport(this.down));
  }

  private async message(connection: Connection, bytes: number, take: () => void): Promise<void> {
    if (connection.busy) throw new Error('a message was sent before the one before was taken');
    connection.busy = true;
    while (this.hung && connection.open) await new Promise<void>((resolve) => this.waiting.push(resolve));
    connection.busy = false;
    if (!connection.open) throw new Error('the device has been closed');
    this.messages++;
    this.bytes += bytes;
    take();
    this.changed();
  }

  private forget(connection: Connection): void {
    this.connections = this.connections.filter((other) => other !== connection);
    this.wake();
  }

  private wake(): void {
    for (const resume of this.waiting.splice(0)) resume();
  }

  private changed(): void {
    for (const watcher of this.watchers) watcher();
  }
}
