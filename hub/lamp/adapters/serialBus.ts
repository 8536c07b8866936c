import { once } from 'node:events';
import type { SerialPort } from 'serialport';
import { CodedError, messageOf } from '#platform/errors.js';
import type { LightBus, LightDevice } from '../ports/lightBus.js';

const BAUD = 9_600;
/** WCH CH340 and CH341, which relay boards of the LCUS kind have. */
const VENDOR = '1a86';
const PRODUCTS = ['7523', '5523'];

/** The part of a listed port that is used. */
export interface ListedPort {
  readonly path: string;
  readonly vendorId?: string | undefined;
  readonly productId?: string | undefined;
}

export interface SerialBusOptions {
  /** The only port to use; absent: whichever looks like a relay board. */
  readonly path?: string;
  /** Default: what serialport finds. */
  readonly list?: () => Promise<readonly ListedPort[]>;
}

/** Relay boards on serial ports. serialport is loaded at the first call. */
export class SerialBus implements LightBus {
  private readonly list: () => Promise<readonly ListedPort[]>;

  constructor(private readonly options: SerialBusOptions = {}) {
    this.list = options.list ?? (async () => (await loadSerialport()).SerialPort.list());
  }

  async find(): Promise<readonly string[]> {
    if (this.options.path !== undefined) return [this.options.path];
    const ports = await this.list().catch((error: unknown) => {
      const advice = 'name the port with --device, or install the Debian package udev';
      throw new CodedError('light/library', `serial ports cannot be listed: ${messageOf(error)}; ${advice}`, {
        cause: error,
      });
    });
    const isBoard = ({ vendorId = '', productId = '' }: ListedPort): boolean =>
      vendorId.toLowerCase() === VENDOR && PRODUCTS.includes(productId.toLowerCase());
    return ports
      .filter(isBoard)
      .map(({ path }) => path)
      .sort();
  }

  async open(path: string, failed: (detail: string) => void): Promise<LightDevice> {
    const { SerialPort: Port } = await loadSerialport();
    const port = new Port({ path, baudRate: BAUD, autoOpen: false });
    await new Promise<void>((resolve, reject) => {
      port.open((error) =>
        error === null || error === undefined ? resolve() : reject(unopened(path, error)),
      );
    });
    let live = true;
    const lose = (detail: string): void => {
      if (live) failed(detail);
      live = false;
    };
    for (const event of ['close', 'end']) port.on(event, () => lose(`${path} was unplugged`));
    port.on('error', (error: Error) => lose(`${path} failed: ${error.message}`));
    // Nothing is expected from the board, but only a port that is read tells that it has gone.
    port.resume();
    return {
      write: (message) => writeAll(port, message),
      close: () => {
        live = false;
        return closePort(port);
      },
    };
  }
}

const loadSerialport = (): Promise<typeof import('serialport')> =>
  import('serialport').catch((error: unknown) => {
    throw new CodedError('light/library', `serial ports cannot be used: ${messageOf(error)}`, {
      cause: error,
    });
  });

function writeAll(port: SerialPort, message: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (error: Error | null | undefined): void =>
      error === null || error === undefined ? resolve() : reject(error);
    port.write(Buffer.from(message), (error) => (error ? settle(error) : port.drain(settle)));
  });
}

async function closePort(port: SerialPort): Promise<void> {
  if (port.closing) await once(port, 'close');
  if (!port.isOpen) return;
  // Bytes that a hanging board does not take would hold up the closing for many seconds.
  await new Promise<void>((resolve) => port.flush(() => port.close(() => resolve())));
}

function unopened(path: string, error: Error): CodedError {
  const isGone = /no such (file|device)|file not found/i.test(error.message);
  const advice = isGone
    ? ''
    : '; this account must be in the group dialout, and no other program may use the port';
  return new CodedError(
    isGone ? 'light/gone' : 'light/access',
    `cannot open ${path}: ${error.message}${advice}`,
    {
      cause: error,
    },
  );
}
