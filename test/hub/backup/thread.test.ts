import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '#platform/clock.js';
import { backupsIn, tidy } from '../../../hub/backup/backupFolders.js';
import { verify } from '../../../hub/backup/makeBackup.js';
import { ThreadBackupMaker } from '../../../hub/backup/threadBackupMaker.js';
import { type Bundle, bundle } from '../../support/bundle.js';
import { eventually } from '../../support/eventually.js';
import { BackupRig } from './backupRig.js';

const code = (expected: string) => expect.objectContaining({ code: expected });
const WINDOWS = 12_000;

describe('R25 a backup in a thread of its own', () => {
  let worker: Bundle;
  beforeAll(async () => {
    worker = await bundle('hub/backup/backupWorker.ts');
  }, 120_000);
  afterAll(() => worker?.remove());
  const maker = () => new ThreadBackupMaker({ program: pathToFileURL(worker.program), clock: systemClock });
  const begun = (rig: BackupRig) =>
    eventually('a backup being written', 20_000, () =>
      existsSync(rig.backups) && readdirSync(rig.backups).some((name) => name.startsWith('.partial-'))
        ? true
        : undefined,
    );

  it('is good while another connection writes, and says with a code what went wrong', async () => {
    const rig = new BackupRig(WINDOWS);
    const making = maker().make(rig.order());
    await begun(rig);
    rig.load(100);
    const made = await making;
    expect(verify(join(rig.backups, made.name)).counts.windows).toBe(made.windows);
    expect(made.windows).toBeGreaterThanOrEqual(WINDOWS);
    await expect(maker().make(rig.order({ data: join(rig.folder, 'none') }))).rejects.toEqual(
      code('backup/failed'),
    );
  }, 60_000);

  it('ends at once when the hub stops, and leaves nothing', async () => {
    const rig = new BackupRig(WINDOWS);
    const thread = maker();
    const stopped = expect(thread.make(rig.order())).rejects.toEqual(code('backup/stopped'));
    await begun(rig);
    await thread.stop();
    await stopped;
    expect(readdirSync(rig.backups)).toEqual([]);
    await expect(thread.make(rig.order())).rejects.toEqual(code('backup/stopped'));
  }, 60_000);

  it('whose process is killed leaves no folder that anybody takes for a backup', async () => {
    const rig = new BackupRig(WINDOWS);
    const script = `new (require('node:worker_threads').Worker)(process.argv[1], { workerData: JSON.parse(process.argv[2]) })`;
    const child = spawn(process.execPath, ['-e', script, worker.program, JSON.stringify(rig.order())]);
    await begun(rig);
    child.kill('SIGKILL');
    await once(child, 'close');
    expect(backupsIn(rig.backups)).toEqual([]);
    expect(readdirSync(rig.backups)).toHaveLength(1);
    tidy(rig.backups);
    expect(readdirSync(rig.backups)).toEqual([]);
    await maker().make(rig.order());
    expect(backupsIn(rig.backups)).toHaveLength(1);
  }, 60_000);
});
