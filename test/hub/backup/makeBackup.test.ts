import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { folderOf } from '../../../hub/backup/backupFolders.js';
import { verify } from '../../../hub/backup/makeBackup.js';
import { encodeManifest, readManifest } from '../../../hub/backup/manifest.js';
import { restoreBackup } from '../../../hub/backup/restoreBackup.js';
import { inspectCopy } from '../../../hub/store/databaseCopy.js';
import { uuid } from '../../support/ids.js';
import { BackupRig } from './backupRig.js';

const code = (expected: string | RegExp) =>
  expect.objectContaining({
    code: typeof expected === 'string' ? expected : expect.stringMatching(expected),
  });
const FILES = ['docket.key', 'hub.db', 'manifest.json', 'tls'];

describe('R25 a backup', () => {
  it('has everything a restore needs, for its owner alone, and says what it holds', async () => {
    const rig = new BackupRig();
    const made = await rig.make();
    expect(made).toMatchObject({ name: '20260707T010001Z-00000001', windows: 50, events: 0, copy: 'off' });
    const folder = join(rig.backups, made.name);
    expect(readdirSync(folder).sort()).toEqual(FILES);
    expect(verify(folder)).toMatchObject({
      software: '1.2.3',
      counts: { windows: 50, issuances: 50, events: 0, alarms: 0 },
      files: [
        { path: 'hub.db' },
        { path: 'docket.key' },
        ...['tls/boxes/box-1.pem', 'tls/ca.key'].map((path) => ({ path })),
      ],
    });
    for (const path of ['', 'tls', 'tls/boxes'])
      expect(statSync(join(folder, path)).mode & 0o777).toBe(0o700);
    for (const path of ['hub.db', 'manifest.json', 'docket.key', 'tls/ca.key'])
      expect(statSync(join(folder, path)).mode & 0o777, path).toBe(0o600);
    expect(readFileSync(join(folder, 'tls/ca.key'))).toEqual(readFileSync(join(rig.data, 'tls/ca.key')));
  });

  it('shows one moment, however much is written while it is made', async () => {
    const rig = new BackupRig(4_000);
    let steps = 0;
    const made = await rig.make(
      {},
      {
        rest: () => {
          steps++;
          rig.load(100);
        },
      },
    );
    expect(steps).toBeGreaterThan(2);
    expect(made.windows).toBe(4_000);
    const found = inspectCopy(join(rig.backups, made.name, 'hub.db'));
    expect(found).toMatchObject({ contents: { counts: { windows: 4_000, issuances: 4_000 } } });
    expect((await rig.make()).windows).toBe(4_000 + steps * 100);
  });

  it('is not begun without room for it, and leaves nothing when the disk is full on the way', async () => {
    const rig = new BackupRig();
    await expect(rig.make({}, { roomIn: () => 1_000_000 })).rejects.toEqual(code('backup/no-room'));
    const full = () => {
      throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
    };
    rig.load(2_000);
    await expect(rig.make({}, { rest: full })).rejects.toThrow('full');
    expect(readdirSync(rig.backups)).toEqual([]);
    const nowhere = { folder: join(rig.data, 'hub.db/backups') };
    await expect(rig.make(nowhere)).rejects.toThrow();
  });

  it('removes what a process that was killed left, and nothing that is not ours', async () => {
    const rig = new BackupRig();
    const partial = join(rig.backups, '.partial-20260101T000000Z-00000000');
    mkdirSync(join(rig.backups, 'of somebody else'), { recursive: true });
    mkdirSync(partial);
    writeFileSync(join(partial, 'hub.db'), 'half');
    const { name } = await rig.make();
    expect(readdirSync(rig.backups).sort()).toEqual([name, 'of somebody else']);
  });

  it('goes by the rotation once it is good', async () => {
    const rig = new BackupRig(1);
    const before = pastNames(rig.clock.wall());
    for (const name of before) mkdirSync(join(rig.backups, name), { recursive: true });
    await expect(rig.make({}, { roomIn: () => 0 })).rejects.toEqual(code('backup/no-room'));
    expect(readdirSync(rig.backups)).toEqual(before);
    const { name } = await rig.make();
    expect(readdirSync(rig.backups)).toEqual([...before.filter(isKept), name]);
  });
});

/** Of nine days until 6 July, oldest first: from Sunday 28 June, over the end of June, into this week. */
const pastNames = (nowMs: number): string[] =>
  [9, 8, 7, 6, 5, 4, 3, 2, 1].map((days) => folderOf(uuid(900 + days), nowMs - days * 86_400_000));

const isKept = (name: string): boolean => !name.startsWith('20260629');

describe('R25 the second place', () => {
  it('gets each backup, read back and compared, and has a rotation of its own', async () => {
    const rig = new BackupRig();
    mkdirSync(rig.second);
    const made = await rig.make({ copyFolder: rig.second });
    expect(made.copy).toBe('good');
    expect(verify(join(rig.second, made.name))).toEqual(verify(join(rig.backups, made.name)));
    const before = pastNames(rig.clock.wall());
    for (const name of before) mkdirSync(join(rig.second, name));
    const next = await rig.make({ copyFolder: rig.second });
    expect(readdirSync(rig.second)).toEqual([...before.filter(isKept), next.name]);
    expect(readdirSync(rig.backups)).toEqual([next.name]);
  });

  it('is never made: a share that is not mounted fails the copy and not the backup', async () => {
    const rig = new BackupRig();
    const made = await rig.make({ copyFolder: rig.second });
    expect(made).toMatchObject({
      copy: 'failed',
      copyProblem: expect.stringMatching(/^backup\/copy-missing/),
    });
    expect(existsSync(rig.second)).toBe(false);
    verify(join(rig.backups, made.name));
  });

  it('without room keeps what it has, and the backup is good', async () => {
    const rig = new BackupRig();
    mkdirSync(rig.second);
    const first = await rig.make({ copyFolder: rig.second });
    const roomIn = (folder: string) => (folder === rig.second ? 0 : 1e12);
    const made = await rig.make({ copyFolder: rig.second }, { roomIn });
    expect(made).toMatchObject({ copy: 'failed', copyProblem: expect.stringMatching(/^backup\/no-room/) });
    expect(readdirSync(rig.second)).toEqual([first.name]);
    verify(join(rig.backups, made.name));
  });
});

describe('R25 restore takes a backup whole or not at all', () => {
  const restored = (rig: BackupRig, name: string, data = join(rig.folder, 'new')) =>
    restoreBackup({ from: join(rig.backups, name), data, clock: rig.clock });

  it('into a directory that is not there, or is empty, with the keys', async () => {
    const rig = new BackupRig();
    const { name } = await rig.make();
    restored(rig, name);
    const empty = join(rig.folder, 'empty');
    mkdirSync(empty);
    restored(rig, name, empty);
    for (const data of [join(rig.folder, 'new'), empty]) {
      expect(readdirSync(data).sort()).toEqual(['docket.key', 'hub.db', 'tls']);
      expect(readFileSync(join(data, 'docket.key'))).toEqual(readFileSync(join(rig.data, 'docket.key')));
      expect(statSync(join(data, 'tls/ca.key')).mode & 0o777).toBe(0o600);
      expect(inspectCopy(join(data, 'hub.db'))).toMatchObject({ contents: { counts: { windows: 50 } } });
    }
  });

  it('never over anything, but over what a restore that was killed left', async () => {
    const rig = new BackupRig();
    const { name } = await rig.make();
    expect(() => restored(rig, name, rig.data)).toThrow(code('restore/not-empty'));
    const other = join(rig.folder, 'other');
    mkdirSync(other);
    writeFileSync(join(other, 'file'), 'mine');
    expect(() => restored(rig, name, other)).toThrow(code('restore/not-empty'));
    expect(readFileSync(join(other, 'file'), 'utf8')).toBe('mine');
    expect(() => restored(rig, name, join(other, 'file'))).toThrow(code('restore/not-empty'));
    const killed = join(rig.folder, 'killed');
    mkdirSync(join(killed, '.restoring'), { recursive: true });
    writeFileSync(join(killed, '.restoring/hub.db'), 'half');
    writeFileSync(join(killed, 'docket.key'), 'of the half');
    restored(rig, name, killed);
    expect(readdirSync(killed).sort()).toEqual(['docket.key', 'hub.db', 'tls']);
  });

  const DAMAGE: ReadonlyArray<readonly [string, (folder: string) => void, string]> = [
    ['no manifest', (at) => rmSync(join(at, 'manifest.json')), 'backup/no-manifest'],
    ['a manifest that is cut', (at) => truncateSync(join(at, 'manifest.json'), 100), 'backup/bad-manifest'],
    ['an empty manifest', (at) => truncateSync(join(at, 'manifest.json'), 0), 'backup/bad-manifest'],
    [
      'a manifest that says another number',
      (at) => change(at, (text) => text.replace('"windows": 50', '"windows": 51')),
      'backup/bad-manifest',
    ],
    ['no database', (at) => rmSync(join(at, 'hub.db')), 'backup/missing-file'],
    ['a database that is cut', (at) => truncateSync(join(at, 'hub.db'), 8_192), 'backup/bad-file'],
    ['a longer database', (at) => appendFileSync(join(at, 'hub.db'), 'x'), 'backup/bad-file'],
    ['no key', (at) => rmSync(join(at, 'docket.key')), 'backup/missing-file'],
    ['another key', (at) => writeFileSync(join(at, 'docket.key'), 'x'), 'backup/bad-file'],
    ['no certificates', (at) => rmSync(join(at, 'tls'), { recursive: true }), 'backup/missing-file'],
    ['a path that leads elsewhere', (at) => reseal(at, { path: '../../etc/passwd' }), 'backup/bad-manifest'],
    ['other contents than it says', (at) => recount(at, { windows: 7 }), 'backup/other-contents'],
    ['a schema of the future', (at) => reschema(at, 999), 'restore/newer-schema'],
  ];
  const change = (at: string, edit: (text: string) => string) => {
    const file = join(at, 'manifest.json');
    writeFileSync(file, edit(readFileSync(file, 'utf8')));
  };
  const rewrite = (at: string, edit: (manifest: ReturnType<typeof readManifest>) => object) =>
    writeFileSync(
      join(at, 'manifest.json'),
      encodeManifest(edit(readManifest(at)) as ReturnType<typeof readManifest>),
    );
  const recount = (at: string, counts: object) =>
    rewrite(at, (manifest) => ({ ...manifest, counts: { ...manifest.counts, ...counts } }));
  const reschema = (at: string, schema: number) => rewrite(at, (manifest) => ({ ...manifest, schema }));
  /** As somebody would who knows the form but not the rules. */
  const reseal = (at: string, file: object) =>
    change(at, (text) => text.replace('docket.key', String(Object.values(file)[0])));

  it('refuses every kind of damage with its code and leaves nothing', async () => {
    const rig = new BackupRig();
    const { name } = await rig.make();
    for (const [what, damage, expected] of DAMAGE) {
      cpSync(join(rig.backups, name), join(rig.backups, what), { recursive: true });
      damage(join(rig.backups, what));
      expect(() => restored(rig, what), what).toThrow(code(expected));
      expect(existsSync(join(rig.folder, 'new')), what).toBe(false);
    }
    restored(rig, name);
  });

  it('refuses any single changed byte of any file', async () => {
    const rig = new BackupRig();
    const { name } = await rig.make();
    const files = ['hub.db', 'manifest.json', 'docket.key', 'tls/ca.key'];
    fc.assert(
      fc.property(fc.constantFrom(...files), fc.nat(), fc.integer({ min: 1, max: 255 }), (path, at, by) => {
        const file = join(rig.backups, name, path);
        const good = readFileSync(file);
        const bad = Buffer.from(good);
        const place = at % bad.length;
        bad[place] = (bad[place] ?? 0) ^ by;
        // White space between words of the manifest means nothing.
        if (path === 'manifest.json' && sameJson(bad, good)) return;
        writeFileSync(file, bad);
        try {
          expect(() => restored(rig, name)).toThrow(code(/^backup\//));
        } finally {
          writeFileSync(file, good);
        }
      }),
      { numRuns: 40 },
    );
    restored(rig, name);
  });
});

function sameJson(one: Buffer, other: Buffer): boolean {
  try {
    return JSON.stringify(JSON.parse(one.toString())) === JSON.stringify(JSON.parse(other.toString()));
  } catch {
    return false;
  }
}
