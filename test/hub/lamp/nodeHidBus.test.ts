import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import {
  BUSYLIGHT_USB,
  type NodeHid,
  NodeHidBus,
  type NodeHidHandle,
  PATLITE_USB,
} from '../../../hub/lamp/adapters/nodeHidBus.js';

/** An open device of node-hid that notes what is done to it. */
class ScriptedHandle extends EventEmitter implements NodeHidHandle {
  readonly calls: string[] = [];

  async write(data: Buffer): Promise<number> {
    this.calls.push(`write ${data.toString('hex')}`);
    return data.length;
  }

  async close(): Promise<void> {
    this.calls.push('close');
  }
}

const listed = (path: string | undefined, vendorId: number, productId: number) => ({
  path,
  vendorId,
  productId,
  interface: 0,
  release: 1,
});

const LISTED = [
  listed('/dev/hidraw4', 0x191a, 0x6001),
  listed('/dev/hidraw2', 0x191a, 0x6001),
  listed('/dev/hidraw2', 0x191a, 0x6001),
  listed(undefined, 0x191a, 0x6001),
  listed('/dev/hidraw5', 0x191a, 0x8003),
  listed('/dev/hidraw6', 0x27bb, 0x3bcd),
];

const moduleOf = (parts: Partial<NodeHid>) => async (): Promise<NodeHid> => ({
  devicesAsync: async () => LISTED,
  HIDAsync: { open: async () => new ScriptedHandle() },
  ...parts,
});

const deaf = (): void => undefined;

describe('NodeHidBus of the lamp', () => {
  it('finds lights of its model, each once, or the only one it may use', async () => {
    const load = moduleOf({});
    expect(await new NodeHidBus({ model: PATLITE_USB, load }).find()).toEqual([
      '/dev/hidraw2',
      '/dev/hidraw4',
    ]);
    expect(await new NodeHidBus({ model: BUSYLIGHT_USB, load }).find()).toEqual(['/dev/hidraw6']);
    const only = { model: PATLITE_USB, load, path: '/dev/hidraw4' };
    expect(await new NodeHidBus(only).find()).toEqual(['/dev/hidraw4']);
    expect(await new NodeHidBus({ ...only, path: '/dev/hidraw6' }).find()).toEqual([]);
  });

  it('A6 tells once that a light has gone, and nothing after it was closed', async () => {
    const handle = new ScriptedHandle();
    const failures: string[] = [];
    const load = moduleOf({ HIDAsync: { open: async () => handle } });
    const open = () =>
      new NodeHidBus({ model: PATLITE_USB, load }).open('/dev/hidraw2', (detail) => failures.push(detail));
    await open();
    handle.emit('error', 'could not read from HID device');
    handle.emit('error', new Error('again'));
    expect(failures).toEqual(['could not read from HID device']);
    handle.removeAllListeners();
    const device = await open();
    await device.write(Uint8Array.of(0, 1));
    await device.close();
    handle.emit('error', new Error('late'));
    expect(failures).toHaveLength(1);
    expect(handle.calls).toEqual(['write 0001', 'close']);
  });

  it.each([
    ['light/gone', 'cannot open: No such file or directory', /went away/],
    ['light/access', 'cannot open device with path /dev/hidraw2', /install 70-rating-lamp\.rules in/],
  ])('A6 refuses with %s', async (code, reason, message) => {
    const load = moduleOf({ HIDAsync: { open: () => Promise.reject(new TypeError(reason)) } });
    const opening = new NodeHidBus({ model: PATLITE_USB, load }).open('/dev/hidraw2', deaf);
    await expect(opening).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
  });

  it('names the Debian package when the native library is missing', async () => {
    const error = Object.assign(new Error('libusb-1.0.so.0: cannot open'), { code: 'ERR_DLOPEN_FAILED' });
    const load = moduleOf({ devicesAsync: () => Promise.reject(error) });
    await expect(new NodeHidBus({ model: PATLITE_USB, load }).find()).rejects.toMatchObject({
      code: 'light/library',
      message: expect.stringMatching(/install the Debian package libusb-1\.0-0$/),
    });
  });

  it('the true node-hid is there: it finds what there is, or the missing library is named', async () => {
    const found = await new NodeHidBus({ model: PATLITE_USB }).find().catch((error: unknown) => error);
    if (!Array.isArray(found)) expect(found).toMatchObject({ code: 'light/library' });
  });
});
