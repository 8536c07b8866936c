import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { runLogged } from './children.mjs';
import { Failure } from './failure.mjs';

const SOURCES = '/etc/apt/sources.list.d';

/** A minimal Debian of its own, made by debootstrap from where this machine has its packages. */
export class DebChroot {
  /**
   * @param {string} root
   * @param {string} log
   */
  constructor(root, log) {
    this.root = root;
    this.log = log;
  }

  /**
   * Needs root. What happens within it stays within: its mounts and processes end with each command.
   * @param {string} log
   * @returns {Promise<DebChroot>}
   */
  static async make(log) {
    if (process.getuid?.() !== 0)
      throw new Failure('trying the packages takes root: it installs them into a Debian of its own');
    const { file, suite, mirror, keyring } = debianSource();
    const root = mkdtempSync(join(tmpdir(), 'rating-root-'));
    chmodSync(root, 0o755);
    const chroot = new DebChroot(root, log);
    try {
      const signed = keyring === undefined ? [] : [`--keyring=${keyring}`];
      await runLogged(log, ['debootstrap', '--variant=minbase', ...signed, suite, root, mirror], {
        append: true,
      });
      rmSync(join(root, 'etc/apt/sources.list'), { force: true });
      copyFileSync(file, join(root, 'etc/apt/sources.list.d', basename(file)));
      // No service may start by itself in here.
      chroot.write('usr/sbin/policy-rc.d', '#!/bin/sh\nexit 101\n');
      chmodSync(chroot.at('usr/sbin/policy-rc.d'), 0o755);
      // Nor is anything in here worth a flush to the disk.
      chroot.write('etc/dpkg/dpkg.cfg.d/hurry', 'force-unsafe-io\n');
      await chroot.apt('update');
      return chroot;
    } catch (error) {
      chroot.remove();
      throw error;
    }
  }

  /** @param {readonly string[]} args */
  apt(...args) {
    const quiet = ['-y', '-o', 'Dpkg::Use-Pty=0', '--no-install-recommends'];
    return runLogged(this.log, this.command(['apt-get', ...quiet, ...args]), {
      append: true,
      env: { DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C.UTF-8' },
    });
  }

  /**
   * @param {readonly string[]} command
   * @returns {string} what it printed
   */
  run(...command) {
    const { status, stdout, stderr } = this.attempt(...command);
    if (status !== 0) throw new Failure(`${command.join(' ')} ended with ${status}: ${stderr}`);
    return stdout;
  }

  /** @param {readonly string[]} command may fail */
  attempt(...command) {
    const [program = '', ...args] = this.command(command);
    return spawnSync(program, args, { encoding: 'utf8', env: ENVIRONMENT });
  }

  /**
   * Starts a program that stays; `stop` ends it.
   * @param {readonly string[]} command
   * @param {Readonly<Record<string, string>>} [environment]
   * @param {readonly string[]} [writable] the only places it can write; everywhere without them
   */
  start(command, environment = {}, writable) {
    const [program = '', ...args] = this.command(command, writable);
    return spawn(program, args, {
      env: { ...ENVIRONMENT, ...environment },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
  }

  /**
   * Tells a started program to end and waits until it has. It is the only child of what separates it from us, which
   * itself does not pass signals on.
   * @param {import('node:child_process').ChildProcess} started
   */
  async stop(started) {
    if (started.exitCode !== null) return;
    const ended = new Promise((resolve) => started.once('exit', resolve));
    const { pid } = started;
    process.kill(Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')), 'SIGTERM');
    await ended;
  }

  /**
   * @param {readonly string[]} command to run within
   * @param {readonly string[]} [writable] as systemd's ProtectSystem=strict and PrivateTmp= leave it
   * @returns {string[]} to run here: with mounts and processes that nobody else sees and that end with it
   */
  command(command, writable) {
    const places = (writable ?? []).map((path) => `mount --bind "$0${path}" "$0${path}"`);
    const strict = [
      'mount --bind "$0" "$0"',
      ...places,
      'mount -t tmpfs -o mode=1777 tmpfs "$0/tmp"',
      'mount -o remount,bind,ro "$0"',
    ];
    const mounts = [...(writable === undefined ? [] : strict), 'mount -t proc proc "$0/proc"'];
    const script = `${mounts.join(' && ')} && exec chroot "$0" "$@"`;
    return ['unshare', '--mount', '--pid', '--kill-child', 'sh', '-c', script, this.root, ...command];
  }

  /**
   * Copies a file of this machine into it.
   * @param {string} file
   * @param {string} path
   */
  take(file, path) {
    copyFileSync(file, this.at(path));
  }

  /** @param {string} path */
  at(path) {
    return join(this.root, path);
  }

  /**
   * @param {string} path
   * @param {string} content
   */
  write(path, content) {
    mkdirSync(join(this.at(path), '..'), { recursive: true });
    writeFileSync(this.at(path), content);
  }

  /**
   * A link counts by itself: where it leads is a matter of the inside.
   * @param {string} path
   */
  has(path) {
    return lstatSync(this.at(path), { throwIfNoEntry: false }) !== undefined;
  }

  remove() {
    rmSync(this.root, { recursive: true, force: true });
  }
}

const ENVIRONMENT = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C.UTF-8' };

/**
 * @typedef {{ file: string, suite: string, mirror: string, keyring: string | undefined }} Source
 * @returns {Source} where this machine gets the packages of its own release
 */
function debianSource() {
  const files = existsSync(SOURCES) ? readdirSync(SOURCES).filter((name) => name.endsWith('.sources')) : [];
  for (const name of files) {
    const found = readSource(readFileSync(join(SOURCES, name), 'utf8'));
    if (found !== undefined) return { file: join(SOURCES, name), ...found };
  }
  throw new Failure(`no Debian release was found among the .sources in ${SOURCES}`);
}

/**
 * @param {string} text of a file in deb822 style, sources.list(5)
 * @returns {Omit<Source, 'file'> | undefined} the first that is a whole release of Debian
 */
export function readSource(text) {
  for (const paragraph of text.split(/\n\s*\n/)) {
    const field = (/** @type {string} */ name) =>
      new RegExp(`^${name}:\\s*(.+)$`, 'm').exec(paragraph)?.[1]?.trim();
    const suite = field('Suites')
      ?.split(/\s+/)
      .find((name) => /^[a-z]+$/.test(name));
    const mirror = field('URIs')?.split(/\s+/)[0];
    const keyring = field('Signed-By');
    const debian =
      field('Types')?.includes('deb') && field('Components')?.includes('main') && field('Enabled') !== 'no';
    if (debian && suite !== undefined && mirror !== undefined && /debian/.test(`${mirror} ${keyring}`)) {
      return { suite, mirror, keyring };
    }
  }
  return undefined;
}
