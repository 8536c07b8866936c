import { readdirSync } from 'node:fs';
import { BOX_DATA, COPIES, HUB_DATA } from './debTrialOffice.mjs';
import { expectThat, until } from './debTrialTools.mjs';

const DRILL = '/srv/drill';
/** Where the service may write for a broker outside. */
const BROKER = '/srv/rating-hub-broker';
const CONFIGURATION = 'mosquitto.conf';

/**
 * The daily look and the proof that nothing was changed, while the hub runs.
 * @param {import('./debTrialOffice.mjs').TrialOffice} office
 */
export function lookAfter({ chroot }) {
  const doctor = chroot.attempt('rating-hub', 'doctor', '--language', 'en');
  expectThat(doctor.status === 0, 'rating-hub doctor finds nothing wrong', doctor.stdout + doctor.stderr);
  verify(chroot, HUB_DATA);
  const inventory = chroot.attempt('rating-hub', 'privacy', '--language', 'en');
  expectThat(inventory.status === 0, 'rating-hub privacy prints the inventory', inventory.stderr);
}

/**
 * @param {import('./debChroot.mjs').DebChroot} chroot
 * @param {string} data
 */
function verify(chroot, data) {
  const { status, stdout, stderr } = chroot.attempt('rating-hub', 'verify', '--data', data);
  expectThat(status === 0, `rating-hub verify finds every record of ${data} in order`, stdout + stderr);
}

/**
 * @param {import('./debTrialOffice.mjs').TrialOffice} office
 * @returns {Promise<string>} its folder in the second place
 */
export async function backUp({ client, who, chroot }) {
  const { id } = await client.get('POST', '/api/v1/backups', who.lin ?? {}, { by: '林機房' });
  /** @type {any} */
  let last;
  await until(
    'a backup is made, opened, checked, and copied to the second place by the service',
    async () => {
      const { items } = await client.get('GET', '/api/v1/backups', who.lin ?? {});
      last = items.find((/** @type {any} */ one) => one.id === id);
      return last?.state === 'good' && last.copy === 'good';
    },
    () => JSON.stringify(last),
  );
  const [name = ''] = readdirSync(chroot.at(COPIES));
  return `${COPIES}/${name}`;
}

/**
 * The yearly drill: a copy of the backup restored beside the hub, and looked at.
 * @param {import('./debTrialOffice.mjs').TrialOffice} office
 * @param {string} backup
 */
export function drill({ chroot }, backup) {
  chroot.run('install', '-d', '-o', 'rating-hub', '-g', 'rating-hub', '-m', '0700', DRILL);
  chroot.run('cp', '-a', backup, `${DRILL}/backup`);
  const restore = () =>
    chroot.attempt('rating-hub', 'restore', '--from', `${DRILL}/backup`, '--data', `${DRILL}/data`);
  const first = restore();
  expectThat(first.status === 0, 'the drill restores the backup into an empty directory', first.stderr);
  expectThat(restore().status === 1, 'a directory that is not empty is never restored into');
  verify(chroot, `${DRILL}/data`);
  chroot.run('rm', '-r', DRILL);
}

/**
 * The disk of the hub is lost after the backup: what came later comes back from the box by itself.
 * @param {import('./debTrialOffice.mjs').TrialOffice} office
 * @param {string} backup
 */
export async function loseDisk(office, backup) {
  const { chroot } = office;
  await office.hubService?.stop();
  chroot.run('mv', HUB_DATA, `${HUB_DATA}.lost`);
  chroot.run('install', '-d', '-o', 'rating-hub', '-g', 'rating-hub', '-m', '0750', HUB_DATA);
  chroot.run('rating-hub', 'restore', '--from', backup, '--data', HUB_DATA);
  office.expectPrivate(HUB_DATA, 'rating-hub');
  await office.startHub();
  await office.signInAgain(['chen', 'lin']);
  chroot.run('rm', '-r', `${HUB_DATA}.lost`);
}

/**
 * What is done while the hub stands still.
 * @param {import('./debTrialOffice.mjs').TrialOffice} office
 * @returns {string} the one-time password that lin has from now on
 */
export function standStill(office) {
  const { chroot } = office;
  const reset = chroot.run('rating-hub', 'account', 'reset', 'lin');
  const [, oneTime = ''] = /One-time password of lin, [^\n]*:\n(\S+)\n/.exec(reset) ?? [];
  expectThat(oneTime !== '', 'rating-hub account reset gives a one-time password', reset);
  office.secrets.push(oneTime);
  const forgotten = chroot.attempt('rating-hub', 'forget-clerk', '--name', 'A012', '--by', '陳主任');
  expectThat(forgotten.status === 0, 'rating-hub forget-clerk replaces a name', forgotten.stderr);
  const counted = chroot.attempt('rating-hub', 'rebuild');
  expectThat(
    counted.status === 0 && counted.stdout.includes('nothing to do'),
    'rating-hub rebuild finds every figure right',
    counted.stdout + counted.stderr,
  );
  chroot.run('install', '-d', '-o', 'rating-hub', '-g', 'rating-hub', '-m', '2770', BROKER);
  const broker = ['--broker-host', 'hub.office', '--broker-files', BROKER];
  const { status, stderr } = chroot.attempt('rating-hub', 'broker-config', ...broker);
  expectThat(
    status === 0 && chroot.has(`${BROKER}/${CONFIGURATION}`),
    'rating-hub broker-config writes what Mosquitto needs',
    stderr,
  );
  verify(chroot, HUB_DATA);
  return oneTime;
}

/**
 * @param {import('./debChroot.mjs').DebChroot} chroot
 * @returns {string} of all that was rated, at the box and at the hub
 */
export const sumsOf = (chroot) => chroot.run('sha256sum', `${BOX_DATA}/outbox.db`, `${HUB_DATA}/hub.db`);
