import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import type { BackupView, HealthView } from '#contract/care.js';
import type { Visit, VisitOptions } from '../../support/browser.js';
import { DashboardRig, seen, textOf } from '../../support/dashboardRig.js';
import { lowContrast, overflow, smallTargets } from '../../support/pageChecks.js';
import { problem } from '../../support/scriptedHub.js';
import { at, uuid } from '../../support/views.js';

const rig = new DashboardRig();
let health: HealthView;
let backups: BackupView[];

const backup = (n: number, change: Partial<BackupView> = {}): BackupView => ({
  ...{ id: uuid(n), startedAt: at(-n * 3_600_000), state: 'good', copy: 'good' },
  ...{ bytes: 12_300_000, windows: 4_321, folder: `2026-07-0${n}` },
  ...change,
});

beforeEach(() => {
  health = {
    at: at(0),
    software: '0.5.0',
    checks: [
      { code: 'disk', state: 'good', found: { zh: '還有 80 GB', en: '80 GB free' } },
      {
        ...{ code: 'backup', state: 'bad' },
        found: { zh: '備份失敗', en: 'The backup failed' },
        remedy: { zh: '按立即備份', en: 'Press back up now' },
      },
      { code: 'certificate', state: 'off', found: { zh: '不使用憑證', en: 'No certificate' } },
    ],
  };
  backups = [backup(1, { state: 'failed', problem: 'no room', copy: 'off' }), backup(2)];
  rig.hub.script = {
    health: () => health,
    backups: () => ({ items: backups }),
    journalHeads: () => ({
      items: [
        { day: '2026-07-06', number: 40, hash: 'a'.repeat(64) },
        { day: '2026-07-05', number: 30, hash: 'b'.repeat(64) },
      ],
    }),
  };
});

async function open(query = '', options: VisitOptions = {}): Promise<Visit> {
  const visit = await rig.open(`health.html${query}`, options);
  await visit.page.locator('.lamp').first().waitFor();
  return visit;
}

describe('the page of the system’s health', () => {
  it('R25 shows a lamp with words for each part, what to do about a fault, and looks again every 30 s', async () => {
    const visit = await open();
    expect(await textOf(visit.page.locator('.lamp.bad'))).toMatch(
      /備份.*異常.*備份失敗.*處理方式.*按立即備份/,
    );
    expect(await textOf(visit.page.locator('.summary'))).toBe('1 項異常，0 項注意。');
    health = { ...health, checks: health.checks.map((check) => ({ ...check, state: 'good' as const })) };
    await visit.page.clock.runFor(30_000);
    await seen(visit, '全部正常。');
    rig.hub.goAway();
    await visit.page.clock.runFor(30_000);
    await seen(visit, '連不上主機，以下是最後知道的狀態。');
    expect(await visit.page.locator('.lamp').count()).toBe(3);
  });

  it('R25 lists backups, and makes one under the name of whoever asked', async () => {
    const visit = await open('?lang=en');
    await seen(visit, 'no room');
    expect(await textOf(visit.page.locator('tbody tr').nth(1))).toMatch(
      /Checked and good.*Copied12\.3 MB4321/,
    );
    rig.hub.answer = () => ({ status: 202, body: backup(3, { state: 'running' }) });
    await visit.page.getByLabel('Your name').fill('wang');
    await visit.page.getByRole('button', { name: 'Back up now' }).click();
    await seen(visit, 'A backup has begun');
    expect(rig.hub.posts).toEqual([{ url: '/api/v1/backups', body: { by: 'wang' } }]);
    rig.hub.answer = () => problem(409, 'backup/running');
    await visit.page.getByRole('button', { name: 'Back up now' }).click();
    await seen(visit, 'A backup is running already');
  });

  it('D5 hands out the heads of the journal as a text to be kept elsewhere', async () => {
    const visit = await open('?lang=en');
    const download = visit.page.waitForEvent('download');
    await visit.page.getByRole('button', { name: 'Download as text' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe('rating-journal-heads-2026-07-06.txt');
    expect(readFileSync(await file.path(), 'utf8')).toBe(
      `2026-07-05 30 ${'b'.repeat(64)}\n2026-07-06 40 ${'a'.repeat(64)}\n`,
    );
  });

  it('P1 shows a supervisor no backups, and asks for none', async () => {
    rig.hub.session = {
      ...{ state: 'signed-in', name: '王', account: 'wang', roles: ['supervisor'] },
      ...{ idleUntil: at(1_800_000), endsAt: at(3_600_000) },
    };
    const visit = await open();
    expect(await visit.page.getByRole('button', { name: '立即備份' }).count()).toBe(0);
    expect(rig.hub.gets.map(({ id }) => id)).not.toContain('backups');
  });

  it.each([
    { width: 320, height: 640 },
    { width: 1_920, height: 1_080, dark: true },
  ])('fits and can be read and pressed at $width px', async (options) => {
    const visit = await open('?lang=en', options);
    expect(await overflow(visit.page)).toEqual([]);
    expect(await smallTargets(visit.page)).toEqual([]);
    expect(await lowContrast(visit.page)).toEqual([]);
  });
});
