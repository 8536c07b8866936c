import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ManualClock, systemClock } from '#platform/clock.js';
import { systemIds } from '#platform/identity.js';
import { openSqlite } from '#platform/sqlite.js';
import { operate } from '../../../hub/operations.js';
import { BackupStore } from '../../../hub/store/backupStore.js';
import { initial } from '../../../hub/store/migrations/001-initial.js';
import { migrations } from '../../../hub/store/migrations/index.js';
import { freePort } from '../../support/freePort.js';
import { HubRig } from '../../support/hubRig.js';
import { temporaryFolder } from '../../support/temporary.js';

async function run(...args: string[]) {
  let [out, err] = ['', ''];
  const status = await operate('doctor', args, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    environment: { RATING_HUB_DEMONSTRATION: 'true' },
  });
  return { status, out, err };
}

/** Names, sizes and times of all files. */
const stateOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => !/-(wal|shm)$/.test(path))
    .sort()
    .map((path) => `${path} ${statSync(join(folder, path)).mtimeMs} ${statSync(join(folder, path)).size}`);

/** As if a backup had just been made and found good. */
function keepBackup(folder: string): void {
  const db = openSqlite(join(folder, 'hub.db'), migrations);
  const now = systemClock.wall();
  new BackupStore(db).insert({
    ...{ id: systemIds.uuid(), startedMs: now, finishedMs: now, by: null, state: 'good', copy: 'off' },
    ...{ bytes: 1, windows: 0, events: 0, folder: 'f', problem: null, copyProblem: null },
  });
  db.close();
}

const line = (out: string, name: string): string => out.split('\n').find((each) => each.includes(name)) ?? '';

describe('rating-hub doctor', () => {
  it('R25 says of a stopped hub what it finds in its data, changes nothing, and ends with 1', async () => {
    const rig = await HubRig.start();
    await rig.issue('1');
    await rig.settle();
    await rig.stop();
    const before = stateOf(rig.folder);
    const { status, out, err } = await run(
      '--data',
      rig.folder,
      '--hub',
      `http://127.0.0.1:${await freePort()}`,
    );
    expect({ status, err }).toEqual({ status: 1, err: '' });
    expect(line(out, '訊息中介')).toContain('[ X]');
    expect(out).toContain('systemctl start rating-hub');
    expect(line(out, '資料庫')).toContain('[OK]');
    expect(out).toContain('登錄 6 台評分機');
    expect(stateOf(rig.folder)).toEqual(before);
  });

  it('R25 says that all is well with a hub that runs, in English too, and ends with 0', async () => {
    const rig = await HubRig.start(undefined, undefined, new ManualClock(systemClock.wall()));
    keepBackup(rig.folder);
    for (const box of ['box-1', 'box-2', 'box-3', 'box-4', 'box-5']) rig.box(box).online();
    rig.box('box-w1', 'west').online();
    await rig.settle();
    const port = String(new URL(rig.origin).port);
    const args = ['--data', rig.folder, '--hub', rig.origin, '--mqtt-port', port, '--language', 'en'];
    const { status, out } = await run(...args);
    expect(line(out, 'Broker')).toBe('[OK] Broker | Good | The broker is up; boxes can connect.');
    expect(line(out, 'Boxes')).toContain('6 boxes, 6 online');
    expect(out.trimEnd().split('\n').at(-1)).toBe('All is well.');
    expect(status).toBe(0);
  });

  it('names a port at which nobody listens', async () => {
    const rig = await HubRig.start();
    const port = String(await freePort());
    const { out } = await run(
      '--data',
      rig.folder,
      '--hub',
      rig.origin,
      '--mqtt-port',
      port,
      '--language',
      'en',
    );
    expect(line(out, 'Broker')).toContain(`127.0.0.1:${port} does not answer`);
  });

  it('names data that are missing, damaged, or of an earlier version, and makes none', async () => {
    const folder = temporaryFolder();
    const hub = ['--hub', 'http://127.0.0.1:9', '--language', 'en'];
    expect(line((await run('--data', folder, ...hub)).out, 'Database')).toContain('There is no database');
    expect(readdirSync(folder)).toEqual([]);
    mkdirSync(join(folder, 'a'));
    writeFileSync(
      join(folder, 'a/hub.db'),
      'no database at all, but long enough to look like a header of one'.repeat(20),
    );
    expect(line((await run('--data', join(folder, 'a'), ...hub)).out, 'Database')).toContain(
      'cannot be read',
    );
    mkdirSync(join(folder, 'b'));
    openSqlite(join(folder, 'b/hub.db'), [initial]).close();
    expect(line((await run('--data', join(folder, 'b'), ...hub)).out, 'Database')).toContain(
      'earlier version',
    );
  });

  it('names wrong settings with status 2, and tells its own', async () => {
    expect(await run('--hub', 'ftp://x')).toMatchObject({ status: 2, err: expect.stringContaining('--hub') });
    expect((await run('--help')).out).toMatch(/rating-hub doctor: .*--hub.*--language/s);
  });
});
