import { describe, expect, it } from 'vitest';
import { LEVELS } from '#contract/values.js';
import { ManualClock } from '#platform/clock.js';
import { SimulatedHidBus } from '../../simulators/hid/simulatedHidBus.js';
import { SimulatedPad } from '../../simulators/hid/simulatedPad.js';
import { StreamDeckMiniFirmware } from '../../simulators/hid/streamDeckMiniFirmware.js';
import { Xk8Firmware } from '../../simulators/hid/xk8Firmware.js';

const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

const STATE_REQUEST = new Uint8Array(36);
STATE_REQUEST[1] = 0xb1;

function makePad() {
  const pad = new SimulatedPad(new Xk8Firmware(), new ManualClock());
  const heard: string[] = [];
  const open = () =>
    pad.open({
      report: (bytes) => heard.push(Buffer.from(bytes).toString('hex').slice(0, 12)),
      failed: (detail) => heard.push(detail),
    });
  return { pad, heard, open };
}

describe('SimulatedPad', () => {
  it('B1 an XK-8 sends the reports that were recorded from a real one', () => {
    const { pad, heard, open } = makePad();
    open();
    for (const key of [...LEVELS, 'more-time', 'language'] as const) {
      pad.press(key);
      pad.release(key);
    }
    expect(heard.filter((_, index) => index % 2 === 0)).toEqual([
      '020101000000',
      '020100010000',
      '020100000100',
      '020100000001',
      '020102000000',
      '020100020000',
      '020100000200',
    ]);
    expect(new Set(heard.filter((_, index) => index % 2 === 1))).toEqual(new Set(['020100000000']));
  });

  it('B1 refuses a message sent before the one before was taken', async () => {
    const { pad, open } = makePad();
    const device = open();
    pad.hang();
    const first = device.write(STATE_REQUEST);
    await expect(device.write(STATE_REQUEST)).rejects.toThrow('before the one before was taken');
    pad.unhang();
    await first;
  });

  it('B2 neither takes nor refuses messages while it hangs, and tells of no key', async () => {
    const { pad, heard, open } = makePad();
    const device = open();
    pad.hang();
    let taken = false;
    const writing = device.write(STATE_REQUEST).then(() => {
      taken = true;
    });
    pad.press(5);
    await settle();
    expect([taken, heard]).toEqual([false, []]);
    pad.unhang();
    await writing;
    expect(heard).toEqual(['020301000000']);
  });

  it('B2 fails its connections when it is unplugged, and has another path when it is back', async () => {
    const { pad, heard, open } = makePad();
    const bus = new SimulatedHidBus([pad]);
    const device = open();
    const before = pad.path;
    await pad.unplug();
    expect(heard).toEqual(['could not read from HID device']);
    expect(await bus.list()).toEqual([]);
    await expect(device.write(STATE_REQUEST)).rejects.toThrow('closed');
    await pad.plug();
    expect(pad.path).not.toBe(before);
    await expect(
      bus.open(before, { report: () => undefined, failed: () => undefined }),
    ).rejects.toMatchObject({
      code: 'hid/gone',
    });
  });

  it('B1 an XK-8 lights its keys at power-on, and takes no other reports than its own', async () => {
    const { pad, open } = makePad();
    expect(pad.lamps()).toEqual({ keys: LEVELS, accepted: true });
    await expect(open().write(new Uint8Array(8))).rejects.toThrow('36 bytes');
    await expect(open().readFeature(3, 32)).rejects.toThrow('no feature reports');
  });

  it('B1 a Stream Deck refuses half a picture and wrong reports', async () => {
    const pad = new SimulatedPad(new StreamDeckMiniFirmware(), new ManualClock());
    const device = pad.open({ report: () => undefined, failed: () => undefined });
    const page = new Uint8Array(1_024);
    page.set([2, 1, 3, 0, 0, 1]);
    await expect(device.write(page)).rejects.toThrow('a page is missing');
    page.set([2, 1, 0, 0, 1, 1]);
    await expect(device.write(page)).rejects.toThrow('no bitmap');
    await expect(device.write(new Uint8Array(64))).rejects.toThrow('no picture page');
    await expect(device.sendFeature(Uint8Array.of(3, 8, 50))).rejects.toThrow('no brightness report');
    await expect(device.readFeature(9, 32)).rejects.toThrow('no feature report 9');
  });
});
