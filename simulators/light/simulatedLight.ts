import type { Clock } from '#platform/clock.js';
import { CodedError } from '#platform/errors.js';
import type { LightBus, LightDevice } from '../../hub/lamp/ports/lightBus.js';
import { DARK, type LightFirmware, type Seen } from './lightFirmware.js';

interface Connection {
  readonly failed: (detail: string) => void;
  open: boolean;
  busy: boolean;
}

/**
 * A signal light in this process, with hands that unplug it and eyes that look at it; plugged in at first. It refuses a
 * message sent before the one before was taken, as a reminder to its driver.
 */
export class SimulatedLight implements LightBus {
  /** Messages taken since it was made. */
  messages = 0;
  /** The light is there but may not be opened. */
  forbidden = false;
  /** Searches so far. */
  searches = 0;
  private plugs = 0;
  private plugged = false;
  private hung = false;
  private connection: Connection | undefined;
  private waiting: Array<() => void> = [];

  constructor(
    private readonly firmware: LightFirmware,
    private readonly clock: Clock,
  ) {
    this.plug();
  }

  async find(): Promise<readonly string[]> {
    this.searches++;
    return this.plugged ? [this.path] : [];
  }

  async open(path: string, failed: (detail: string) => void): Promise<LightDevice> {
    if (!this.plugged || path !== this.path) throw new CodedError('light/gone', `${path} went away`);
    if (this.forbidden) throw new CodedError('light/access', `no permission to open ${path}`);
    const connection = { failed, open: true, busy: false };
    this.connection = connection;
    return {
      write: (message) => this.take(connection, message),
      close: async () => {
        connection.open = false;
        this.wake();
      },
    };
  }

  plug(): void {
    if (this.plugged) return;
    this.plugged = true;
    this.plugs++;
    this.firmware.boot(this.clock.monotonic());
  }

  unplug(): void {
    const { connection } = this;
    this.plugged = false;
    this.connection = undefined;
    if (connection?.open) connection.failed('could not read from HID device');
    if (connection !== undefined) connection.open = false;
    this.unhang();
  }

  /** Takes nothing more, and refuses nothing. */
  hang(): void {
    this.hung = true;
  }

  unhang(): void {
    this.hung = false;
    this.wake();
  }

  look(): Seen {
    return this.plugged ? this.firmware.look(this.clock.monotonic()) : DARK;
  }

  /** Another one after each plug-in, as with hidraw. */
  private get path(): string {
    return `/dev/hidraw${this.plugs}`;
  }

  private async take(connection: Connection, message: Uint8Array): Promise<void> {
    if (connection.busy) throw new Error('a message was sent before the one before was taken');
    connection.busy = true;
    while (this.hung && connection.open) await new Promise<void>((resolve) => this.waiting.push(resolve));
    connection.busy = false;
    if (!connection.open) throw new Error('the light is gone or closed');
    this.messages++;
    this.firmware.write(message, this.clock.monotonic());
  }

  private wake(): void {
    for (const resume of this.waiting.splice(0)) resume();
  }
}
