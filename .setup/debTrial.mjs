import { buildPackages, QUICK, versionOf } from './debBuild.mjs';
import { DebChroot } from './debChroot.mjs';
import { expectThat, freePort, get, NotifyEnd, post, until } from './debTrialTools.mjs';
import { step } from './progress.mjs';

const PANELS = ['firmata,screen', 'serial-pad,screen', 'hid,screen'];
const BOX_DATA = '/var/lib/rating-box';
const HUB_DATA = '/var/lib/rating-hub';
const NOTIFY = '/run/notify';
/** As the account of the box: stores one event and does not send it. */
const STORE_ONE = `
import { systemIds } from '#platform/identity.js';
import { SqliteOutbox } from './.build/device/adapters/sqliteOutbox.js';
const outbox = new SqliteOutbox('${BOX_DATA}/outbox.db', systemIds);
outbox.append({ kind: 'presses', idle: { 1: 0, 2: 0, 3: 0, 4: 0, 5: 1 } }, new Date().toISOString());
outbox.close();
`;

/**
 * Tries the packages on a Debian that has nothing else: install, run, upgrade, remove, purge. Rejects with `Failure`
 * naming the first thing that is not as it should be.
 * @param {{ root: string, build: string, log: string, files: readonly string[] }} order
 */
export async function tryPackages({ root, build, log, files }) {
  const chroot = await step('making a minimal Debian', () => DebChroot.make(log));
  try {
    await step('installing the packages', () => install(chroot, files));
    await step('running the programs', () => runBoth(chroot, versionOf(root)));
    const version = `${versionOf(root)}+next`;
    const newer = await step('building newer packages', () =>
      buildPackages({ root, build, out: chroot.at('srv/next'), log, version, compression: QUICK }),
    );
    await step('upgrading', () => upgrade(chroot, newer, version));
    await step('removing', () => remove(chroot));
    await step('purging', () => purge(chroot, newer));
  } finally {
    chroot.remove();
  }
}

/**
 * @param {DebChroot} chroot
 * @param {readonly string[]} files
 */
async function install(chroot, files) {
  const paths = files.map((file, index) => {
    const path = `/srv/${index}.deb`;
    chroot.take(file, path);
    return path;
  });
  await chroot.apt('install', ...paths);
  for (const program of ['rating-box', 'rating-hub']) {
    expectThat(chroot.run('id', program).includes(`(${program})`), `the account ${program} exists`);
    expectThat(
      chroot.has(`/etc/systemd/system/multi-user.target.wants/${program}.service`),
      `${program} is enabled`,
    );
  }
  expectThat(
    /dialout.*audio|audio.*dialout/.test(chroot.run('id', 'rating-box')),
    'the box may use its devices',
  );
}

/**
 * @param {DebChroot} chroot
 * @param {string} version
 */
async function runBoth(chroot, version) {
  expectThat(
    chroot.run('rating-box', '--version').trim() === version,
    `rating-box --version says ${version}`,
  );
  expectThat(
    chroot.run('rating-hub', '--version').trim() === version,
    `rating-hub --version says ${version}`,
  );
  chroot.run('cp', '/usr/share/doc/rating-hub/examples/site.json', '/etc/rating-hub/site.json');
  const [http, mqtt] = [await freePort(), await freePort()];
  const hub = chroot.start([
    'rating-hub',
    '--demonstration=true',
    `--http-port=${http}`,
    `--mqtt-port=${mqtt}`,
  ]);
  try {
    await until('the hub is ready', hub, async () => (await get(http, '/readyz')).includes('"ready"'));
    for (const panel of PANELS) await runBox(chroot, panel, mqtt);
    refuseCode(chroot, http);
    await enrol(chroot, http);
  } finally {
    await chroot.stop(hub);
  }
  const owners = chroot.run('stat', '-c', '%U', `${BOX_DATA}/outbox.db`, `${HUB_DATA}/hub.db`).trim();
  expectThat(
    owners === 'rating-box\nrating-hub',
    'each program runs under its own account, started by root too',
  );
}

/**
 * Every driver is loaded from the package, though no device is there.
 * @param {DebChroot} chroot
 * @param {string} panel
 * @param {number} mqtt
 */
async function runBox(chroot, panel, mqtt) {
  const screen = await freePort();
  const place = [`--hub=mqtt://127.0.0.1:${mqtt}`, '--office=east', '--box=box-1'];
  const manager = new NotifyEnd(chroot.at(NOTIFY));
  const settings = [`--panel=${panel}`, `--screen-port=${screen}`, '--voice=silent'];
  const box = chroot.start(['rating-box', ...place, ...settings], { NOTIFY_SOCKET: NOTIFY });
  try {
    await until(`the screen of a box with ${panel}`, box, async () =>
      (await get(screen, '/')).includes('<html'),
    );
    await until('the service manager is told', box, async () => manager.heard.startsWith('READY=1'));
  } finally {
    await chroot.stop(box);
    manager.close();
  }
}

/**
 * Enrolling reaches the hub with what the wrapper and the package give it; only the code is wrong.
 * @param {DebChroot} chroot
 * @param {number} http
 */
function refuseCode(chroot, http) {
  const { status, stderr } = chroot.attempt(
    'rating-box',
    'enrol',
    `--hub=http://127.0.0.1:${http}`,
    '--code=0000-0000',
  );
  expectThat(
    status === 1 && stderr.startsWith('rating-box enrol: '),
    `a wrong code is refused: ${status} ${stderr}`,
  );
}

/**
 * As whoever sets a box up does it: a code from the hub, one command, and the service knows who it is.
 * @param {DebChroot} chroot
 * @param {number} http
 */
async function enrol(chroot, http) {
  const { code } = await post(http, '/api/v1/boxes/box-new/enrolment', { office: 'east' });
  const told = chroot.run('rating-box', 'enrol', `--hub=http://127.0.0.1:${http}`, `--code=${code}`);
  expectThat(told.includes('This box is now box-new of east'), `the box is enrolled: ${told}`);
  const box = chroot.start(['rating-box', '--voice=silent']);
  try {
    await until('the enrolled box is online', box, async () => {
      const { items } = JSON.parse(await get(http, '/api/v1/boxes'));
      return items.some((/** @type {any} */ one) => one.id === 'box-new' && one.presence === 'online');
    });
  } finally {
    await chroot.stop(box);
  }
}

/**
 * @param {DebChroot} chroot
 * @param {readonly string[]} newer
 * @param {string} version
 */
async function upgrade(chroot, newer, version) {
  const config =
    '{ "data": "/var/lib/rating-box", "prompts": "/usr/share/rating-box/prompts", "office": "east" }\n';
  chroot.write('/etc/rating-box/config.json', config);
  const before = chroot.run('sha256sum', `${BOX_DATA}/outbox.db`, `${HUB_DATA}/hub.db`);
  await install(chroot, newer);
  expectThat(chroot.run('rating-box', '--version').trim() === version, 'the newer box is installed');
  expectThat(
    chroot.run('sha256sum', `${BOX_DATA}/outbox.db`, `${HUB_DATA}/hub.db`) === before,
    'an upgrade keeps all data',
  );
  expectThat(
    chroot.run('cat', '/etc/rating-box/config.json') === config,
    'an upgrade keeps a changed configuration',
  );
}

/** @param {DebChroot} chroot */
async function remove(chroot) {
  const node = '/usr/lib/rating-box/node';
  chroot.write('/usr/lib/rating-box/storeOne.mjs', STORE_ONE);
  chroot.run(
    'setpriv',
    '--reuid=rating-box',
    '--regid=rating-box',
    '--clear-groups',
    node,
    '/usr/lib/rating-box/storeOne.mjs',
  );
  chroot.run('rm', '/usr/lib/rating-box/storeOne.mjs');
  await chroot.apt('remove', 'rating-box', 'rating-hub');
  expectThat(
    !chroot.has('/usr/lib/rating-box') && !chroot.has('/usr/bin/rating-hub'),
    'removing removes the programs',
  );
  expectThat(
    chroot.has(`${BOX_DATA}/outbox.db`) && chroot.has('/etc/rating-box/config.json'),
    'removing keeps data',
  );
  expectThat(
    chroot.has(`${HUB_DATA}/hub.db`) && chroot.has('/etc/rating-hub/site.json'),
    'removing keeps data',
  );
}

/**
 * @param {DebChroot} chroot
 * @param {readonly string[]} files
 */
async function purge(chroot, files) {
  await chroot.apt('purge', 'rating-box', 'rating-hub');
  expectThat(chroot.has(`${BOX_DATA}/outbox.db`), 'purging keeps an event the hub does not have');
  expectThat(chroot.has(`${HUB_DATA}/hub.db`), 'purging keeps what citizens rated');
  chroot.run('rm', '-r', BOX_DATA, HUB_DATA);
  await install(chroot, files);
  await chroot.apt('purge', 'rating-box', 'rating-hub');
  const left = chroot
    .run('find', '/', '-xdev', '-regex', '.*/\\(70-\\)?rating-.*', '-not', '-path', '/srv/*')
    .trim();
  expectThat(left === '', `nothing is left behind: ${left}`);
}
