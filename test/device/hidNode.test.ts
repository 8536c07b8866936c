import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { ManualClock } from '#platform/clock.js';
import { silentLogger } from '#platform/logger.js';
import { HidPanel } from '../../device/adapters/hid/hidPanel.js';
import { type NodeHid, NodeHidBus, type NodeHidHandle } from '../../device/adapters/hid/nodeHidBus.js';
import { PanelWitness } from '../support/panelWitness.js';

/** An open device of node-hid that notes what is done to it. */
class ScriptedHandle extends EventEmitter implements NodeHidHandle {
  readonly calls: string[] = [];

  async write(data: Buffer): Promise<number> {
    this.calls.push(`write ${data.toString('hex')}`);
    return data.length;
  }

  async sendFeatureReport(data: Buffer): Promise<number> {
    this.calls.push(`feature ${data.toString('hex')}`);
    return data.length;
  }

  async getFeatureReport(id: number, length: number): Promise<Buffer> {
    this.calls.push(`ask ${id} ${length}`);
    return Buffer.from([id, 7]);
  }

  async close(): Promise<void> {
    this.calls.push('close');
  }
}

const LISTED = { vendorId: 0x05f3, productId: 1130, path: '/dev/hidraw3', interface: 0, release: 14 };

const moduleOf = (parts: Partial<NodeHid>): NodeHid => ({
  devicesAsync: async () => [LISTED, { ...LISTED, path: undefined }],
  HIDAsync: { open: async () => new ScriptedHandle() },
  ...parts,
});

const dlopenError = Object.assign(
  new Error('libusb-1.0.so.0: cannot open shared object file: No such file or directory'),
  { code: 'ERR_DLOPEN_FAILED' },
);

const openRefused = (message: string) =>
  new NodeHidBus(async () => moduleOf({ HIDAsync: { open: () => Promise.reject(new TypeError(message)) } }));

const deaf = { report: () => undefined, failed: () => undefined };

describe('NodeHidBus', () => {
  it('B1 lists what can be opened', async () => {
    const bus = new NodeHidBus(async () => moduleOf({}));
    const { release: _, ...info } = LISTED;
    expect(await bus.list()).toEqual([info]);
  });

  it('B1 hands on reports, and failure once, and nothing after it', async () => {
    const handle = new ScriptedHandle();
    const paths: string[] = [];
    const heard: string[] = [];
    const open = async (path: string) => {
      paths.push(path);
      return handle;
    };
    const bus = new NodeHidBus(async () => moduleOf({ HIDAsync: { open } }));
    await bus.open('/dev/hidraw3', {
      report: (bytes) => heard.push(Buffer.from(bytes).toString('hex')),
      failed: (detail) => heard.push(detail),
    });
    handle.emit('data', Buffer.from([1, 2]));
    handle.emit('error', 'could not read from HID device');
    handle.emit('error', new Error('again'));
    handle.emit('data', Buffer.from([3]));
    expect(paths).toEqual(['/dev/hidraw3']);
    expect(heard).toEqual(['0102', 'could not read from HID device']);
  });

  it('B1 passes messages on, and hears nothing once closed', async () => {
    const handle = new ScriptedHandle();
    const heard: string[] = [];
    const bus = new NodeHidBus(async () => moduleOf({ HIDAsync: { open: async () => handle } }));
    const device = await bus.open('/dev/hidraw3', {
      report: () => heard.push('report'),
      failed: (detail) => heard.push(detail),
    });
    await device.write(Uint8Array.of(0, 0xb1));
    await device.sendFeature(Uint8Array.of(5, 0x55));
    expect([...(await device.readFeature(4, 32))]).toEqual([4, 7]);
    const closing = device.close();
    handle.emit('data', Buffer.from([1]));
    handle.emit('error', new Error('late'));
    await closing;
    expect(handle.calls).toEqual(['write 00b1', 'feature 0555', 'ask 4 32', 'close']);
    expect(heard).toEqual([]);
  });

  it('B1 names the Debian package when the native library is missing', async () => {
    const bus = new NodeHidBus(async () => moduleOf({ devicesAsync: () => Promise.reject(dlopenError) }));
    await expect(bus.list()).rejects.toMatchObject({
      code: 'hid/library',
      message: expect.stringMatching(/libusb-1\.0\.so\.0.*install the Debian package libusb-1\.0-0$/),
    });
  });

  it('B1 tells why node-hid itself cannot be loaded', async () => {
    const bus = new NodeHidBus(() => Promise.reject(new Error('Cannot find package')));
    const refusal = { code: 'hid/library', message: 'USB HID cannot be used: Cannot find package' };
    await expect(bus.list()).rejects.toMatchObject(refusal);
    await expect(bus.open('/dev/hidraw3', deaf)).rejects.toMatchObject(refusal);
  });

  it.each([
    "cannot open device with path /dev/hidraw3: Failed to open a device with path '/dev/hidraw3': Permission denied",
    'cannot open device with path /dev/hidraw3',
  ])('B1 names the udev rules when a pad may not be opened: %s', async (message) => {
    await expect(openRefused(message).open('/dev/hidraw3', deaf)).rejects.toMatchObject({
      code: 'hid/access',
      message: `${message}; install 70-rating-box.rules in /etc/udev/rules.d and plug the pad in again`,
    });
  });

  it('B2 takes a pad that vanished before it was opened for gone', async () => {
    const bus = openRefused('Failed to open a device with path: No such file or directory');
    await expect(bus.open('/dev/hidraw3', deaf)).rejects.toMatchObject({ code: 'hid/gone' });
  });

  it('B7 loads nothing until a pad is looked for', async () => {
    let loaded = 0;
    const bus = new NodeHidBus(async () => {
      loaded++;
      return moduleOf({ devicesAsync: async () => [] });
    });
    const panel = new HidPanel({ model: 'auto', clock: new ManualClock(), logger: silentLogger, bus });
    expect(loaded).toBe(0);
    panel.start(new PanelWitness());
    expect(loaded).toBe(1);
    await panel.stop();
  });

  it('B1 the true node-hid is there: it lists devices, or the missing library is named', async () => {
    const found = await new NodeHidBus().list().then(
      (devices) => devices.every(({ path }) => path !== ''),
      (error: unknown) => error,
    );
    if (found !== true)
      expect(found).toMatchObject({ code: 'hid/library', message: expect.stringContaining('install') });
  });

  it('B1 the true node-hid refuses a path that is no device', async () => {
    await expect(new NodeHidBus().open('/nonexistent/hidraw', deaf)).rejects.toMatchObject({
      code: expect.stringMatching(/^hid\//),
    });
  });
});
