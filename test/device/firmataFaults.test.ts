import five from 'johnny-five';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '#platform/clock.js';
import type { FirmataPanel } from '../../device/adapters/firmataPanel.js';
import { DEFAULT_WIRING } from '../../device/adapters/firmataPins.js';
import { PtyBridge } from '../../simulators/board/ptyBridge.js';
import { BoardRig } from '../support/boardRig.js';
import { Expectation } from '../support/expectation.js';
import { LogWitness } from '../support/logWitness.js';
import { PanelWitness } from '../support/panelWitness.js';

const rig = new BoardRig();
beforeAll(() => rig.restore());
afterAll(() => rig.dispose());

const CONNECTING = 'panel connecting';

/** Boards in johnny-five's module table, which never forgets one. */
const keptBoards = (): number => (Reflect.get(five.Board, 'cache') as unknown[]).length;

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
    panel.show({ kind: 'invite' });
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

  it('B2 opens the port of a board anew that goes on hanging, and keeps nothing of the old connection', async () => {
    await start();
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
    panel = rig.makePanel(log.logger, { ...DEFAULT_WIRING, acceptedLamp: 33 });
    panel.start(witness);
    const { detail } = await witness.next('lost', 3_000, 0);
    expect(detail).toBe('pin 33 of the board cannot be a lamp: it is no output');
  });

  it('W12 flashes the keys of a countdown once a second, not faster (WCAG 2.3.1)', async () => {
    await start();
    const turns: number[] = [];
    const expectation = new Expectation();
    const unwatch = rig.hands.watch(() => {
      const { keys } = rig.hands.lamps();
      if (keys.length % 5 !== 0) return;
      turns.push(systemClock.monotonic());
      expectation.changed();
    });
    for (const secondsLeft of [10, 9, 8]) panel.show({ kind: 'countdown', secondsLeft });
    await expectation
      .until('five turns', 4_000, () => (turns.length >= 5 ? turns : undefined))
      .finally(unwatch);
    const halves = turns.slice(1).map((turn, index) => turn - (turns[index] ?? 0));
    expect(Math.min(...halves)).toBeGreaterThan(1_000 / 3 / 2);
    expect(halves.reduce((sum, ms) => sum + ms)).toBeGreaterThan(1_900);
  });
});
