import Board from 'johnny-five/lib/board.js';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '#platform/clock.js';
import type { FirmataPanel } from '../../device/adapters/firmataPanel.js';
import { parseWiring } from '../../device/adapters/firmataWiring.js';
import type { Scene } from '../../device/ports/panel.js';
import { standardFirmata } from '../../simulators/board/firmware.js';
import { PtyBridge } from '../../simulators/board/ptyBridge.js';
import { BoardRig } from '../support/boardRig.js';
import { Expectation } from '../support/expectation.js';
import { LogWitness } from '../support/logWitness.js';
import { PanelWitness } from '../support/panelWitness.js';

const rig = new BoardRig();
beforeAll(() => rig.restore());
afterAll(() => rig.dispose());

const CONNECTING = 'panel connecting';
const INVITE: Scene = { kind: 'invite', leftMs: 30_000, moreTime: true };

/** Boards in johnny-five's module table, which never forgets one. */
const keptBoards = (): number => (Reflect.get(Board, 'cache') as unknown[]).length;

/** Answers as a sketch of the given version would, and nothing else. */
async function sketchOfVersion(major: number, minor: number): Promise<PtyBridge> {
  const name = [...'Old'].flatMap((letter) => [letter.charCodeAt(0), 0]);
  const bridge: PtyBridge = await PtyBridge.open({
    link: rig.hands.link,
    clock: systemClock,
    onData: () =>
      bridge.write(Uint8Array.from([0xf9, major, minor, 0xf0, 0x79, major, minor, ...name, 0xf7])),
  });
  return bridge;
}

// In real time: on a machine busy with other work the simulated processor falls behind the clock.
describe('FirmataPanel', { retry: 2 }, () => {
  let panel: FirmataPanel;
  let witness: PanelWitness;
  let log: LogWitness;

  beforeEach(() => {
    witness = new PanelWitness();
    log = new LogWitness();
    panel = rig.makePanel(log.logger);
  });

  afterEach(async () => {
    await panel.stop();
    await rig.restore();
  });

  const start = () => {
    panel.start(witness);
    return witness.next('ready', 10_000, 0);
  };

  it('B2 sets a board up again that restarted with its port open', async () => {
    await start();
    panel.show(INVITE);
    const lost = witness.next('lost', 2_000);
    const ready = witness.next('ready', 5_000);
    rig.hands.press(2);
    rig.hands.reset();
    await lost;
    expect((await ready).held).toEqual([2]);
    expect(rig.hands.lamps().keys).toHaveLength(5);
    const edges = witness.edges.length;
    rig.hands.release(2);
    expect((await witness.edgeCount(edges + 1)).at(-1)).toEqual([2, false]);
    expect(log.messages.filter((message) => message === CONNECTING)).toHaveLength(1);
  });

  it('B1 W9 sees no ghost press at any start, whatever is held on the ports that keys and lamps share', async () => {
    await start();
    panel.show(INVITE);
    for (const held of [[], [5, 'language'], [3, 1, 'more-time']] as const) {
      const ready = witness.next('ready', 6_000);
      for (const key of held) rig.hands.press(key);
      rig.hands.reset();
      expect((await ready).held).toEqual(held);
      const before = witness.edges.length;
      for (const key of held) rig.hands.release(key);
      await rig.hands.wait(300);
      expect(witness.edges.slice(before)).toEqual(held.map((key) => [key, false]));
    }
  });

  it('B2 opens the port of a board anew that goes on hanging, and keeps nothing of the old connection', async () => {
    await start();
    panel.show(INVITE);
    const boards = keptBoards();
    const lost = witness.next('lost', 2_000);
    rig.hands.hang();
    expect((await lost).detail).toContain('hangs');
    await log.count(CONNECTING, 2, 4_000);
    const ready = witness.next('ready', 5_000);
    rig.hands.unhang();
    await ready;
    expect(witness.events.map(({ kind }) => kind)).toEqual(['ready', 'lost', 'ready']);
    expect(keptBoards()).toBe(boards);
  });

  it('B2 takes up a window where it is when its cable comes back, with a key pressed before and released meanwhile', async () => {
    await start();
    panel.show(INVITE);
    rig.hands.press(4);
    await witness.edgeCount(1);
    const lost = witness.next('lost', 2_000);
    await rig.hands.unplug();
    await lost;
    rig.hands.release(4);
    panel.show({ kind: 'countdown', secondsLeft: 9, moreTime: false });
    const ready = witness.next('ready', 5_000);
    await rig.hands.plug();
    expect((await ready).held).toEqual([]);
    rig.hands.bounce(4, [30]);
    expect((await witness.edgeCount(3)).slice(1)).toEqual([
      [4, true],
      [4, false],
    ]);
    expect(rig.hands.brightness(5)).toBeGreaterThan(0);
  });

  it('W11 misses no edge of any key while all lamps fade', async () => {
    await start();
    const seen = new Set<number>();
    const unwatch = rig.hands.watch(() => seen.add(rig.hands.brightness(3)));
    panel.show(INVITE);
    const expected: Array<[unknown, boolean]> = [];
    for (let round = 0; round < 12; round++) {
      for (const key of [5, 4, 3, 2, 1, 'more-time', 'language'] as const) {
        rig.hands.bounce(key, [5]);
        expected.push([key, true], [key, false]);
        await witness.edgeCount(expected.length);
      }
    }
    unwatch();
    expect(witness.edges).toEqual(expected);
    expect(seen.size).toBeGreaterThan(10);
  });

  it('W10 hands on every bounce of 15 ms in its order, at the press and at the release, while lamps fade', async () => {
    await start();
    panel.show(INVITE);
    // Closed, 15 ms of bounce, held 60 ms, open, 15 ms of bounce.
    const pattern = [1, 2, 1.5, 0.7, 3, 1.8, 2, 3, 60, 2, 1, 2.5, 0.8, 3, 1.7, 2, 2];
    rig.hands.bounce(1, pattern);
    const edges = await witness.edgeCount(pattern.length + 1);
    expect(edges).toEqual(edges.map((_, index) => [1, index % 2 === 0]));
    await rig.hands.wait(50);
    expect(witness.edges).toHaveLength(pattern.length + 1);
  });

  it('W2 W12 lights the keys fully at once, and lets the countdown sink evenly once a second', async () => {
    await start();
    panel.show(INVITE);
    const lit = new Expectation();
    const samples: Array<[at: number, brightness: number]> = [];
    const unwatch = rig.hands.watch(() => {
      samples.push([systemClock.monotonic(), rig.hands.brightness(5)]);
      lit.changed();
    });
    await lit.until('full light', 500, () => (rig.hands.brightness(1) === 1 ? true : undefined));
    panel.show({ kind: 'countdown', secondsLeft: 10, moreTime: true });
    samples.length = 0;
    await rig.hands.wait(2_700);
    unwatch();
    const rises = samples.filter(([, now], index) => now - (samples[index - 1]?.[1] ?? now) > 0.5);
    expect(rises).toHaveLength(2);
    expect((rises[1]?.[0] ?? 0) - (rises[0]?.[0] ?? 0)).toBeGreaterThan(900);
    const values = samples.map(([, brightness]) => brightness);
    expect(Math.max(...values)).toBe(1);
    expect(Math.min(...values)).toBeLessThan(0.15);
    const drops = values.slice(1).map((value, index) => (values[index] ?? 0) - value);
    expect(Math.max(...drops)).toBeLessThan(0.3);
  });

  it('leaves the SIGINT of the process alone', async () => {
    const handlers = process.listenerCount('SIGINT');
    await start();
    expect(process.listenerCount('SIGINT')).toBe(handlers);
  });

  it('B2 refuses firmware before 2.5, naming both versions, and takes a newer board in its place', async () => {
    await rig.hands.unplug();
    panel.start(witness);
    await witness.next('lost', 2_000, 0);
    const refused = witness.next('lost', 3_000);
    const old = await sketchOfVersion(2, 4);
    expect((await refused).detail).toBe('the board runs Old 2.4; expected StandardFirmata 2.5 or newer');
    await log.count(CONNECTING, 4, 3_000);
    await old.close();
    const ready = witness.next('ready', 5_000);
    await rig.hands.plug();
    await ready;
    expect(witness.events.map(({ kind }) => kind)).toEqual(['lost', 'lost', 'ready']);
  });

  it('B2 refuses a wiring the board does not have, naming the pin', async () => {
    panel = rig.makePanel(log.logger, parseWiring('uno accepted=33'));
    panel.start(witness);
    const { detail } = await witness.next('lost', 3_000, 0);
    expect(detail).toBe('the board has no pin 33 for the lamp accepted');
  });
});

describe('FirmataPanel on another board', { retry: 2 }, () => {
  let other: BoardRig | undefined;
  let panel: FirmataPanel | undefined;
  const witness = new PanelWitness();

  afterEach(async () => {
    await panel?.stop();
    await other?.dispose();
  });

  it('B1 refuses a real StandardFirmata 2.4', async () => {
    other = new BoardRig(undefined, standardFirmata('2.4'));
    await other.restore();
    panel = other.makePanel();
    panel.start(witness);
    const { detail } = await witness.next('lost', 10_000, 0);
    expect(detail).toMatch(/^the board runs .*Firmata.* 2\.4; expected StandardFirmata 2\.5 or newer$/);
  });

  it('B1 keeps a held key alive while lamps without brightness on its own port turn on and off', async () => {
    const seen = new PanelWitness();
    const log = new LogWitness();
    // Ports of eight pins: 2–7 and 8–15 (hardware notes: an older firmware would turn the pull-ups off).
    other = new BoardRig(
      parseWiring('keys=2,3,4,8,9 lamps=5,6,10,11,12 accepted=7 more-time=A0 language=A1 more-time-lamp=13'),
    );
    await other.restore();
    const { hands } = other;
    panel = other.makePanel(log.logger);
    panel.start(seen);
    await seen.next('ready', 10_000, 0);
    expect(log.messages).toContain('panel lamps without brightness');
    for (const key of [5, 1, 'more-time'] as const) hands.press(key);
    await seen.edgeCount(3);
    for (const scene of [INVITE, { kind: 'accepted' }, { kind: 'dark' }, INVITE] as const) {
      panel.show(scene);
      await hands.wait(20);
    }
    expect(hands.brightness('more-time')).toBe(1);
    for (const key of [5, 1, 'more-time'] as const) hands.release(key);
    await seen.edgeCount(6);
    hands.bounce(5, [30]);
    hands.bounce(1, [30]);
    await seen.edgeCount(10);
  });
});
