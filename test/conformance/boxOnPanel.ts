import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BoxEvent } from '#contract/events.js';
import { LEVELS } from '#contract/values.js';
import { systemClock } from '#platform/clock.js';
import { systemIds } from '#platform/identity.js';
import { silentLogger } from '#platform/logger.js';
import type { LitLamps } from '../../device/adapters/lampPattern.js';
import { createSilentVoice } from '../../device/adapters/silentVoice.js';
import { Box } from '../../device/box.js';
import { MemoryBoxMemory } from '../../simulators/memory/memoryBoxMemory.js';
import { MemoryOutbox } from '../../simulators/outbox/memoryOutbox.js';
import { eventually } from '../support/eventually.js';
import { Expectation } from '../support/expectation.js';
import { MemoryUplink } from '../support/memoryUplink.js';
import { offerOf } from '../support/offers.js';
import type { PanelRig } from './panel.js';

const READY_MS = 10_000;
const LAMP_MS = 2_000;
const STORED_MS = 2_000;
const INVITED: LitLamps = { keys: LEVELS, accepted: false };
const ACCEPTED: LitLamps = { keys: [], accepted: true };

/** What a citizen meets at a box, whatever stands on the counter: the whole service before a panel with hands on it (B1). */
export function boxOnPanel(name: string, makeRig: () => Promise<PanelRig>, retry = 0): void {
  describe(`B1 a box with a ${name}`, { retry }, () => {
    let rig: PanelRig;
    let box: Box;
    let uplink: MemoryUplink;
    let outbox: MemoryOutbox;

    beforeEach(async () => {
      rig = await makeRig();
      uplink = new MemoryUplink();
      outbox = new MemoryOutbox(systemIds);
      box = new Box({
        panel: rig.makePanel(),
        voice: createSilentVoice(),
        uplink,
        outbox,
        memory: new MemoryBoxMemory(),
        office: 'east',
        clock: systemClock,
        logger: silentLogger,
        random: () => 0.5,
        boot: systemIds.uuid(),
        freeBytes: () => undefined,
      });
      await box.start();
      uplink.connect();
      await panelIs('ok');
    });

    afterEach(async () => {
      await box.stop();
      await rig.restore();
    });

    const panelIs = (health: 'ok' | 'fault') =>
      eventually(`panel ${health}`, READY_MS, () => uplink.beats.at(-1)?.panel === health || undefined);
    const lampsBecome = async (wanted: LitLamps) => {
      const expectation = new Expectation();
      const unwatch = rig.hands.watch(() => expectation.changed());
      const shown = JSON.stringify(wanted);
      await expectation
        .until(`lamps ${shown}`, LAMP_MS, () => JSON.stringify(rig.hands.lamps()) === shown || undefined)
        .finally(unwatch);
    };
    const events = (): BoxEvent[] => outbox.range(1, 100, 100).filter(({ kind }) => kind !== 'self-test');
    const stored = (kind: BoxEvent['kind']) =>
      eventually(`${kind} is stored`, STORED_MS, () => events().find((event) => event.kind === kind));
    const offer = async () => {
      uplink.command(offerOf(1, {}, systemClock.wall()));
      await lampsBecome(INVITED);
    };

    it('D1 W11 stores a press and answers it with its accepted lamp', async () => {
      await offer();
      await rig.hands.press(2);
      await lampsBecome(ACCEPTED);
      await rig.hands.release(2);
      expect(events()).toMatchObject([{ kind: 'opened' }, { kind: 'rated', level: 2 }]);
    });

    it('B2 W4 unplugged in the middle of a window and plugged in again, the citizen can still rate', async () => {
      await offer();
      await rig.hands.unplug();
      await panelIs('fault');
      await rig.hands.plug();
      await panelIs('ok');
      await lampsBecome(INVITED);
      await rig.hands.press(4);
      await lampsBecome(ACCEPTED);
      await rig.hands.release(4);
      expect(events()).toMatchObject([{ kind: 'opened' }, { kind: 'rated', level: 4 }]);
    });

    it('B2 W4 hung in the middle of a window and back, the citizen can still rate', async () => {
      await offer();
      await rig.hands.hang();
      await panelIs('fault');
      await rig.hands.unhang();
      await panelIs('ok');
      await lampsBecome(INVITED);
      await rig.hands.press(5);
      await lampsBecome(ACCEPTED);
      await rig.hands.release(5);
      expect(events()).toMatchObject([{ kind: 'opened' }, { kind: 'rated', level: 5 }]);
    });

    it('W8 takes neither of two keys pressed at once, and the next one alone', async () => {
      await offer();
      await Promise.all([rig.hands.press(5), rig.hands.press(1)]);
      await rig.hands.wait(300);
      await rig.hands.release(5);
      await rig.hands.release(1);
      await rig.hands.wait(100);
      expect(events().map(({ kind }) => kind)).toEqual(['opened']);
      await rig.hands.press(3);
      await lampsBecome(ACCEPTED);
      await rig.hands.release(3);
      expect(await stored('rated')).toMatchObject({ level: 3 });
    });

    it('W9 a key that is down when the window opens counts only when it is pressed again', async () => {
      await rig.hands.press(1);
      await rig.hands.wait(200);
      await offer();
      await rig.hands.release(1);
      await rig.hands.wait(200);
      expect(events().filter(({ kind }) => kind === 'rated')).toEqual([]);
      await rig.hands.press(1);
      await lampsBecome(ACCEPTED);
      await rig.hands.release(1);
      expect(await stored('rated')).toMatchObject({ level: 1 });
    });
  });
}
