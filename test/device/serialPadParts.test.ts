import { beforeEach, describe, expect, it } from 'vitest';
import { ManualClock } from '#platform/clock.js';
import { silentLogger } from '#platform/logger.js';
import { PAD_FRAMINGS, type PadFraming, serialLineSettings } from '../../device/adapters/serialPadFraming.js';
import { SerialPadLamps } from '../../device/adapters/serialPadLamps.js';
import { SerialPadPanel } from '../../device/adapters/serialPadPanel.js';
import { PanelWitness } from '../support/panelWitness.js';
import { ScriptedPad } from '../support/scriptedPad.js';

const refusal = (message: string) =>
  expect.objectContaining({ code: 'panel/serial-line', message: expect.stringContaining(message) });

describe('serialLineSettings', () => {
  it('knows data bits, parity and stop bits of every framing', () => {
    expect(serialLineSettings(9_600, '7E2')).toEqual({
      baudRate: 9_600,
      dataBits: 7,
      parity: 'even',
      stopBits: 2,
    });
    const all = PAD_FRAMINGS.map((framing) => JSON.stringify(serialLineSettings(115_200, framing)));
    expect(new Set(all).size).toBe(12);
    expect(serialLineSettings(115_200, '8N1')).toMatchObject({ dataBits: 8, parity: 'none', stopBits: 1 });
    expect(serialLineSettings(115_200, '8O1').parity).toBe('odd');
  });

  it.each([0, 9_599, 1_000_001, 115_200.5, Number.NaN])('refuses a rate of %d', (rate) => {
    expect(() => serialLineSettings(rate, '8N1')).toThrow(refusal('expected a whole number from 9600'));
  });

  it('refuses another framing, naming those it knows', () => {
    expect(() => serialLineSettings(115_200, '9N1' as PadFraming)).toThrow(
      refusal('"9N1": expected one of 8N1'),
    );
  });
});

describe('SerialPadLamps', () => {
  let clock: ManualClock;
  let lamps: SerialPadLamps;
  let said: string[];

  beforeEach(() => {
    clock = new ManualClock();
    lamps = new SerialPadLamps(clock);
    said = [];
    lamps.connect((line) => said.push(line.slice(0, line.indexOf('*'))));
  });

  it('W6 says that it is dark once, and nothing more while it stays so', () => {
    lamps.show({ kind: 'dark' });
    clock.advance(60_000);
    expect(said).toEqual(['L00000000000000']);
  });

  it('W11 says at once that a press was accepted, and stands still', () => {
    lamps.show({ kind: 'invite', leftMs: 30_000, moreTime: false });
    clock.advance(950);
    lamps.show({ kind: 'accepted' });
    expect(said.at(-1)).toBe('L0000000000FF00');
    const count = said.length;
    clock.advance(60_000);
    expect(said).toHaveLength(count);
  });

  it('W12 fades frame by frame within a second, and leaves out those that do not differ', () => {
    lamps.show({ kind: 'countdown', secondsLeft: 10, moreTime: true });
    clock.advance(999);
    const keys = said.slice(1).map((body) => Number.parseInt(body.slice(1, 3), 16));
    expect(keys.length).toBeGreaterThan(4);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).toEqual([...keys].sort((a, b) => b - a));
    expect(keys[0]).toBe(255);
    expect(said.at(-1)).toMatch(/00FF$/);
    for (const body of said) expect(new Set(body.slice(1, 11).match(/../g)).size).toBe(1);
  });

  it('W12 lets a countdown go on in its rhythm when its next second is shown', () => {
    lamps.show({ kind: 'countdown', secondsLeft: 10, moreTime: false });
    clock.advance(990);
    const count = said.length;
    lamps.show({ kind: 'countdown', secondsLeft: 9, moreTime: false });
    expect(said).toHaveLength(count);
    clock.advance(20);
  });

  it('shows a new pad the frame of now, and is silent while there is none', () => {
    lamps.disconnect();
    lamps.show({ kind: 'accepted' });
    expect(said).toHaveLength(1);
    lamps.connect((line) => said.push(line.slice(0, line.indexOf('*'))));
    expect(said.at(-1)).toBe('L0000000000FF00');
  });
});

describe('SerialPadPanel on a scripted pad', () => {
  let clock: ManualClock;
  let witness: PanelWitness;
  let found: (ScriptedPad | Error)[];
  let panel: SerialPadPanel;
  let opened: number;

  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  const pass = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += 50) {
      clock.advance(50);
      await settle();
    }
  };

  beforeEach(() => {
    clock = new ManualClock();
    witness = new PanelWitness();
    found = [];
    opened = 0;
    panel = new SerialPadPanel({
      path: '/dev/pad',
      clock,
      logger: silentLogger,
      openPort: () => {
        opened++;
        const next = found.length > 1 ? found.shift() : found[0];
        return next instanceof ScriptedPad ? Promise.resolve(next) : Promise.reject(next);
      },
    });
  });

  it('W9 reports the held keys in the order of all keys, and the edges between two states', async () => {
    const pad = new ScriptedPad();
    pad.down = 0x61;
    found = [pad];
    panel.start(witness);
    await settle();
    pad.keys(0x32);
    pad.keys(0x32);
    expect(witness.events).toEqual([
      { kind: 'ready', held: [1, 'more-time', 'language'] },
      { kind: 'edge', key: 5, down: true },
      { kind: 'edge', key: 2, down: true },
      { kind: 'edge', key: 1, down: false },
      { kind: 'edge', key: 'language', down: false },
    ]);
    await panel.stop();
  });

  it('B2 says once that nothing is there, however often it looks, and works when something is', async () => {
    found = [
      new Error('no such file'),
      new Error('no such file'),
      new Error('no such file'),
      new ScriptedPad(),
    ];
    panel.start(witness);
    await pass(1_600);
    expect(opened).toBe(4);
    expect(witness.events.map(({ kind }) => kind)).toEqual(['lost', 'ready']);
    await panel.stop();
  });

  it('B2 tells once why it refuses a pad, tries again, and takes a fit one in its place', async () => {
    const old = () => Object.assign(new ScriptedPad(), { identity: '2,07,New' });
    found = [new Error('no such file'), old(), old(), old(), new ScriptedPad()];
    panel.start(witness);
    await pass(5_000);
    expect(witness.events).toEqual([
      { kind: 'lost', detail: 'cannot open /dev/pad: no such file' },
      { kind: 'lost', detail: 'the pad speaks protocol 2 (07,New); expected 1' },
      { kind: 'ready', held: [] },
    ]);
    await panel.stop();
  });

  it('B2 keeps a flooding pad lost without a flicker, and works within 5 s of its end', async () => {
    const pad = new ScriptedPad();
    found = [pad];
    panel.start(witness);
    await settle();
    for (let second = 0; second < 20; second++) {
      for (let part = 0; part < 20; part++) {
        pad.send('K00*XXXX\n'.repeat(100));
        await pass(50);
      }
    }
    expect(witness.events).toEqual([
      { kind: 'ready', held: [] },
      { kind: 'lost', detail: 'the pad floods: more than 1500 lines a second' },
    ]);
    expect(opened).toBeGreaterThan(5);
    await pass(5_000);
    expect(witness.events.at(-1)).toEqual({ kind: 'ready', held: [] });
    await panel.stop();
  });

  it('B2 is lost and ready again when a pad restarts, even too quickly to fall silent', async () => {
    const pad = new ScriptedPad();
    found = [pad];
    panel.start(witness);
    await settle();
    panel.show({ kind: 'accepted' });
    pad.restart();
    expect(witness.events).toEqual([
      { kind: 'ready', held: [] },
      { kind: 'lost', detail: 'the pad has restarted' },
      { kind: 'ready', held: [] },
    ]);
    expect(pad.heard.at(-2)).toBe('L0000000000FF00');
    await panel.stop();
  });

  it('stops for good, though its pad goes away meanwhile', async () => {
    const pad = new ScriptedPad();
    found = [pad];
    panel.start(witness);
    await settle();
    pad.answering = false;
    const stopped = panel.stop();
    pad.unplug();
    await pass(5_000);
    await stopped;
    expect(opened).toBe(1);
    expect(witness.events).toEqual([{ kind: 'ready', held: [] }]);
  });
});
