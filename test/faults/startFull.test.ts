import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ManualClock } from '#platform/clock.js';
import { CodedError } from '#platform/errors.js';
import { systemIds } from '#platform/identity.js';
import { isWantOfRoom } from '../../device/adapters/diskSpace.js';
import { FileMemory } from '../../device/adapters/fileMemory.js';
import { sealKeys } from '../../device/adapters/identityFile.js';
import { openOutbox } from '../../device/adapters/openOutbox.js';
import { Box } from '../../device/box.js';
import { PatientBox } from '../../device/patientBox.js';
import type { Panel } from '../../device/ports/panel.js';
import { sealerOf } from '../../device/sealing.js';
import { MemoryPanel } from '../../simulators/panel/memoryPanel.js';
import { MemoryVoice } from '../../simulators/voice/memoryVoice.js';
import { LogWitness } from '../support/logWitness.js';
import { MemoryUplink } from '../support/memoryUplink.js';
import { offerOf } from '../support/offers.js';
import { temporaryFolder } from '../support/temporary.js';
import { SmallDisk } from './smallDisk.js';

const TRY_MS = 10_000;
const ID = 'box-1';

/** A box as the program puts it together, on a folder whose disk may be full. */
class StartRig {
  readonly panel = new MemoryPanel();
  readonly clock = new ManualClock();
  readonly uplink = new MemoryUplink();
  readonly log = new LogWitness();
  readonly box: PatientBox;
  refusal: Error | undefined;
  attempts = 0;

  constructor(readonly folder: string) {
    const { panel, clock, log } = this;
    const assemble = (shown: Panel) => this.assemble(shown);
    this.box = new PatientBox({ panel, assemble, isWantOfRoom, clock, logger: log.logger });
    onTestFinished(() => this.box.stop());
  }

  /** Lets time pass, and what time brings about. */
  async pass(ms: number): Promise<void> {
    this.clock.advance(ms);
    for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
  }

  /** Whether a citizen is invited and thanked. */
  serves(n: number): boolean {
    this.uplink.connect();
    this.uplink.command(offerOf(n, {}, this.clock.wall()));
    if (this.panel.scene.kind !== 'invite') return false;
    this.panel.key(4, true);
    this.clock.advance(100);
    this.panel.key(4, false);
    return this.thanked;
  }

  get thanked(): boolean {
    return this.panel.scene.kind === 'accepted';
  }

  private assemble(panel: Panel): Box {
    this.attempts++;
    if (this.refusal !== undefined) throw this.refusal;
    const { clock, folder, log, uplink } = this;
    const keys = sealKeys(folder);
    const { outbox, replaced } = openOutbox(folder, systemIds, clock, sealerOf(ID, keys));
    const memory = new FileMemory({ folder, box: ID, office: 'east', logger: log.logger });
    const listener = { began: () => undefined, ended: () => undefined };
    return new Box({
      ...{ panel, uplink, outbox, replaced, memory, clock },
      ...{ voice: new MemoryVoice({ clock, listener }), office: 'east', logger: log.logger },
      ...{ random: () => 0.5, boot: systemIds.uuid(), freeBytes: () => undefined },
    });
  }
}

describe('a box that starts on a full disk', () => {
  it.runIf(SmallDisk.isPermitted).each(['its first start', 'a later one'])(
    'D6 shows that it is out of service, and comes up by itself once there is room (%s, on a real disk)',
    async (which) => {
      const folder = join(temporaryFolder(), 'disk');
      const disk = SmallDisk.mount(folder, 2);
      onTestFinished(() => disk.unmount());
      if (which !== 'its first start') {
        const before = new StartRig(folder);
        await before.box.start();
        expect(before.serves(1)).toBe(true);
        await before.box.stop();
      }
      disk.fill();
      const rig = new StartRig(folder);
      await rig.box.start();
      expect(rig.panel.scene.kind).toBe('fault');
      for (let n = 0; n < 5; n++) await rig.pass(TRY_MS);
      expect([rig.panel.scene.kind, rig.attempts, rig.box.healthy()]).toEqual(['fault', 6, true]);
      expect(rig.log.messages).toEqual(['the box cannot store and is out of service']);
      disk.empty();
      await rig.pass(TRY_MS);
      expect(rig.panel.scene.kind).toBe('dark');
      expect(rig.serves(2)).toBe(true);
      expect(rig.box.healthy()).toBe(true);
    },
  );

  const full = () =>
    new CodedError('store/unwritable', 'cannot open', {
      cause: Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' }),
    });

  it('D6 W9 a key that went down while it waited does not count until it is pressed again', async () => {
    const rig = new StartRig(temporaryFolder());
    rig.refusal = full();
    await rig.box.start();
    rig.panel.key(4, true);
    rig.refusal = undefined;
    await rig.pass(TRY_MS);
    rig.uplink.connect();
    rig.uplink.command(offerOf(1, {}, rig.clock.wall()));
    rig.clock.advance(200);
    expect(rig.panel.scene.kind).toBe('invite');
    rig.panel.key(4, false);
    rig.clock.advance(100);
    rig.panel.key(4, true);
    rig.clock.advance(100);
    expect(rig.panel.scene.kind).toBe('accepted');
  });

  it('B2 D6 a panel that was unplugged and plugged in again meanwhile is found as it is', async () => {
    const rig = new StartRig(temporaryFolder());
    rig.refusal = full();
    await rig.box.start();
    rig.panel.unplug();
    rig.refusal = undefined;
    await rig.pass(TRY_MS);
    rig.uplink.connect();
    expect(rig.uplink.beats.at(-1)).toMatchObject({ panel: 'fault' });
    rig.panel.plug();
    expect(rig.serves(1)).toBe(true);
  });

  it('D6 stopped while it waits, it leaves the panel dark and tries no more', async () => {
    const rig = new StartRig(temporaryFolder());
    rig.refusal = full();
    await rig.box.start();
    await rig.box.stop();
    await rig.pass(10 * TRY_MS);
    expect([rig.attempts, rig.panel.scene.kind]).toEqual([1, 'dark']);
  });

  it('what is wrong for another reason ends the program at its start, and later is left to the watchdog (B7)', async () => {
    const rig = new StartRig(temporaryFolder());
    rig.refusal = new CodedError('identity/unreadable', 'enrol the box again');
    await expect(rig.box.start()).rejects.toBe(rig.refusal);
    const other = new StartRig(temporaryFolder());
    other.refusal = full();
    await other.box.start();
    other.refusal = new CodedError('identity/unreadable', 'enrol the box again');
    await other.pass(TRY_MS);
    expect([other.box.healthy(), other.panel.scene.kind]).toEqual([false, 'fault']);
  });

  it.each([
    ['ENOSPC', true],
    ['EDQUOT', true],
    ['SQLITE_FULL', true],
    ['SQLITE_IOERR_SHMSIZE', true],
    ['SQLITE_CORRUPT', false],
    ['EACCES', false],
  ])('D6 %s is want of room: %s, however deep it lies', (code, expected) => {
    const cause = Object.assign(new Error('x'), { code });
    expect(isWantOfRoom(cause)).toBe(expected);
    const deep = new CodedError('a/b', 'x', { cause: new CodedError('c/d', 'y', { cause }) });
    expect(isWantOfRoom(deep)).toBe(expected);
    expect(isWantOfRoom('ENOSPC')).toBe(false);
  });
});
