import type { Device } from 'node-hid';
import { CodedError, messageOf, systemCode } from '#platform/errors.js';
import type { HidBus, HidDevice, HidInfo, HidListener } from './hidBus.js';

/** The part of an open `HIDAsync` that is used. */
export interface NodeHidHandle {
  on(event: 'data', listener: (data: Buffer) => void): unknown;
  /** The native reader passes a string, everything else an Error. */
  on(event: 'error', listener: (error: unknown) => void): unknown;
  write(data: Buffer): Promise<number>;
  sendFeatureReport(data: Buffer): Promise<number>;
  getFeatureReport(id: number, length: number): Promise<Buffer>;
  close(): Promise<void>;
}

/** The part of the module node-hid that is used. */
export interface NodeHid {
  devicesAsync(): Promise<Device[]>;
  readonly HIDAsync: { open(path: string): Promise<NodeHidHandle> };
}

/** Rules to be installed where a pad may not be opened; shipped in `device/package/udev`. */
const RULES = '70-rating-box.rules';

/**
 * HID through node-hid, which is loaded at the first call, so that a box without a HID pad never loads the native
 * library. A missing library is looked for again at each call: once it is installed the pad works without a restart.
 */
export class NodeHidBus implements HidBus {
  /** `load` gives the module; default: node-hid itself. */
  constructor(private readonly load: () => Promise<NodeHid> = () => import('node-hid')) {}

  async list(): Promise<readonly HidInfo[]> {
    const devices = await this.load()
      .then((hid) => hid.devicesAsync())
      .catch(refuse);
    return devices.flatMap(({ path, vendorId, productId, interface: number }) =>
      path === undefined ? [] : [{ path, vendorId, productId, interface: number }],
    );
  }

  async open(path: string, listener: HidListener): Promise<HidDevice> {
    const hid = await this.load().catch(refuse);
    const handle = await hid.HIDAsync.open(path).catch((error: unknown) => {
      throw unopened(path, error);
    });
    return attach(handle, listener);
  }
}

async function attach(handle: NodeHidHandle, listener: HidListener): Promise<HidDevice> {
  let live = true;
  handle.on('error', (error) => {
    if (live) listener.failed(messageOf(error));
    live = false;
  });
  handle.on('data', (data) => {
    if (live) listener.report(data);
  });
  // node-hid begins to read in the next tick, and would throw there if the device were closed before.
  await new Promise<void>((resolve) => process.nextTick(resolve));
  return {
    write: async (report) => void (await handle.write(Buffer.from(report))),
    sendFeature: async (report) => void (await handle.sendFeatureReport(Buffer.from(report))),
    readFeature: (id, length) => handle.getFeatureReport(id, length),
    close: () => {
      live = false;
      return handle.close();
    },
  };
}

function refuse(error: unknown): never {
  const reason = messageOf(error);
  const missing = systemCode(error) === 'ERR_DLOPEN_FAILED';
  const advice = missing ? `; install the Debian package ${packageFor(reason)}` : '';
  throw new CodedError('hid/library', `USB HID cannot be used: ${reason}${advice}`, { cause: error });
}

const packageFor = (reason: string): string => (reason.includes('libudev') ? 'libudev1' : 'libusb-1.0-0');

/** hidapi tells the reason only on some systems, so whatever is not a vanished device is taken for a refusal. */
function unopened(path: string, error: unknown): CodedError {
  const reason = messageOf(error);
  if (/no such (file|device)/i.test(reason)) {
    return new CodedError('hid/gone', `${path} went away`, { cause: error });
  }
  const advice = `install ${RULES} in /etc/udev/rules.d and plug the pad in again`;
  return new CodedError('hid/access', `${reason}; ${advice}`, { cause: error });
}
