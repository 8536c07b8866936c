import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '#platform/packageFacts.js';
import { temporaryFolder } from '../support/temporary.js';

const scriptOf = (program: 'device' | 'hub', name: string): string =>
  readFileSync(join(packageRoot(), program, 'package/debian', name), 'utf8');

/** A file system with these files, in which a script finds `rm` and no other program. */
class Machine {
  readonly root = temporaryFolder();

  constructor(files: Readonly<Record<string, string>>) {
    mkdirSync(this.at('/bin'));
    symlinkSync('/bin/rm', this.at('/bin/rm'));
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(this.at(path)), { recursive: true });
      writeFileSync(this.at(path), content);
    }
  }

  at(path: string): string {
    return join(this.root, path);
  }

  has(path: string): boolean {
    return existsSync(this.at(path));
  }

  /** What the script prints, with every place of it within this file system. */
  run(script: string, deed: string): string {
    const moved = script.replaceAll(/(?<![\w/])\/(?=(?:etc|var|run)\/)/g, `${this.root}/`);
    const { status, stdout, stderr } = spawnSync('/bin/sh', ['-s', '--', deed], {
      ...{ input: moved, encoding: 'utf8', env: { PATH: this.at('/bin') } },
    });
    expect(status, stderr).toBe(0);
    return stdout;
  }
}

const HUB = '/var/lib/rating-hub';
const BOX = '/var/lib/rating-box';

describe('purging the hub', () => {
  const configured = { '/etc/rating-hub/site.json': '{}', '/var/cache/rating-hub/page': '' };
  const keys = { [`${HUB}/tls/authority.key`]: 'secret', [`${HUB}/docket.key`]: 'secret' };

  it('D6 keeps what citizens rated, with the keys without which it proves nothing, and says where', () => {
    const machine = new Machine({ ...configured, ...keys, [`${HUB}/hub.db`]: 'ratings' });
    const told = machine.run(scriptOf('hub', 'postrm'), 'purge');
    expect(told).toContain(`kept ${machine.at(HUB)}`);
    for (const path of [`${HUB}/hub.db`, ...Object.keys(keys)]) expect(machine.has(path)).toBe(true);
    expect(machine.has('/etc/rating-hub')).toBe(false);
    expect(machine.has('/var/cache/rating-hub')).toBe(false);
  });

  it('leaves nothing behind where nobody ever rated', () => {
    const machine = new Machine({ ...configured, ...keys });
    expect(machine.run(scriptOf('hub', 'postrm'), 'purge')).toBe('');
    for (const path of [HUB, '/etc/rating-hub', '/var/cache/rating-hub'])
      expect(machine.has(path)).toBe(false);
  });

  it('is more than removing, which deletes nothing', () => {
    const files = { ...configured, ...keys, [`${HUB}/hub.db`]: 'ratings' };
    const machine = new Machine(files);
    machine.run(scriptOf('hub', 'postrm'), 'remove');
    for (const path of Object.keys(files)) expect(machine.has(path)).toBe(true);
  });
});

describe('purging a box', () => {
  const files = {
    '/etc/rating-box/config.json': '{}',
    [`${BOX}/identity.json`]: '{}',
    [`${BOX}/outbox.db`]: 'events',
  };

  it.each([
    ['3', '3'],
    ['unknown', 'unknown'],
    ['', 'unknown'],
  ])('D6 keeps an outbox of which %o events are unsent', (unsent, said) => {
    const machine = new Machine({ ...files, [`${BOX}/unsent`]: unsent === '' ? '' : `${unsent}\n` });
    expect(machine.run(scriptOf('device', 'postrm'), 'purge')).toContain(`never acknowledged: ${said}.`);
    expect(machine.has(`${BOX}/outbox.db`)).toBe(true);
    expect(machine.has('/etc/rating-box')).toBe(false);
  });

  it('D6 keeps an outbox that was damaged, whatever is known of the other', () => {
    const machine = new Machine({
      ...files,
      [`${BOX}/unsent`]: '0\n',
      [`${BOX}/outbox-damaged-1.db`]: 'events',
    });
    machine.run(scriptOf('device', 'postrm'), 'purge');
    expect(machine.has(`${BOX}/outbox-damaged-1.db`)).toBe(true);
  });

  it('deletes the key of a box that has sent everything', () => {
    const machine = new Machine({ ...files, [`${BOX}/unsent`]: '0\n' });
    machine.run(scriptOf('device', 'postrm'), 'purge');
    expect(machine.has(BOX)).toBe(false);
  });
});

describe.each(['device', 'hub'] as const)('the scripts of the package of %s', (program) => {
  it.each(['postinst', 'prerm', 'postrm'])('%s opens no key and no configuration', (name) => {
    const code = scriptOf(program, name).replaceAll(/^\s*#.*$/gm, '');
    expect(code).not.toMatch(/\b(cat|cp|head|tail|grep|sed|chmod)\b|\.key\b|< *["']?\/etc/);
    for (const [use] of code.matchAll(/.*(?:identity\.json|authority\.pem|site\.json).*/g))
      expect(use).toMatch(/^\s*if \[ ! -e \S+ \]; then$/);
  });
});
