import type { Device } from 'node-hid';
import { CodedError, messageOf, systemCode } from '#platform/errors.js';
import type { LightBus, LightDevice } from '../ports/lightBus.js';

/** The part of an open `HIDAsync` that is used. */
export interface NodeHidHandle {
  /** Reading is what tells that a device has gone. */
  on(event: 'data', listener: (data: Buffer) => void): unknown;
  /** The native reader passes a string, everything else an Error. */
  on(event: 'error', listener: (error: unknown) => void): unknown;
  write(data: Buffer): Promise<number>;
  close(): Promise<void>;
}

/** The part of the module node-hid that is used. */
export interface NodeHid {
  devicesAsync(): Promise<Device[]>;
  readonly HIDAsync: { open(path: string): Promise<NodeHidHandle> };
}

export interface HidModel {
  readonly vendorId: number;
  readonly productIds: readonly number[];
}

export const PATLITE_USB: HidModel = { vendorId: 0x191a, productIds: [0x6001] };
/** Alpha, UC, Omega. */
export const BUSYLIGHT_USB: HidModel = { vendorId: 0x27bb, productIds: [0x3bca, 0x3bcb, 0x3bcd] };

/** Installed by the Debian package of the hub. */
const RULES = '70-rating-lamp.rules';

export interface NodeHidBusOptions {
  readonly model: HidModel;
  /** The only light to use; absent: whichever there is. */
  readonly path?: string;
  /** Gives the module; default: node-hid itself, loaded at the first call. */
  readonly load?: () => Promise<NodeHid>;
}

/** USB HID lights of one model. A missing library is looked for again at each call, so that no restart is needed. */
export class NodeHidBus implements LightBus {
  private readonly load: () => Promise<NodeHid>;

  constructor(private readonly options: NodeHidBusOptions) {
    this.load = options.load ?? (() => import('node-hid'));
  }

  async find(): Promise<readonly string[]> {
    const { model, path: only } = this.options;
    const devices = await this.load()
      .then((hid) => hid.devicesAsync())
      .catch(refuse);
    const paths = devices
      .filter(
        ({ vendorId, productId }) => vendorId === model.vendorId && model.productIds.includes(productId),
      )
      .flatMap(({ path }) => (path === undefined || (only !== undefined && path !== only) ? [] : [path]));
    return [...new Set(paths)].sort();
  }

  async open(path: string, failed: (detail: string) => void): Promise<LightDevice> {
    const hid = await this.load().catch(refuse);
    const handle = await hid.HIDAsync.open(path).catch((error: unknown) => {
      throw unopened(path, error);
    });
    let live = true;
    handle.on('error', (error) => {
      if (live) failed(messageOf(error));
      live = false;
    });
    handle.on('data', () => undefined);
    // node-hid begins to read in the next tick, and would throw there if the device were closed before.
    await new Promise<void>((resolve) => process.nextTick(resolve));
    return {
      write: async (message) => void (await handle.write(Buffer.from(message))),
      close: async () => {
        live = false;
        await handle.close().catch(() => undefined);
      },
    };
  }
}

function refuse(error: unknown): never {
  const reason = messageOf(error);
  const missing = systemCode(error) === 'ERR_DLOPEN_FAILED';
  const advice = missing ? `; install the Debian package ${packageFor(reason)}` : '';
  throw new CodedError('light/library', `USB HID cannot be used: ${reason}${advice}`, { cause: error });
}

const packageFor = (reason: string): string => (reason.includes('libudev') ? 'libudev1' : 'libusb-1.0-0');

/** hidapi tells the reason only on some systems, so whatever is not a vanished device is taken for a refusal. */
function unopened(path: string, error: unknown): CodedError {
  const reason = messageOf(error);
  if (/no such (file|device)/i.test(reason)) {
    return new CodedError('light/gone', `${path} went away`, { cause: error });
  }
  const advice = `install ${RULES} in /etc/udev/rules.d and plug the light in again`;
  return new CodedError('light/access', `${reason}; ${advice}`, { cause: error });
}
