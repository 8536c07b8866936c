import { describe, expect, it } from 'vitest';
import { explainMissing, missingPackages, packagesFor } from '../../.setup/packages.mjs';

const nowhere = (): boolean => false;

describe('Debian packages', () => {
  it('takes a package for there when dpkg says it is installed', () => {
    const status = 'socat installed\nudev config-files\n';
    expect(missingPackages(['socat', 'udev', 'mosquitto'], status, nowhere)).toEqual(['udev', 'mosquitto']);
  });

  it('takes a package for there when its program comes from elsewhere', () => {
    const found = (program: string): boolean => program === 'aplay';
    expect(missingPackages(['alsa-utils', 'libusb-1.0-0'], '', found)).toEqual(['libusb-1.0-0']);
  });

  it('needs a compiler only to install npm packages, and can try without', () => {
    const compiler = ['python3', 'make', 'g++'];
    for (const command of ['start', 'test', 'bench', 'faults', 'build', 'check', 'package'] as const) {
      const before = packagesFor(command, { args: [], installing: true });
      expect(before.optional, command).toEqual(expect.arrayContaining(compiler));
      const after = packagesFor(command, { args: [], installing: false });
      expect([...after.required, ...after.optional], command).not.toContain('g++');
    }
  });

  it('tests nothing without everything the tests use', () => {
    const { required } = packagesFor('test', { args: [], installing: false });
    for (const name of ['socat', 'espeak-ng', 'alsa-utils', 'chromium', 'mosquitto', 'fonts-noto-cjk']) {
      expect(required).toContain(name);
    }
  });

  it('does without socat only where a real board takes the place of the simulated one', () => {
    const required = (...args: string[]) => packagesFor('start', { args, installing: false }).required;
    expect(required()).toEqual(['socat']);
    expect(required('--boards')).toEqual(['socat']);
    expect(required('--board', '/dev/ttyACM0')).toEqual([]);
    expect(required('--board=/dev/ttyACM0')).toEqual([]);
  });

  it('needs a Debian to try packages on only when they are to be tried', () => {
    const required = (...args: string[]) => packagesFor('package', { args, installing: false }).required;
    expect(required()).not.toContain('debootstrap');
    expect(required('--try')).toContain('debootstrap');
    expect(required()).toContain('espeak-ng');
  });

  it('refuses for what is required, naming it, what it is for, and how to get everything missing', () => {
    const needs = packagesFor('start', { args: [], installing: false });
    const { refusal, note } = explainMissing(needs, ['socat', 'espeak-ng']);
    expect(refusal).toContain('socat (the board cannot be simulated)');
    expect(refusal).toMatch(/apt-get install --no-install-recommends socat espeak-ng$/);
    expect(note).toBeUndefined();
  });

  it('goes on without what is optional and says what is lost', () => {
    const needs = packagesFor('start', { args: [], installing: true });
    const { refusal, note } = explainMissing(needs, ['make', 'g++', 'alsa-utils']);
    expect(refusal).toBeUndefined();
    expect(note).toContain('alsa-utils (the boxes stay silent)');
    expect(note).toContain('make, g++ (native modules cannot be compiled)');
  });

  it('says nothing when nothing is missing', () => {
    expect(explainMissing(packagesFor('test', { args: [], installing: true }), [])).toEqual({});
  });
});
