import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '#platform/packageFacts.js';
import { serviceOf } from '../../.setup/debTrialService.mjs';
import { temporaryFolder } from '../support/temporary.js';

const UNITS = 'usr/lib/systemd/system';
const source = (program: 'device' | 'hub', unit: string): string =>
  join(packageRoot(), program, 'package/root', UNITS, `${unit}.service`);

const services = [
  ['rating-box', source('device', 'rating-box')],
  ['rating-hub', source('hub', 'rating-hub')],
  ['rating-lamp', source('hub', 'rating-lamp')],
] as const;

const analyze = (...args: readonly string[]) =>
  spawnSync('systemd-analyze', args, {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' },
  });

/** A file system with what both packages install, and with stand-ins for the programs the units start. */
function installed(): string {
  const root = temporaryFolder();
  for (const program of ['device', 'hub']) {
    cpSync(join(packageRoot(), program, 'package/root'), root, { recursive: true });
  }
  for (const program of ['rating-box', 'rating-hub', 'cage', 'chromium']) {
    const path = join(root, 'usr/bin', program);
    writeFileSync(path, '#!/bin/sh\n');
    chmodSync(path, 0o755);
  }
  return root;
}

/** What systemd finds wrong with the units of an installation. */
function faults(root: string): string {
  const names = ['rating-box', 'rating-kiosk', 'rating-hub', 'rating-lamp'].map((name) => `${name}.service`);
  return analyze('verify', '--recursive-errors=no', `--root=${root}`, ...names).stderr.trim();
}

describe('the systemd units', () => {
  it('B7 are understood by systemd, each line of them', () => {
    const root = installed();
    expect(faults(root)).toBe('');
    const box = join(root, UNITS, 'rating-box.service');
    writeFileSync(box, readFileSync(box, 'utf8').replace('WatchdogSec=', 'WatchdogSeconds='));
    expect(faults(root)).toContain('WatchdogSeconds');
  });

  it.each(services)('B7 %s is exposed by 3.0 at most', (_name, path) => {
    const { stdout } = analyze('security', '--offline=true', path);
    const exposure = /Overall exposure level for \S+: (\d+\.\d)/.exec(stdout)?.[1];
    expect(Number(exposure)).toBeLessThanOrEqual(3);
    expect(Number(exposure)).toBeGreaterThan(0);
  });

  it.each(services)('B7 %s is watched, and started again for ever', (_name, path) => {
    const unit = settingsOf(path);
    expect(unit.get('Type')).toEqual(['notify']);
    expect(unit.get('Restart')).toEqual(['always']);
    expect(unit.get('StartLimitIntervalSec')).toEqual(['0']);
    expect(Number(unit.get('WatchdogSec')?.[0])).toBeGreaterThanOrEqual(10);
    expect(Number(unit.get('WatchdogSec')?.[0])).toBeLessThanOrEqual(30);
    expect(unit.get('LimitCORE')).toEqual(['0']);
  });

  it.each(services)('D5 %s has no right it does not need, and no way to get one', (_name, path) => {
    const unit = settingsOf(path);
    const [user = 'root'] = unit.get('User') ?? [];
    expect(user).toMatch(/^rating-/);
    expect(unit.get('NoNewPrivileges')).toEqual(['yes']);
    expect(unit.get('CapabilityBoundingSet')).toEqual(['']);
    expect(unit.get('ProtectSystem')).toEqual(['strict']);
    expect(unit.get('UMask')).toEqual(['0077']);
  });

  it('R25 the hub may write its data, the second place of backups and the files of a broker, and nothing else', () => {
    const { own, writable } = serviceOf(readFileSync(source('hub', 'rating-hub'), 'utf8'));
    expect(own).toEqual(
      ['/var/lib', '/var/cache', '/run'].map((place) => ({ path: `${place}/rating-hub`, mode: '0750' })),
    );
    expect(writable.filter((path) => !own.some((place) => place.path === path))).toEqual([
      '-/srv/rating-hub-copies',
      '-/srv/rating-hub-broker',
    ]);
  });

  it('B7 the box may write its own places and nothing else', () => {
    const { own, writable } = serviceOf(readFileSync(source('device', 'rating-box'), 'utf8'));
    expect(writable).toEqual(own.map(({ path }) => path));
  });

  it('B7 the box is held near its 120 MB and may use its devices, whose drivers come first', () => {
    const unit = settingsOf(source('device', 'rating-box'));
    expect(Number.parseInt(unit.get('MemoryHigh')?.[0] ?? '', 10)).toBeLessThanOrEqual(140);
    expect(Number.parseInt(unit.get('MemoryMax')?.[0] ?? '', 10)).toBeLessThanOrEqual(180);
    expect(unit.get('SupplementaryGroups')).toEqual(['dialout audio plugdev']);
    const classes = ['ttyACM', 'ttyUSB', 'alsa', 'hidraw', 'usb_device'];
    expect(unit.get('DeviceAllow')).toEqual(classes.map((name) => `char-${name} rw`));
    for (const driver of ['cdc_acm', 'usbserial', 'snd']) {
      expect(unit.get('After')?.join(' ')).toContain(`modprobe@${driver}.service`);
      expect(unit.get('Wants')?.join(' ')).toContain(`modprobe@${driver}.service`);
    }
  });

  it('A3 the light at a desk may use its devices and none else, and is not started unasked', () => {
    const unit = settingsOf(source('hub', 'rating-lamp'));
    expect(unit.get('SupplementaryGroups')).toEqual(['dialout plugdev']);
    const classes = ['ttyACM', 'ttyUSB', 'hidraw', 'usb_device'];
    expect(unit.get('DeviceAllow')).toEqual(classes.map((name) => `char-${name} rw`));
    expect(unit.get('DevicePolicy')).toEqual(['closed']);
    const install = readFileSync(join(packageRoot(), 'hub/package/debian/postinst'), 'utf8');
    expect(install).not.toMatch(/\b(enable|start|unmask)\s+rating-lamp/);
  });

  it('each service has an account that its package makes', () => {
    for (const [program, units] of [
      ['device', ['rating-box', 'rating-kiosk']],
      ['hub', ['rating-hub', 'rating-lamp']],
    ] as const) {
      const accounts = join(packageRoot(), program, 'package/root/usr/lib/sysusers.d', `${units[0]}.conf`);
      for (const unit of units) {
        const [user] = settingsOf(source(program, unit)).get('User') ?? [];
        expect(readFileSync(accounts, 'utf8')).toMatch(new RegExp(`^u ${user} `, 'm'));
      }
    }
  });

  it('the account files are understood by systemd', () => {
    const root = installed();
    writeFileSync(join(root, 'etc/group'), 'dialout:x:20:\naudio:x:29:\nplugdev:x:46:\n');
    const { status, stderr } = spawnSync('systemd-sysusers', [`--root=${root}`], { encoding: 'utf8' });
    expect(status, stderr).toBe(0);
    expect(readFileSync(join(root, 'etc/passwd'), 'utf8')).toMatch(/^rating-box:.*nologin$/m);
    expect(readFileSync(join(root, 'etc/group'), 'utf8')).toMatch(/^dialout:x:20:rating-box,rating-lamp$/m);
  });
});

/** Every `Name=value` of a unit; a name may stand more than once. */
function settingsOf(path: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [, name = '', value = ''] of readFileSync(path, 'utf8').matchAll(/^(\w+)=(.*)$/gm)) {
    found.set(name, [...(found.get(name) ?? []), value]);
  }
  return found;
}
