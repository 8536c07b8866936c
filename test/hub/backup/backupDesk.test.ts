import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { AlarmView } from '#contract/alarms.js';
import type { BackupView, HealthView } from '#contract/care.js';
import type { JournalEntry } from '#contract/records.js';
import { ManualClock } from '#platform/clock.js';
import { CodedError } from '#platform/errors.js';
import type { BackupMade, BackupMaker, BackupOrder } from '../../../hub/backup/backupMaker.js';
import { type BackupSettings, backupsOf } from '../../../hub/backup/backupsOf.js';
import { eventually } from '../../support/eventually.js';
import { inlineMaker, NO_BACKUPS } from '../../support/hubDesks.js';
import { HubRig } from '../../support/hubRig.js';
import { temporaryFolder } from '../../support/temporary.js';

/** Makes nothing until it is told how it went. */
class ScriptedMaker implements BackupMaker {
  readonly orders: BackupOrder[] = [];
  end: (how: BackupMade | CodedError) => void = () => undefined;

  make(order: BackupOrder): Promise<BackupMade> {
    this.orders.push(order);
    return new Promise((resolve, reject) => {
      this.end = (how) => (how instanceof CodedError ? reject(how) : resolve(how));
    });
  }

  async stop(): Promise<void> {
    this.end(new CodedError('backup/stopped', 'the hub was stopped'));
  }
}

async function start(settings: Partial<BackupSettings> = {}, maker?: BackupMaker) {
  const data = temporaryFolder();
  const hub = await HubRig.start(
    undefined,
    data,
    new ManualClock(Date.UTC(2026, 6, 7, 4, 28)),
    undefined,
    (_file, clock) => ({
      backups: backupsOf(data, { ...NO_BACKUPS, ...settings }, maker ?? inlineMaker(clock)),
    }),
  );
  const list = async () => (await hub.get<{ items: BackupView[] }>('/backups')).items;
  const pass = async (ms: number) => {
    for (let left = ms; left > 0; left -= 30_000) {
      hub.clock.advance(Math.min(30_000, left));
      await hub.settle();
    }
  };
  const alarms = async () => {
    const { items } = await hub.get<{ items: AlarmView[] }>('/alarms?office=east');
    return items.flatMap(({ about, state }) =>
      about.source === 'equipment' && about.code.startsWith('backup') && state !== 'closed'
        ? [about.code]
        : [],
    );
  };
  return { data, hub, list, pass, alarms };
}

const HOUR_MS = 3_600_000;
const good: BackupMade = {
  ...{
    name: '20260707T043000Z-00000001',
    finishedMs: Date.UTC(2026, 6, 7, 4, 31),
    bytes: 9,
    windows: 1,
    events: 2,
  },
  copy: 'off',
};

describe('R25 backups of a running hub', () => {
  it('are made when somebody asks, one at a time, journalled', async () => {
    const { data, hub, list } = await start();
    await hub.issue('6');
    const { status, body } = await hub.post<BackupView>('/backups', { by: '機房' });
    expect([status, body.state, body.by]).toEqual([202, 'running', '機房']);
    expect((await hub.post('/backups', { by: 'again' })).status).toBe(409);
    const made = await eventually('a backup', 10_000, async () =>
      (await list()).find(({ state }) => state !== 'running'),
    );
    expect(made).toMatchObject({ id: body.id, state: 'good', copy: 'off', windows: 1, events: 0 });
    expect(readdirSync(join(data, 'backups'))).toEqual([made.folder]);
    const { items } = await hub.get<{ items: JournalEntry[] }>('/journal');
    expect(items[0]).toMatchObject({ by: '機房', action: 'backup/asked', subject: body.id });
    rmSync(join(data, 'backups', String(made.folder)), { recursive: true });
    await hub.restart();
    expect((await list())[0]).not.toHaveProperty('folder');
  });

  it('are made at their times by themselves, and once only', async () => {
    const maker = new ScriptedMaker();
    const { hub, pass, list } = await start({ 'backup-at': '12:30,18:30' }, maker);
    await pass(60_000);
    expect(maker.orders).toEqual([]);
    await pass(90_000);
    expect(maker.orders).toHaveLength(1);
    expect(await list()).toMatchObject([{ state: 'running' }]);
    maker.end(good);
    await pass(600_000);
    expect(maker.orders).toHaveLength(1);
    expect(await list()).toMatchObject([{ state: 'good', bytes: 9, windows: 1, events: 2 }]);
    hub.clock.jumpWall(6 * HOUR_MS);
    await pass(60_000);
    expect(maker.orders).toHaveLength(2);
  });

  it('A6 that fail raise an alarm, are tried again each hour, and the alarm closes with a good one', async () => {
    const maker = new ScriptedMaker();
    const { hub, pass, list, alarms } = await start({ 'backup-at': '12:30' }, maker);
    await pass(180_000);
    maker.end(new CodedError('backup/no-room', 'the disk is full'));
    await pass(120_000);
    expect(await alarms()).toEqual(['backup-late']);
    expect(await list()).toMatchObject([{ state: 'failed', problem: 'backup/no-room: the disk is full' }]);
    hub.clock.jumpWall(HOUR_MS);
    await pass(60_000);
    expect(maker.orders).toHaveLength(2);
    expect(await alarms()).toEqual(['backup-late']);
    maker.end({ ...good, copy: 'failed', copyProblem: 'backup/copy-missing: no share' });
    await pass(120_000);
    expect(await alarms()).toEqual(['backup-copy-failed']);
    expect((await list())[0]).toMatchObject({
      state: 'good',
      copy: 'failed',
      problem: expect.stringContaining('no share'),
    });
  });

  it('A6 that never come are late, and health says so', async () => {
    const { hub, pass, alarms } = await start({ 'backup-at': '12:30' }, new ScriptedMaker());
    await pass(180_000);
    const state = async () =>
      (await hub.get<HealthView>('/health')).checks.find(({ code }) => code === 'backup')?.state;
    expect(await state()).not.toBe('off');
    hub.clock.jumpWall(26 * HOUR_MS);
    await pass(60_000);
    expect(await alarms()).toContain('backup-late');
  });

  it('that the end of the hub cut off are told as failed', async () => {
    const maker = new ScriptedMaker();
    const { hub, list } = await start({}, maker);
    await hub.post('/backups', { by: 'chen' });
    await hub.restart();
    expect(await list()).toMatchObject([{ state: 'failed', problem: expect.stringMatching(/^backup\//) }]);
    expect((await hub.post('/backups', { by: 'chen' })).status).toBe(202);
  });

  it('go to the second place too', async () => {
    const second = temporaryFolder();
    const { hub, list } = await start({ 'backup-copy-dir': second });
    await hub.post('/backups', { by: 'chen' });
    const made = await eventually('a backup', 10_000, async () =>
      (await list()).find(({ state }) => state !== 'running'),
    );
    expect(made).toMatchObject({ state: 'good', copy: 'good' });
    expect(readdirSync(second)).toEqual([made.folder]);
  });
});
