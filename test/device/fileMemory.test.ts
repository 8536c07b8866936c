import { chmodSync, existsSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { type BoxSettings, DEFAULT_BOX_SETTINGS } from '#contract/boxSettings.js';
import { silentLogger } from '#platform/logger.js';
import { FileMemory } from '../../device/adapters/fileMemory.js';
import { readIdentity, writeIdentity } from '../../device/adapters/identityFile.js';
import { makeKeyPair } from '../../device/identity.js';
import { temporaryFolder } from '../support/temporary.js';

let folder: string;
const memory = (office = 'east') => new FileMemory({ folder, box: 'box-1', office, logger: silentLogger });
const settings = (revision: number): BoxSettings => ({ ...DEFAULT_BOX_SETTINGS, revision });
const file = (name: string) => join(folder, name);

beforeEach(() => {
  folder = temporaryFolder();
});

describe('the memory of a box', () => {
  it('B5 knows nothing at first, and keeps what it was told over a restart', () => {
    expect(memory().settings()).toBeUndefined();
    expect(memory().place()).toBeUndefined();
    memory().keepSettings(settings(4));
    memory().keepPlace({ office: 'west', counter: '2' });
    expect(memory().settings()).toEqual(settings(4));
    expect(memory().place()).toEqual({ office: 'west', counter: '2' });
  });

  it('B5 set up anew for another office it forgets where the hub had it before', () => {
    memory('east').keepPlace({ office: 'west', counter: '2' });
    expect(memory('north').place()).toBeUndefined();
    expect(memory('east').place()).toEqual({ office: 'west', counter: '2' });
  });

  it.each([
    ['half-written', (path: string) => truncateSync(path, 20)],
    ['empty', (path: string) => truncateSync(path, 0)],
    ['garbage', (path: string) => writeFileSync(path, Buffer.from([0, 255, 254, 1, 2]))],
    ['out of range', (path: string) => writeFileSync(path, JSON.stringify({ ...settings(9), volume: 900 }))],
  ])('B5 a %s file leaves the last good settings in force', (_name, damage) => {
    memory().keepSettings(settings(1));
    memory().keepSettings(settings(2));
    damage(file('settings.json'));
    expect(memory().settings()).toEqual(settings(1));
    memory().keepSettings(settings(3));
    damage(file('settings.json'));
    expect(memory().settings()).toEqual(settings(1));
  });

  it('B5 with both versions damaged the defaults hold, and it can be told again', () => {
    memory().keepSettings(settings(1));
    memory().keepSettings(settings(2));
    for (const name of ['settings.json', 'settings.json.last']) writeFileSync(file(name), '{');
    expect(memory().settings()).toBeUndefined();
    memory().keepSettings(settings(3));
    expect(memory().settings()).toEqual(settings(3));
  });

  it('B5 what was left of a write that a power cut ended is not read and not in the way', () => {
    memory().keepSettings(settings(1));
    writeFileSync(file('settings.json.new'), '{"revision": 7');
    expect(memory().settings()).toEqual(settings(1));
    memory().keepSettings(settings(2));
    expect(memory().settings()).toEqual(settings(2));
    expect(existsSync(file('settings.json.new'))).toBe(false);
  });

  it('D6 a place that cannot be written is refused by a stable code', () => {
    folder = join(folder, 'gone');
    expect(() => memory().keepSettings(settings(1))).toThrow(
      expect.objectContaining({ code: 'memory/cannot-store' }),
    );
  });
});

describe('the identity of a box', () => {
  const identity = () => ({ box: 'box-1', office: 'east', hub: 'mqtt://hub:1883', ...makeKeyPair() });

  it('B5 is kept for its owner alone', () => {
    const mine = identity();
    expect(readIdentity(folder)).toBeUndefined();
    writeIdentity(folder, mine);
    expect(readIdentity(folder)).toEqual(mine);
    expect(statSync(file('identity.json')).mode & 0o777).toBe(0o600);
  });

  it('B5 enrolled again, the new one holds, and its file is still for its owner alone', () => {
    writeIdentity(folder, identity());
    chmodSync(file('identity.json'), 0o644);
    const second = identity();
    writeIdentity(folder, second);
    expect(readIdentity(folder)).toEqual(second);
    expect(statSync(file('identity.json')).mode & 0o777).toBe(0o600);
    expect(readFileSync(file('identity.json'), 'utf8')).toContain(second.publicKey);
  });

  it('B5 damaged without a sound version before it, it is not guessed', () => {
    writeFileSync(file('identity.json'), '{"box":');
    expect(() => readIdentity(folder)).toThrow(expect.objectContaining({ code: 'identity/unreadable' }));
  });
});
