import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LEVELS } from '#contract/values.js';
import { type LitLamps, NONE_LIT } from '../../device/adapters/lampPattern.js';
import type { Key, Panel, Scene } from '../../device/ports/panel.js';
import type { Board } from '../../simulators/board/board.js';
import { Expectation } from '../support/expectation.js';
import { PanelWitness } from '../support/panelWitness.js';

/** A device under test with hands on it; plugged in, all keys released. */
export interface PanelRig {
  readonly hands: Omit<Board, 'link' | 'reset'> & {
    /** Lets time pass for the device and its driver, ms. */
    wait(ms: number): Promise<void> | void;
  };
  /** The keys beside the five levels that this device has. */
  readonly extraKeys?: readonly Key[];
  /** False for a device that tells nothing of keys held at its opening until one of them moves. Default: true. */
  readonly tellsHeld?: boolean;
  /** A driver for the device, not started. Several may follow one another. */
  makePanel(): Panel;
  /** Leaves the device plugged, working and with its keys released, for the next test. */
  restore(): Promise<void>;
}

/** Of a first start, which no rule bounds: the device may have to boot on a busy machine. */
const START_MS = 10_000;
const READY_MS = 5_000;
const LOST_MS = 2_000;
const LAMP_MS = 1_000;
const INVITED: LitLamps = { keys: LEVELS, accepted: false };
const ACCEPTED: LitLamps = { keys: [], accepted: true };
const INVITE: Scene = { kind: 'invite', leftMs: 30_000, moreTime: true };
const LAST_SECONDS: Extract<Scene, { kind: 'countdown' }> = {
  kind: 'countdown',
  secondsLeft: 10,
  moreTime: true,
};
/** Longer than any auto-repeat waits before it begins. */
const HELD_MS = 700;

/**
 * What every driver of a rating panel does alike (B1). `retry` is for rigs in real time: on a machine busy with
 * other work a simulated processor falls behind the clock, which is not the driver's fault.
 */
export function panelConformance(name: string, makeRig: () => Promise<PanelRig>, retry = 0): void {
  describe(`B1 ${name}`, { retry }, () => {
    let rig: PanelRig;
    let panel: Panel;
    let witness: PanelWitness;

    beforeEach(async () => {
      rig = await makeRig();
      panel = rig.makePanel();
      witness = new PanelWitness();
    });

    afterEach(async () => {
      await panel.stop();
      await rig.restore();
    });

    const start = async () => {
      await panel.start(witness);
      return witness.next('ready', START_MS, 0);
    };

    /** What happened, without the word that a panel made of several is not whole. */
    const story = () => witness.events.filter(({ kind }) => kind !== 'impaired');

    const lampsBecome = async (wanted: LitLamps) => {
      const expectation = new Expectation();
      const unwatch = rig.hands.watch(() => expectation.changed());
      const shown = JSON.stringify(wanted);
      await expectation
        .until(`lamps ${shown}`, LAMP_MS, () => JSON.stringify(rig.hands.lamps()) === shown || undefined)
        .finally(unwatch);
    };

    it('B1 becomes ready with no key held, and no ghost press comes before the first real one', async () => {
      expect((await start()).held).toEqual([]);
      await rig.hands.press(4);
      await witness.edgeCount(1);
      expect(story()).toEqual([
        { kind: 'ready', held: [] },
        { kind: 'edge', key: 4, down: true },
      ]);
    });

    it('B1 reports both edges of each of the five keys, as its own level', async () => {
      await start();
      for (const level of LEVELS) {
        await rig.hands.press(level);
        await rig.hands.release(level);
      }
      expect(await witness.edgeCount(10)).toEqual(
        LEVELS.flatMap((level) => [
          [level, true],
          [level, false],
        ]),
      );
    });

    it('B1 W12 reports the keys beside the levels that it has, as their own', async () => {
      await start();
      const extra = rig.extraKeys ?? [];
      for (const key of extra) {
        await rig.hands.press(key);
        await rig.hands.release(key);
      }
      await rig.hands.press(4);
      expect(await witness.edgeCount(2 * extra.length + 1)).toEqual([
        ...extra.flatMap((key) => [
          [key, true],
          [key, false],
        ]),
        [4, true],
      ]);
    });

    it('B1 W9 reports a key that stays down once, and its release', async () => {
      await start();
      await rig.hands.press(3);
      await rig.hands.wait(HELD_MS);
      await rig.hands.release(3);
      expect(await witness.edgeCount(2)).toEqual([
        [3, true],
        [3, false],
      ]);
    });

    it('B1 W8 tells keys apart that are held together', async () => {
      await start();
      for (const level of [5, 1, 3] as const) await rig.hands.press(level);
      for (const level of [1, 5, 3] as const) await rig.hands.release(level);
      expect(await witness.edgeCount(6)).toEqual([
        [5, true],
        [1, true],
        [3, true],
        [1, false],
        [5, false],
        [3, false],
      ]);
    });

    it('B1 W10 hands on each bounce of a contact, and a press held only 30 ms', async () => {
      await start();
      await rig.hands.bounce(2, [2, 2, 2, 2, 30]);
      expect(await witness.edgeCount(6)).toEqual(
        [true, false, true, false, true, false].map((down) => [2, down]),
      );
    });

    it('B1 W9 names the keys that are down when it becomes ready, and later their release', async ({
      skip,
    }) => {
      skip(rig.tellsHeld === false, 'the device does not tell');
      await rig.hands.press(5);
      await rig.hands.press(2);
      expect((await start()).held).toEqual([5, 2]);
      await rig.hands.release(5);
      expect(await witness.edgeCount(1)).toEqual([[5, false]]);
    });

    it('B1 W11 shows each scene on its lamps', async () => {
      await start();
      panel.show(INVITE);
      await lampsBecome(INVITED);
      panel.show({ kind: 'accepted' });
      await lampsBecome(ACCEPTED);
      panel.show({ kind: 'dark' });
      await lampsBecome(NONE_LIT);
      panel.show({ kind: 'fault' });
      await lampsBecome({ keys: [5], accepted: false });
      panel.show(LAST_SECONDS);
      await lampsBecome(INVITED);
      await lampsBecome(NONE_LIT);
      panel.show({ ...LAST_SECONDS, secondsLeft: 9 });
      await lampsBecome(INVITED);
    });

    it('B2 is lost within 2 s of an unplug and works within 5 s of its return, with keys and scene of now', async () => {
      await start();
      panel.show(INVITE);
      await lampsBecome(INVITED);
      const lost = witness.next('lost', LOST_MS);
      await rig.hands.unplug();
      await lost;
      expect(rig.hands.lamps()).toEqual(NONE_LIT);
      panel.show({ kind: 'accepted' });
      await rig.hands.press(1);
      const ready = witness.next('ready', READY_MS);
      await rig.hands.plug();
      const held: Key[] = rig.tellsHeld === false ? [] : [1];
      expect((await ready).held).toEqual(held);
      await lampsBecome(ACCEPTED);
      await rig.hands.release(1);
      await rig.hands.press(2);
      const edges = [...held.map((key) => [key, false]), [2, true]];
      expect(await witness.edgeCount(edges.length)).toEqual(edges);
      expect(
        story()
          .slice(0, 3)
          .map(({ kind }) => kind),
      ).toEqual(['ready', 'lost', 'ready']);
    });

    it('B2 is lost within 2 s of a hang and works within 5 s of its end', async () => {
      await start();
      const lost = witness.next('lost', LOST_MS);
      await rig.hands.hang();
      await lost;
      panel.show(INVITE);
      const ready = witness.next('ready', READY_MS);
      await rig.hands.unhang();
      await ready;
      await lampsBecome(INVITED);
      await rig.hands.press(3);
      expect(await witness.edgeCount(1)).toEqual([[3, true]]);
    });

    it('B2 started without its device it reports lost, and works within 5 s of its coming', async () => {
      await rig.hands.unplug();
      await panel.start(witness);
      await witness.next('lost', LOST_MS, 0);
      const ready = witness.next('ready', READY_MS);
      await rig.hands.plug();
      await ready;
      expect(story().map(({ kind }) => kind)).toEqual(['lost', 'ready']);
    });

    it('B1 stopped, it leaves its lamps dark and reports nothing while another driver takes over', async () => {
      await start();
      panel.show(INVITE);
      await lampsBecome(INVITED);
      await panel.stop();
      expect(rig.hands.lamps()).toEqual(NONE_LIT);
      const before = witness.events.length;
      const next = rig.makePanel();
      const nextWitness = new PanelWitness();
      await next.start(nextWitness);
      await nextWitness.next('ready', START_MS, 0);
      await rig.hands.press(5);
      await nextWitness.edgeCount(1).finally(() => next.stop());
      expect(witness.events).toHaveLength(before);
    });
  });
}
