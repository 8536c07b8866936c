import { readFileSync } from 'node:fs';
import { buildPackages, QUICK, versionOf } from './debBuild.mjs';
import { DebChroot } from './debChroot.mjs';
import { backUp, drill, lookAfter, loseDisk, standStill, sumsOf } from './debTrialCare.mjs';
import { BOX_DATA, HUB_DATA, TrialOffice } from './debTrialOffice.mjs';
import { expectThat } from './debTrialTools.mjs';
import { step } from './progress.mjs';

/** Each beside a screen: every driver is loaded from the package, though no device is there. */
const PANELS = ['firmata,screen', 'serial-pad,screen', 'hid,screen'];
/** As the account of the box: stores one event and does not send it. */
const STORE_ONE = `
import { systemIds } from '#platform/identity.js';
import { SqliteOutbox } from './.build/device/adapters/sqliteOutbox.js';
const outbox = new SqliteOutbox('${BOX_DATA}/outbox.db', systemIds);
outbox.append({ kind: 'presses', idle: { 1: 0, 2: 0, 3: 0, 4: 0, 5: 1 } }, new Date().toISOString());
outbox.close();
`;

/**
 * Tries the packages on a Debian that has nothing else, as the handbook tells: install, init, sign in, enrol, rate, look
 * after, back up, lose the disk, upgrade, remove, purge. Rejects with `Failure` naming the first thing that is not as it
 * should be.
 * @param {{ root: string, build: string, log: string, files: readonly string[] }} order
 */
export async function tryPackages({ root, build, log, files }) {
  const chroot = await step('making a minimal Debian', () => DebChroot.make(log));
  const office = new TrialOffice(chroot);
  try {
    await step('installing the packages', () => install(chroot, files, versionOf(root)));
    await step('making certificates and the first account', () => office.initialise());
    await step('signing in', () => open(office));
    await step('enrolling a box and rating', () => rate(office));
    await step('looking after the hub, and losing its disk', () => care(office));
    const version = `${versionOf(root)}+next`;
    const newer = await step('building newer packages', () =>
      buildPackages({ root, build, out: chroot.at('srv/next'), log, version, compression: QUICK }),
    );
    await step('upgrading', () => upgrade(office, newer, version));
    const logged = readFileSync(log, 'utf8');
    expectThat(
      office.secrets.every((secret) => secret !== '' && !logged.includes(secret)),
      'installing and upgrading print no password, token or key',
    );
    await step('removing', () => remove(chroot));
    await step('purging', () => purge(chroot, newer, version));
  } finally {
    await office.stop();
    chroot.remove();
  }
}

/**
 * @param {DebChroot} chroot
 * @param {readonly string[]} files
 * @param {string} version
 */
async function install(chroot, files, version) {
  const paths = files.map((file, index) => {
    const path = `/srv/${index}.deb`;
    chroot.take(file, path);
    return path;
  });
  await chroot.apt('install', ...paths);
  for (const program of ['rating-box', 'rating-hub']) {
    expectThat(
      chroot.run(program, '--version').trim() === version,
      `${program} ${version} is installed and runs`,
    );
    expectThat(chroot.run('id', program).includes(`(${program})`), `the account ${program} exists`);
    expectThat(
      chroot.has(`/etc/systemd/system/multi-user.target.wants/${program}.service`),
      `${program} is enabled`,
    );
  }
  const groups = chroot.run('id', '-nG', 'rating-box').trim().split(' ');
  expectThat(
    ['audio', 'dialout', 'plugdev'].every((name) => groups.includes(name)),
    'the box may use its devices',
    groups.join(' '),
  );
}

/** @param {TrialOffice} office */
async function open(office) {
  await office.startHub();
  await office.signIn();
}

/** @param {TrialOffice} office */
async function rate(office) {
  await office.enrol();
  for (const panel of PANELS) {
    await office.startBox(panel);
    await office.boxService?.stop();
  }
  await office.startBox();
  await office.rate('R-1001', 4);
  await office.expectRated(1);
}

/** @param {TrialOffice} office */
async function care(office) {
  const backup = await backUp(office);
  lookAfter(office);
  drill(office, backup);
  await office.rate('R-1002', 1);
  await office.expectRated(2);
  await loseDisk(office, backup);
  await office.expectRated(2);
  expectThat(true, 'what was rated after the backup came back from the box by itself');
  lookAfter(office);
}

/**
 * @param {TrialOffice} office
 * @param {readonly string[]} newer
 * @param {string} version
 */
async function upgrade(office, newer, version) {
  const { chroot } = office;
  await office.stop();
  const oneTime = standStill(office);
  const before = sumsOf(chroot);
  const settings = () => chroot.run('cat', '/etc/rating-box/config.json', '/etc/rating-hub/config.json');
  const configured = settings();
  await install(chroot, newer, version);
  expectThat(sumsOf(chroot) === before, 'an upgrade keeps all data');
  expectThat(settings() === configured, 'an upgrade keeps a changed configuration');
  await office.startHub();
  await office.startBox();
  await office.signInAgain(['chen']);
  office.who.lin = await office.client.begin('lin', oneTime, 'another phrase of the machine room');
  await office.rate('R-1003', 5);
  await office.expectRated(3);
  lookAfter(office);
  await office.stop();
}

/** @param {DebChroot} chroot */
async function remove(chroot) {
  const program = '/usr/lib/rating-box/storeOne.mjs';
  chroot.write(program, STORE_ONE);
  const account = ['--reuid=rating-box', '--regid=rating-box', '--clear-groups'];
  chroot.run('setpriv', ...account, '/usr/lib/rating-box/node', program);
  chroot.run('rm', program);
  await chroot.apt('remove', 'rating-box', 'rating-hub');
  expectThat(
    !chroot.has('/usr/lib/rating-box') && !chroot.has('/usr/bin/rating-hub'),
    'removing removes the programs',
  );
  const kept = ['/etc/rating-box/config.json', '/etc/rating-hub/site.json'];
  const data = [`${BOX_DATA}/outbox.db`, `${BOX_DATA}/identity.json`, `${HUB_DATA}/hub.db`];
  expectThat(
    [...kept, ...data, `${HUB_DATA}/tls/authority.key`, `${HUB_DATA}/docket.key`].every((path) =>
      chroot.has(path),
    ),
    'removing keeps configuration, data and keys',
  );
}

/**
 * @param {DebChroot} chroot
 * @param {readonly string[]} files
 * @param {string} version
 */
async function purge(chroot, files, version) {
  await chroot.apt('purge', 'rating-box', 'rating-hub');
  expectThat(chroot.has(`${BOX_DATA}/outbox.db`), 'purging keeps an event the hub does not have');
  expectThat(
    chroot.has(`${HUB_DATA}/hub.db`) && chroot.has(`${HUB_DATA}/docket.key`),
    'purging keeps what citizens rated, and its keys',
  );
  expectThat(
    !chroot.has('/etc/rating-box') && !chroot.has('/etc/rating-hub'),
    'purging deletes the configuration',
  );
  chroot.run('rm', '-r', BOX_DATA, HUB_DATA);
  await install(chroot, files, version);
  await chroot.apt('purge', 'rating-box', 'rating-hub');
  const ours = ['-regex', '.*/\\(70-\\)?rating-.*', '-not', '-path', '/srv/*'];
  const left = chroot.run('find', '/', '-xdev', ...ours).trim();
  expectThat(left === '', 'nothing is left behind of packages without data', left);
}
