import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LEVELS } from '#contract/values.js';
import { ALL_DARK, type Lamps } from '../../device/adapters/lampPattern.js';
import type { Panel } from '../../device/ports/panel.js';
import type { Board } from '../../simulators/board/board.js';
import { Expectation } from '../support/expectation.js';
import { PanelWitness } from '../support/panelWitness.js';

/** A device under test with hands on it; plugged in, all keys released. */
export interface PanelRig {
  readonly hands: Omit<Board, 'link' | 'reset'>;
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
const INVITED: Lamps = { keys: LEVELS, accepted: false };
const ACCEPTED: Lamps = { keys: [], accepted: true };

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

    const lampsBecome = async (wanted: Lamps) => {
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
      expect(witness.events).toEqual([
        { kind: 'ready', held: [] },
        { kind: 'edge', level: 4, down: true },
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

    it('B1 W9 names the keys that are down when it becomes ready, and later their release', async () => {
      await rig.hands.press(5);
      await rig.hands.press(2);
      expect((await start()).held).toEqual([5, 2]);
      await rig.hands.release(5);
      expect(await witness.edgeCount(1)).toEqual([[5, false]]);
    });

    it('B1 W11 shows each scene on its lamps', async () => {
      await start();
      panel.show({ kind: 'invite' });
      await lampsBecome(INVITED);
      panel.show({ kind: 'accepted' });
      await lampsBecome(ACCEPTED);
      panel.show({ kind: 'dark' });
      await lampsBecome(ALL_DARK);
      panel.show({ kind: 'fault' });
      await lampsBecome({ keys: [5], accepted: false });
      panel.show({ kind: 'countdown', secondsLeft: 10 });
      await lampsBecome(INVITED);
    });

    it('B2 is lost within 2 s of an unplug and works within 5 s of its return, with keys and scene of now', async () => {
      await start();
      panel.show({ kind: 'invite' });
      await lampsBecome(INVITED);
      const lost = witness.next('lost', LOST_MS);
      await rig.hands.unplug();
      await lost;
      expect(rig.hands.lamps()).toEqual(ALL_DARK);
      panel.show({ kind: 'accepted' });
      await rig.hands.press(1);
      const ready = witness.next('ready', READY_MS);
      await rig.hands.plug();
      expect((await ready).held).toEqual([1]);
      await lampsBecome(ACCEPTED);
      await rig.hands.release(1);
      expect(await witness.edgeCount(1)).toEqual([[1, false]]);
      expect(witness.events.map(({ kind }) => kind)).toEqual(['ready', 'lost', 'ready', 'edge']);
    });

    it('B2 is lost within 2 s of a hang and works within 5 s of its end', async () => {
      await start();
      const lost = witness.next('lost', LOST_MS);
      await rig.hands.hang();
      await lost;
      panel.show({ kind: 'invite' });
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
      expect(witness.events.map(({ kind }) => kind)).toEqual(['lost', 'ready']);
    });

    it('B1 stopped, it leaves its lamps dark and reports nothing while another driver takes over', async () => {
      await start();
      panel.show({ kind: 'invite' });
      await lampsBecome(INVITED);
      await panel.stop();
      expect(rig.hands.lamps()).toEqual(ALL_DARK);
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
