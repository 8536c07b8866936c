import { afterEach, describe, expect, it } from 'vitest';
import { LEVELS, type Level } from '#contract/values.js';
import { ManualClock } from '#platform/clock.js';
import { HidPanel, type PadName } from '../../device/adapters/hid/hidPanel.js';
import type { Scene } from '../../device/ports/panel.js';
import { SimulatedHidBus } from '../../simulators/hid/simulatedHidBus.js';
import { type PadFirmware, SimulatedPad } from '../../simulators/hid/simulatedPad.js';
import { StreamDeckMiniFirmware } from '../../simulators/hid/streamDeckMiniFirmware.js';
import { Xk8Firmware } from '../../simulators/hid/xk8Firmware.js';
import { LogWitness } from '../support/logWitness.js';
import { PanelWitness } from '../support/panelWitness.js';

const INVITE: Scene = { kind: 'invite', leftMs: 30_000, moreTime: true };
const PICTURE_BYTES = 20 * 1_024;
const STEP_MS = 100;

/** Lets promises that are settled already run on. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A panel on simulated pads, on a clock of its own. */
class Bench {
  readonly clock = new ManualClock();
  readonly witness = new PanelWitness();
  readonly log = new LogWitness();
  readonly pads: readonly SimulatedPad[];
  readonly bus: SimulatedHidBus;
  readonly panel: HidPanel;

  constructor(firmwares: readonly PadFirmware[], model: PadName = 'auto') {
    this.pads = firmwares.map((firmware) => new SimulatedPad(firmware, this.clock));
    this.bus = new SimulatedHidBus(this.pads);
    this.panel = new HidPanel({ model, clock: this.clock, logger: this.log.logger, bus: this.bus });
  }

  get pad(): SimulatedPad {
    return this.pads[0] as SimulatedPad;
  }

  /** What was reported since the last call, in short. */
  told(): string[] {
    return this.witness.events
      .splice(0)
      .map((event) => (event.kind === 'lost' ? `lost: ${event.detail}` : event.kind));
  }

  async start(): Promise<void> {
    this.panel.start(this.witness);
    await settle();
  }

  async pass(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= STEP_MS) {
      this.clock.advance(Math.min(left, STEP_MS));
      await settle();
    }
  }

  async show(scene: Scene): Promise<void> {
    this.panel.show(scene);
    await settle();
  }

  async stop(): Promise<void> {
    const stopped = this.panel.stop();
    await this.pass(1_000);
    await stopped;
  }
}

describe('HidPanel', () => {
  let bench: Bench;

  const on = async (firmware: PadFirmware, model?: PadName): Promise<Bench> => {
    bench = new Bench([firmware], model);
    await bench.start();
    return bench;
  };

  afterEach(() => bench.stop());

  it('B1 says once what is missing when HID cannot be used, goes on trying, and works once it is there', async () => {
    bench = new Bench([new Xk8Firmware()]);
    bench.bus.broken = 'install the Debian package libusb-1.0-0';
    await bench.start();
    await bench.pass(60_000);
    expect(bench.told()).toEqual(['lost: install the Debian package libusb-1.0-0']);
    expect(bench.log.messages.filter((message) => message === 'panel lost')).toHaveLength(1);
    expect(bench.bus.listed).toBeGreaterThan(55);
    bench.bus.broken = undefined;
    await bench.pass(2_000);
    expect(bench.told()).toEqual(['ready']);
  });

  it('B1 says once what is missing when a pad may not be opened, and works once it may', async () => {
    bench = new Bench([new StreamDeckMiniFirmware()]);
    bench.bus.forbidden = true;
    await bench.start();
    await bench.pass(60_000);
    expect(bench.told()).toEqual(['lost: no permission to open /dev/hidraw1']);
    expect(bench.log.messages.filter((message) => message === 'panel lost')).toHaveLength(1);
    bench.bus.forbidden = false;
    await bench.pass(2_000);
    expect(bench.told()).toEqual(['ready']);
  });

  it('B2 gives the system a second to set the permissions of a pad just plugged in, then names the refusal', async () => {
    await on(new Xk8Firmware());
    await bench.pad.unplug();
    await settle();
    expect(bench.told()).toEqual([
      'ready',
      'lost: the X-keys XK-8 was unplugged or failed: could not read from HID device',
    ]);
    await bench.pad.plug();
    bench.bus.forbidden = true;
    await bench.pass(1_000);
    expect(bench.told()).toEqual([]);
    await bench.pass(10_000);
    expect(bench.told()).toEqual(['lost: no permission to open /dev/hidraw2']);
  });

  it('B2 looks for no pad while it has one, and asks it for a sign of life every 0.7 s', async () => {
    await on(new Xk8Firmware());
    const before = bench.pad.messages;
    await bench.pass(70_000);
    expect(bench.bus.listed).toBe(1);
    expect(bench.pad.messages - before).toBe(100);
  });

  it.each([
    ['X-keys XK-8', () => new Xk8Firmware()],
    ['Elgato Stream Deck Mini', () => new StreamDeckMiniFirmware()],
  ] as const)(
    'B2 %s: notices a hang within 1.7 s, keeps one message waiting, and sets the pad up anew',
    async (title, make) => {
      await on(make());
      await bench.show(INVITE);
      bench.told();
      bench.pad.hang();
      await bench.pass(1_700);
      expect(bench.told()).toEqual([`lost: the ${title} gives no answer`]);
      for (let second = 10; second > 0; second--) {
        await bench.show({ kind: 'countdown', secondsLeft: second, moreTime: true });
        await bench.pass(1_000);
      }
      await bench.show({ kind: 'dark' });
      await bench.show({ kind: 'accepted' });
      const before = bench.pad.messages;
      expect(bench.told()).toEqual([]);
      bench.pad.press(2);
      bench.pad.unhang();
      await bench.pass(1_000);
      expect(bench.told()[0]).toBe('ready');
      expect(bench.pad.lamps()).toEqual({ keys: [], accepted: true });
      // All cells of one look, the message that hung and a question or two: none of the looks in between.
      const taken = bench.pad.messages - before;
      const look = title.startsWith('X') ? 10 : 1 + 6 * 20;
      expect(taken).toBeGreaterThan(look);
      expect(taken).toBeLessThan(look + 5);
    },
  );

  it('B2 opens a pad anew that refuses a message', async () => {
    class Refusing extends Xk8Firmware {
      refuses = false;
      override write(...args: Parameters<Xk8Firmware['write']>): ReturnType<Xk8Firmware['write']> {
        if (this.refuses) throw new Error('Broken pipe');
        return super.write(...args);
      }
    }
    const firmware = new Refusing();
    await on(firmware);
    firmware.refuses = true;
    await bench.show(INVITE);
    expect(bench.told()).toEqual(['ready', 'lost: the X-keys XK-8 was unplugged or failed: Broken pipe']);
    firmware.refuses = false;
    await bench.pass(2_000);
    expect(bench.told()).toEqual(['ready']);
    expect(bench.pad.lamps().keys).toEqual(LEVELS);
  });

  it('B1 takes special, short and long reports for nothing', async () => {
    await on(new Xk8Firmware());
    const version = new Uint8Array(32).fill(0xff);
    version[1] = 0xd6;
    for (const bytes of [version, new Uint8Array(3).fill(1), new Uint8Array(200).fill(1), new Uint8Array()]) {
      bench.pad.report(bytes);
    }
    expect(bench.told()).toEqual(['ready']);
  });

  it('B1 makes up for a report that was lost, by the answer to its next question', async () => {
    await on(new Xk8Firmware());
    bench.pad.press(5);
    const released = new Uint8Array(32);
    bench.pad.report(released);
    expect(bench.witness.edges).toEqual([
      [5, true],
      [5, false],
    ]);
    await bench.pass(800);
    expect(bench.witness.edges.at(-1)).toEqual([5, true]);
  });

  it('B1 takes the model that was chosen, and any known one if none was', async () => {
    await on(new Xk8Firmware(), 'stream-deck-mini');
    expect(bench.told()).toEqual(['lost: no Elgato Stream Deck Mini is plugged in']);
    await bench.stop();
    bench = new Bench([new StreamDeckMiniFirmware(), new Xk8Firmware()]);
    await bench.pads[0]?.unplug();
    await bench.pads[1]?.unplug();
    await bench.start();
    expect(bench.told()).toEqual(['lost: no X-keys XK-8 or Elgato Stream Deck Mini is plugged in']);
    await bench.pads[0]?.plug();
    await bench.pass(1_000);
    expect(bench.told()).toEqual(['ready']);
  });

  it('W2 the Stream Deck lights an invitation by 17 bytes', async () => {
    await on(new StreamDeckMiniFirmware());
    const before = bench.pad.bytes;
    await bench.show(INVITE);
    expect(bench.pad.lamps()).toEqual({ keys: LEVELS, accepted: false });
    expect(bench.pad.bytes - before).toBe(17);
  });

  it('W11 the Stream Deck answers every level by the same messages: brightness, then ticks from the first key on', async () => {
    const answers = new Map<Level, string>();
    for (const level of LEVELS) {
      const firmware = new StreamDeckMiniFirmware();
      await on(firmware);
      await bench.show({ kind: 'countdown', secondsLeft: 5, moreTime: true });
      await bench.pass(800);
      const before = bench.pad.bytes;
      const steps: string[] = [];
      const look = () => `${firmware.percent} ${firmware.pictures.map((picture) => picture?.[9_000]).join()}`;
      let last = look();
      const unwatch = bench.pad.watch(() => {
        if (look() !== last) steps.push(`${bench.pad.bytes - before}: ${look()}`);
        last = look();
      });
      bench.pad.press(level);
      await bench.show({ kind: 'accepted' });
      unwatch();
      answers.set(level, steps.join(' | '));
      expect(steps[0]).toMatch(/^17: 100 /);
      expect(bench.pad.bytes - before).toBe(17 + 6 * PICTURE_BYTES);
      await bench.stop();
    }
    expect(new Set(answers.values()).size).toBe(1);
  });

  it('W9 a Stream Deck key held at the opening counts for nothing when it is released', async () => {
    bench = new Bench([new StreamDeckMiniFirmware()]);
    bench.pad.press(3);
    await bench.start();
    bench.pad.release(3);
    expect(bench.witness.edges).toEqual([]);
    bench.pad.press(3);
    expect(bench.witness.edges).toEqual([[3, true]]);
  });

  it('stops within a second from a pad that hangs, and tells nothing afterwards', async () => {
    await on(new Xk8Firmware());
    bench.told();
    bench.pad.hang();
    let stopped = false;
    const stopping = bench.panel.stop().then(() => {
      stopped = true;
    });
    await bench.pass(600);
    expect(stopped).toBe(true);
    await stopping;
    bench.pad.unhang();
    bench.pad.press(1);
    await bench.pass(5_000);
    expect(bench.told()).toEqual([]);
  });

  it('stops while it is looking for a pad, and leaves none open', async () => {
    bench = new Bench([new Xk8Firmware()]);
    bench.panel.start(bench.witness);
    await bench.stop();
    expect(bench.told()).toEqual([]);
    const before = bench.pad.messages;
    await bench.pass(5_000);
    expect(bench.pad.messages).toBe(before);
  });
});
