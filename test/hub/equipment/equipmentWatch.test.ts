import { describe, expect, it } from 'vitest';
import type { CoveredKey } from '#contract/statistics.js';
import type { BackupStanding } from '../../../hub/backup/backupRules.js';
import { DirectoryDisk } from '../../../hub/equipment/dataDisk.js';
import { temporaryFolder } from '../../support/temporary.js';
import { lamp } from './facts.js';
import { WatchRig } from './watchRig.js';

const covered: CoveredKey = {
  ...{ box: 'box-1', office: 'east', counter: '1', level: 1, ratings: 230, share: 0.03, chance: 0.0009 },
};
const HOUR = 3_600_000;

interface Story {
  readonly code: string;
  readonly begin: (rig: WatchRig) => void;
  readonly end: (rig: WatchRig) => void;
  /** Until it is reported, and until its end is. */
  readonly ms: readonly [number, number];
}

const stories: readonly Story[] = [
  {
    code: 'box-silent',
    begin: (rig) => rig.presence('box-1', 'lost'),
    end: (rig) => rig.beat('box-1'),
    ms: [100_000, 5_000],
  },
  {
    code: 'box-fault',
    begin: (rig) => rig.beat('box-1', { panel: 'fault', details: { panel: 'no answer' } }),
    end: (rig) => rig.beat('box-1'),
    ms: [5_000, 5_000],
  },
  {
    code: 'box-fault',
    begin: (rig) => rig.fault('box-1', 'voice', true),
    end: (rig) => rig.fault('box-1', 'voice', false),
    ms: [5_000, 5_000],
  },
  {
    code: 'key-stuck',
    begin: (rig) => rig.fault('box-1', 'key-stuck', true, 1),
    end: (rig) => rig.fault('box-1', 'key-stuck', false, 1),
    ms: [5_000, 5_000],
  },
  {
    code: 'key-covered',
    begin: (rig) => void rig.analyst.coveredKeys.push(covered),
    end: (rig) => void rig.analyst.coveredKeys.pop(),
    ms: [70_000, HOUR],
  },
  {
    code: 'outbox-growing',
    begin: (rig) => rig.beat('box-1', { unacked: 101 }),
    end: (rig) => rig.beat('box-1', { unacked: 49 }),
    ms: [70_000, 5_000],
  },
  {
    code: 'hub-disk',
    begin: (rig) => Object.assign(rig.disk, { now: { freeBytes: 4e9, totalBytes: 100e9 } }),
    end: (rig) => Object.assign(rig.disk, { now: { freeBytes: 6e9, totalBytes: 100e9 } }),
    ms: [65_000, 65_000],
  },
  {
    code: 'backup-late',
    begin: (rig) => Object.assign(rig, { backups: { ...wellKept(rig), failed: true } }),
    end: (rig) => Object.assign(rig, { backups: wellKept(rig) }),
    ms: [5_000, 5_000],
  },
  {
    code: 'backup-late',
    begin: (rig) =>
      Object.assign(rig, { backups: { ...wellKept(rig), goodMs: rig.clock.wall() - 26 * HOUR } }),
    end: (rig) => Object.assign(rig, { backups: wellKept(rig) }),
    ms: [5_000, 5_000],
  },
  {
    code: 'backup-copy-failed',
    begin: (rig) => Object.assign(rig, { backups: { ...wellKept(rig), copyFailed: true } }),
    end: (rig) => Object.assign(rig, { backups: wellKept(rig) }),
    ms: [5_000, 5_000],
  },
  {
    code: 'chime-untested',
    begin: (rig) => rig.chime.failed.add('east'),
    end: (rig) => rig.chime.failed.clear(),
    ms: [5_000, 5_000],
  },
  {
    code: 'lamp-unplugged',
    begin: (rig) => void rig.lamps.all.push(lamp({ state: 'unplugged' })),
    end: (rig) => Object.assign(rig.lamps, { all: [lamp()] }),
    ms: [5_000, 5_000],
  },
  {
    code: 'lamp-silent',
    begin: (rig) => void rig.lamps.all.push(lamp({ silentMs: 90_000 })),
    end: (rig) => Object.assign(rig.lamps, { all: [lamp()] }),
    ms: [5_000, 5_000],
  },
];

const wellKept = ({ clock }: WatchRig): BackupStanding => ({
  goodMs: clock.wall(),
  sinceMs: 0,
  failed: false,
  problem: undefined,
  copyFailed: false,
  copyProblem: undefined,
});

describe('A6 A7 S8 equipment alarms', () => {
  it.each(stories)('$code is raised once, lasts, and closes by itself', async ({ code, begin, end, ms }) => {
    const rig = await WatchRig.start();
    rig.beat('box-1');
    await rig.pass(5_000);
    expect(rig.keys()).toEqual([]);
    begin(rig);
    await rig.pass(ms[0]);
    const raised = rig.raised();
    expect(new Set(raised)).toEqual(new Set([`${code} unacknowledged`]));
    await rig.pass(60_000);
    expect(rig.raised()).toEqual(raised);
    end(rig);
    await rig.pass(ms[1]);
    expect(rig.keys()).toEqual([]);
    await rig.pass(30_000);
    expect(new Set(rig.raised())).toEqual(new Set([`${code} closed`]));
    expect(rig.raised()).toHaveLength(raised.length);
  });

  it('the disk of the hub concerns every office', async () => {
    const rig = await WatchRig.start();
    rig.disk.now = { freeBytes: 4e9, totalBytes: 100e9 };
    await rig.pass(65_000);
    expect(rig.told.conditions).toEqual([
      expect.objectContaining({ office: 'east', key: 'hub-disk' }),
      expect.objectContaining({ office: 'west', key: 'hub-disk' }),
    ]);
    expect(rig.told.conditions[0]?.about.detail).toBe('4.0 / 100.0 GB');
  });

  it('B4 a box that stopped cleanly is not silent, however long', async () => {
    const rig = await WatchRig.start();
    rig.beat('box-1');
    rig.presence('box-1', 'offline');
    await rig.pass(600_000);
    expect(rig.keys()).toEqual([]);
  });

  it('B4 a silence counts from when the box was heard last, not from when it was noticed', async () => {
    const rig = await WatchRig.start();
    await rig.pass(60_000);
    rig.beat('box-1');
    await rig.pass(45_000);
    rig.presence('box-1', 'lost');
    await rig.pass(40_000);
    expect(rig.keys()).toEqual([]);
    await rig.pass(5_000);
    expect(rig.keys()).toEqual(['box-silent/box-1']);
  });

  it('B4 setting the wall clock neither makes a silence nor hides one', async () => {
    const rig = await WatchRig.start();
    rig.beat('box-1');
    rig.presence('box-1', 'lost');
    await rig.pass(5_000);
    rig.clock.jumpWall(10 * HOUR);
    await rig.pass(80_000);
    expect(rig.keys()).toEqual([]);
    rig.clock.jumpWall(-20 * HOUR);
    await rig.pass(5_000);
    expect(rig.keys()).toEqual(['box-silent/box-1']);
  });

  it('an office decides how long a silence lasts and how full an outbox is', async () => {
    const rig = await WatchRig.start();
    rig.settings = { ...rig.settings, silentAfterMs: 300_000, outboxAbove: 10 };
    rig.beat('box-1');
    rig.presence('box-1', 'lost');
    rig.beat('box-2', { unacked: 11 });
    await rig.pass(295_000);
    expect(rig.keys()).toEqual(['outbox-growing/box-2']);
    await rig.pass(5_000);
    expect(rig.keys()).toEqual(['box-silent/box-1', 'outbox-growing/box-2']);
  });
});

describe('A6 a hub that restarts', () => {
  it('gives boxes time to come back', async () => {
    const rig = await WatchRig.start();
    rig.beat('box-1');
    await rig.pass(5_000);
    await rig.restart(HOUR);
    await rig.pass(85_000);
    expect(rig.keys()).toEqual([]);
    await rig.pass(5_000);
    expect(rig.keys()).toEqual(['box-silent/box-1']);
  });

  it.each(stories)('neither closes nor raises twice: $code', async ({ code, begin, end, ms }) => {
    const rig = await WatchRig.start();
    rig.beat('box-1');
    begin(rig);
    await rig.pass(ms[0]);
    const raised = rig.raised();
    rig.lamps.all = rig.lamps.all.map((each) => ({ ...each, silentMs: 0, heard: false }));
    await rig.restart(HOUR);
    if (code !== 'box-silent') rig.presence('box-1', 'online');
    await rig.pass(50_000);
    expect(rig.raised()).toEqual(raised);
    end(rig);
    await rig.pass(ms[1] + 70_000);
    expect(new Set(rig.raised())).toEqual(new Set([`${code} closed`]));
    expect(rig.raised()).toHaveLength(raised.length);
  });
});

describe('S8 asking for covered keys', () => {
  it('begins a minute after the start, is repeated each hour, one office after the other', async () => {
    const rig = await WatchRig.start();
    await rig.pass(55_000);
    expect(rig.analyst.asked).toEqual([]);
    await rig.pass(5_000);
    expect(rig.analyst.asked).toEqual(['east', 'west']);
    await rig.pass(HOUR - 5_000);
    expect(rig.analyst.asked).toHaveLength(2);
    await rig.pass(5_000);
    expect(rig.analyst.asked).toHaveLength(4);
    rig.stop();
    await rig.pass(HOUR);
    expect(rig.analyst.asked).toHaveLength(4);
  });

  it('keeps the last answer while nobody answers, and says so once an hour', async () => {
    const rig = await WatchRig.start();
    rig.analyst.coveredKeys = [covered];
    await rig.pass(70_000);
    rig.analyst.busy = true;
    await rig.pass(2 * HOUR);
    expect(rig.keys()).toEqual(['key-covered/box-1/1']);
    expect(rig.log.messages).toEqual([
      'covered keys could not be looked for',
      'covered keys could not be looked for',
    ]);
  });
});

describe('A6 a look never fails', () => {
  it('says once that it could not look, and goes on', async () => {
    const rig = await WatchRig.start();
    rig.chime.failed.add('east');
    rig.told.failure = new Error('no');
    await rig.pass(60_000);
    expect(rig.log.messages).toEqual(['equipment could not be looked at']);
    rig.told.failure = undefined;
    await rig.pass(5_000);
    expect(rig.keys()).toEqual(['chime-untested']);
  });

  it('keeps what it knew of a disk that cannot be measured, and says so once', async () => {
    const rig = await WatchRig.start();
    rig.disk.now = { freeBytes: 4e9, totalBytes: 100e9 };
    await rig.pass(65_000);
    rig.disk.now = new Error('gone');
    await rig.pass(300_000);
    expect(rig.keys()).toEqual(['hub-disk', 'hub-disk']);
    expect(rig.log.messages).toEqual(['the room on the disk cannot be measured']);
  });

  it('measures the disk that holds a directory', async () => {
    const { freeBytes, totalBytes } = await new DirectoryDisk(temporaryFolder()).space();
    expect(totalBytes).toBeGreaterThan(1e6);
    expect(freeBytes).toBeLessThanOrEqual(totalBytes);
    await expect(new DirectoryDisk('/no/such/directory').space()).rejects.toThrow('ENOENT');
  });
});
