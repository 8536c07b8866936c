import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { runLogged } from './children.mjs';

const APT = '/usr/bin/apt-get';
const POLICY = '/usr/sbin/policy-rc.d';
const LISTS = '/var/lib/apt/lists';

/** Whether packages can be installed without asking anyone: as root, on Debian. */
export const canInstall = () => process.getuid?.() === 0 && existsSync(APT);

/**
 * @param {readonly string[]} names
 * @returns {string} name and state of each that dpkg knows; empty where there is no dpkg
 */
export function packageStatus(names) {
  const query = ['-W', '-f', `\${Package} \${db:Status-Status}\n`, ...names];
  return spawnSync('dpkg-query', query, { encoding: 'utf8' }).stdout ?? '';
}

/**
 * Installs packages without their recommendations. Package lists are fetched only when there are none or
 * they turn out to be too old.
 * @param {readonly string[]} names
 * @param {string} log
 */
export async function install(names, log) {
  const env = { DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  const apt = [APT, '-y', '-o', 'DPkg::Lock::Timeout=120', '-o', 'Dpkg::Use-Pty=0'];
  const update = () => runLogged(log, [...apt, 'update'], { env, append: true });
  const add = () =>
    runLogged(log, [...apt, 'install', '--no-install-recommends', ...names], { env, append: true });
  rmSync(log, { force: true });
  const broker = names.includes('mosquitto');
  const allowServices = broker ? refuseToStart('mosquitto') : () => undefined;
  try {
    const fresh = !hasLists();
    if (fresh) await update();
    await add().catch(async (error) => {
      if (fresh) throw error;
      await update();
      await add();
    });
  } finally {
    allowServices();
    if (broker) stopBroker();
  }
}

const hasLists = () =>
  existsSync(LISTS) && readdirSync(LISTS).some((name) => /_Packages(\.\w+)?$/.test(name));

/**
 * Makes Debian refuse to start one service while we install it. A policy that is already there is left
 * alone. Ours is for that service only and says nothing once we have ended, however that came about.
 * @param {string} service
 * @returns {() => void} removes it
 */
function refuseToStart(service) {
  const policy = `#!/bin/sh
# Made by counter-rating while it installs packages; may be removed.
case " $*" in *" ${service}"*) kill -0 ${process.pid} 2>/dev/null && exit 101 ;; esac
exit 0
`;
  try {
    writeFileSync(POLICY, policy, { flag: 'wx', mode: 0o755 });
  } catch {
    return () => undefined;
  }
  return () => rmSync(POLICY, { force: true });
}

/** The tests start their own broker; the package's must neither run now nor after a restart of the machine. */
function stopBroker() {
  if (existsSync('/run/systemd/system')) {
    spawnSync('systemctl', ['disable', '--now', 'mosquitto.service'], { stdio: 'ignore' });
  } else if (existsSync('/etc/init.d/mosquitto')) {
    spawnSync('/etc/init.d/mosquitto', ['stop'], { stdio: 'ignore' });
  }
}
