import { readFileSync } from 'node:fs';
import { NotifyEnd, until } from './debTrialTools.mjs';
import { Failure } from './failure.mjs';

/**
 * @typedef {object} Service what a unit says of its service, as far as it can be done without systemd
 * @property {string} command
 * @property {string} user
 * @property {string} group
 * @property {string} umask
 * @property {string} directory in which it works
 * @property {Readonly<Record<string, string>>} environment
 * @property {readonly string[]} conditions files without which it is not started
 * @property {readonly { path: string, mode: string }[]} own directories made for it
 * @property {readonly string[]} writable all it may write; one that begins with `-` need not be there
 */

/**
 * @param {string} text of a unit
 * @returns {Service}
 */
export function serviceOf(text) {
  const all = (/** @type {string} */ name) =>
    [...text.matchAll(new RegExp(`^${name}=(.*)$`, 'gm'))].map(([, value = '']) => value.trim());
  const one = (/** @type {string} */ name) => {
    const [value] = all(name);
    if (value === undefined) throw new Failure(`the unit has no ${name}=`);
    return value;
  };
  const own = Object.entries(PLACES).flatMap(([kind, place]) =>
    all(`${kind}Directory`).map((name) => ({ path: `${place}/${name}`, mode: one(`${kind}DirectoryMode`) })),
  );
  return {
    command: one('ExecStart'),
    user: one('User'),
    group: one('Group'),
    umask: one('UMask'),
    directory: one('WorkingDirectory'),
    environment: Object.fromEntries(all('Environment').map((line) => line.split(/=(.*)/s, 2))),
    conditions: all('ConditionPathExists'),
    own,
    writable: [...own.map(({ path }) => path), ...all('ReadWritePaths').flatMap((line) => line.split(/\s+/))],
  };
}

/** @param {{ path: string }} place */
const isRuntime = ({ path }) => path.startsWith(`${PLACES.Runtime}/`);

const PLACES = { State: '/var/lib', Cache: '/var/cache', Runtime: '/run' };

/**
 * Starts a service as its unit says: under its account, without a capability and with no way to get one, in a file system
 * that it can write in its own places only. Resolves once it has told the service manager that it is ready.
 * @param {import('./debChroot.mjs').DebChroot} chroot
 * @param {string} name
 * @param {Readonly<Record<string, string>>} [settings] more of its environment
 * @returns {Promise<{ stop(): Promise<void> }>}
 */
export async function startService(chroot, name, settings = {}) {
  const service = serviceOf(readFileSync(chroot.at(`usr/lib/systemd/system/${name}.service`), 'utf8'));
  const { command, user, group, umask, directory, environment } = service;
  for (const path of service.conditions)
    if (!chroot.has(path)) throw new Failure(`the service ${name} is not started without ${path}`);
  for (const { path, mode } of service.own)
    chroot.run('install', '-d', '-o', user, '-g', group, '-m', mode, path);
  const writable = service.writable
    .filter((path) => !path.startsWith('-') || chroot.has(path.slice(1)))
    .map((path) => path.replace(/^-/, ''));
  const socket = `/run/notify-${name}`;
  const manager = new NotifyEnd(chroot.at(socket));
  const account = [`--reuid=${user}`, `--regid=${group}`, '--init-groups'];
  const rights = ['--no-new-privs', '--bounding-set=-all', '--inh-caps=-all'];
  const script = `umask ${umask} && cd ${directory} && exec ${command}`;
  const started = chroot.start(
    ['setpriv', ...account, ...rights, '--', 'sh', '-c', script],
    { ...environment, ...settings, NOTIFY_SOCKET: socket },
    writable,
  );
  let told = '';
  started.stderr?.on('data', (data) => {
    told = `${told}${data}`.slice(-4_000);
  });
  const stop = async () => {
    await chroot.stop(started);
    manager.close();
    // As the service manager does once a service has ended.
    chroot.run('rm', '-rf', socket, ...service.own.filter(isRuntime).map(({ path }) => path));
  };
  try {
    const ready = async () => {
      if (started.exitCode !== null) throw new Failure(`the service ${name} ended: ${told}`);
      return manager.heard.startsWith('READY=1');
    };
    await until(`${name} runs as its service and says that it is ready`, ready, () => told);
  } catch (error) {
    await stop();
    throw error;
  }
  return { stop };
}
