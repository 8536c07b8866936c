import { readFileSync } from 'node:fs';
import { HubClient } from './debTrialHub.mjs';
import { Screen } from './debTrialScreen.mjs';
import { startService } from './debTrialService.mjs';
import { expectThat, freePort, until } from './debTrialTools.mjs';

/** @typedef {import('./debTrialHub.mjs').Who} Who */

export const HUB_DATA = '/var/lib/rating-hub';
export const BOX_DATA = '/var/lib/rating-box';
/** The second place of backups, which the service may write. */
export const COPIES = '/srv/rating-hub-copies';
const HOST = 'hub.office';
const PHRASES = { chen: 'a long phrase of the supervisor', lin: 'a long phrase of the machine room' };

/** An office set up from the two packages, as the handbook tells its operator. */
export class TrialOffice {
  /** What nobody but its owner may read: it must not stand in any log. @type {string[]} */
  secrets = [];
  /** @type {Record<string, Who>} */
  who = {};
  /** @type {{ stop(): Promise<void> } | undefined} */
  hubService;
  /** @type {{ stop(): Promise<void> } | undefined} */
  boxService;
  ports = { https: 0, mqtts: 0, screen: 0 };

  /** @param {import('./debChroot.mjs').DebChroot} chroot both packages are installed there */
  constructor(chroot) {
    this.chroot = chroot;
  }

  /** Certificates, dockets and the first account, made by one command. */
  async initialise() {
    const { chroot } = this;
    this.ports = { https: await freePort(), mqtts: await freePort(), screen: await freePort() };
    chroot.write('etc/hosts', `127.0.0.1 localhost ${HOST}\n`);
    this.declareSite();
    chroot.run('install', '-d', '-o', 'rating-hub', '-g', 'rating-hub', '-m', '0700', COPIES);
    this.configure('rating-hub', {
      'https-port': this.ports.https,
      'mqtts-port': this.ports.mqtts,
      'backup-copy-dir': COPIES,
    });
    const early = chroot.attempt('rating-hub');
    expectThat(
      early.status === 1 && `${early.stdout}${early.stderr}`.includes('rating-hub init'),
      'the hub does not start without certificates, and names the command that makes them',
      `${early.status} ${early.stderr}`,
    );
    const person = ['--account', 'chen', '--person', '陳主任'];
    const told = chroot.run('rating-hub', 'init', '--name', HOST, '--address', '127.0.0.1', ...person);
    const [, fingerprint = ''] = /at each box: ((?:\w{4}-){3}\w{4})\n/.exec(told) ?? [];
    const [, oneTime = ''] = /One-time password of chen, [^\n]*:\n(\S+)\n/.exec(told) ?? [];
    expectThat(
      fingerprint !== '' && oneTime !== '',
      'init tells a fingerprint and a one-time password',
      told,
    );
    this.fingerprint = fingerprint;
    this.oneTime = oneTime;
    const again = chroot.attempt('rating-hub', 'init', '--name', HOST);
    expectThat(again.status === 1, 'init does not overwrite what is there');
    this.expectPrivate(HUB_DATA, 'rating-hub');
    this.secrets = [oneTime, chroot.run('cat', `${HUB_DATA}/docket.key`).trim()];
    this.hub = new HubClient({
      host: HOST,
      port: this.ports.https,
      authority: chroot.run('cat', `${HUB_DATA}/tls/authority.pem`),
    });
  }

  /** Whoever begins: the first supervisor, a member of the machine room, a program that issues receipts. */
  async signIn() {
    const { oneTime = '' } = this;
    const chen = await this.client.begin('chen', oneTime, PHRASES.chen);
    const roles = { roles: ['machine-room'], offices: ['east'] };
    const application = { account: 'lin', name: '林機房', reason: 'looks after the boxes', ...roles };
    const { id } = await this.client.get('POST', '/api/v1/accounts', {}, application);
    const { password } = await this.client.get('POST', `/api/v1/accounts/${id}/approve`, chen, roles);
    const lin = await this.client.begin('lin', password, PHRASES.lin);
    const issuing = { purpose: 'issuing', office: 'east', label: '規費系統', days: 365 };
    const { token } = await this.client.get('POST', '/api/v1/tokens', chen, issuing);
    this.secrets.push(password, token);
    this.who = { chen, lin, issuing: { token } };
    const peek = await this.client.ask('GET', '/api/v1/statistics?office=east', lin);
    expectThat(peek.status === 403, 'the machine room sees no ratings');
    const nobody = await this.client.ask('GET', '/api/v1/statistics?office=east');
    expectThat(nobody.status === 401, 'nobody sees anything without signing in');
  }

  /** As whoever sets a box up does it: a code from the hub, one command, and the service knows who it is. */
  async enrol() {
    const { chroot, fingerprint = '' } = this;
    const place = { office: 'east', counter: '1' };
    const path = '/api/v1/boxes/box-1/enrolment';
    const offer = await this.client.get('POST', path, this.who.lin ?? {}, place);
    expectThat(offer.fingerprint === fingerprint, 'the hub shows the fingerprint of init beside a code');
    const enrol = (/** @type {string} */ code, /** @type {string} */ shown) =>
      chroot.attempt(
        ...['rating-box', 'enrol', '--hub', `https://${HOST}:${this.ports.https}`],
        ...['--code', code, '--fingerprint', shown],
      );
    const other = enrol(offer.code, '0000-0000-0000-0000');
    expectThat(other.status === 1, 'a box refuses a hub with another fingerprint', other.stderr);
    const wrong = enrol('0000-0000', fingerprint);
    expectThat(wrong.status === 1, 'the hub refuses a wrong code', wrong.stderr);
    const { status, stdout, stderr } = enrol(offer.code, fingerprint);
    expectThat(
      status === 0 && stdout.includes('This box is now box-1 of east, counter 1'),
      'the box is enrolled',
      stderr,
    );
    this.expectPrivate(BOX_DATA, 'rating-box');
  }

  /** @param {string} [panel] */
  async startBox(panel = 'screen') {
    this.configure('rating-box', { panel, 'screen-port': this.ports.screen, voice: 'silent' });
    this.boxService = await startService(this.chroot, 'rating-box');
  }

  async startHub() {
    this.hubService = await startService(this.chroot, 'rating-hub');
    const ready = async () => (await this.client.ask('GET', '/readyz')).status === 200;
    await until('the hub answers by HTTPS', ready);
  }

  async stop() {
    await this.boxService?.stop();
    await this.hubService?.stop();
    this.boxService = undefined;
    this.hubService = undefined;
  }

  /**
   * One citizen: a receipt is issued, the screen lights, a key is pressed.
   * @param {string} number of the receipt
   * @param {number} key
   */
  async rate(number, key) {
    const screen = new Screen(this.ports.screen);
    try {
      /** @type {any} */
      let last;
      await until(
        'the box is online with its panel',
        async () => {
          last = await this.client.ask('GET', '/api/v1/boxes?office=east', this.who.lin);
          const box = last.body.items?.find((/** @type {any} */ one) => one.id === 'box-1');
          return box?.presence === 'online' && box.panel === 'ok';
        },
        () => JSON.stringify(last),
      );
      const receipt = { office: 'east', counter: '1', kind: 'receipt', number, clerk: 'A012' };
      const { status } = await this.client.ask('POST', '/api/v1/issuances', this.who.issuing, receipt);
      expectThat(status === 201, `a receipt issued with the token opens a window (${number})`, `${status}`);
      await until('the screen invites the citizen', async () => screen.scene === 'invite');
      await screen.press(key);
      await until('the citizen is thanked', async () => screen.scene === 'accepted');
    } finally {
      screen.close();
    }
  }

  /** @param {number} count */
  async expectRated(count) {
    await until(`the supervisor sees ${count} rated`, async () => {
      const { body } = await this.client.ask('GET', '/api/v1/statistics?office=east', this.who.chen);
      return body.total?.rated === count;
    });
  }

  /** @param {readonly (keyof typeof PHRASES)[]} accounts */
  async signInAgain(accounts) {
    for (const account of accounts) {
      this.who[account] = await this.client.signIn(account, PHRASES[account]);
      expectThat(true, `${account} signs in with the password chosen before`);
    }
  }

  /**
   * What a program writes for itself alone: keys, and what citizens rated.
   * @param {string} folder
   * @param {string} account
   */
  expectPrivate(folder, account) {
    const files = this.chroot.run('find', folder, '-type', 'f', '-printf', '%m %u %p\\n').trim().split('\n');
    const keys = files.filter((line) => /\.key$|identity\.json$/.test(line));
    expectThat(
      keys.length > 0 && keys.every((line) => line.startsWith(`600 ${account} `)),
      `every key in ${folder} can be read by ${account} alone`,
      keys.join('\n'),
    );
    const open = files.filter((line) => !/^[67][0-4]0 /.test(line) || !line.includes(` ${account} `));
    expectThat(open.length === 0, `nothing in ${folder} is open to others`, open.join('\n'));
  }

  /** The example, with the one counter that gets a box here. */
  declareSite() {
    const example = '/usr/share/doc/rating-hub/examples/site.json';
    const site = JSON.parse(readFileSync(this.chroot.at(example), 'utf8'));
    for (const office of site.offices) office.counters.length = 1;
    this.chroot.write('etc/rating-hub/site.json', JSON.stringify(site));
  }

  /**
   * Changes settings as an operator does.
   * @param {'rating-hub' | 'rating-box'} program
   * @param {object} changes
   */
  configure(program, changes) {
    const path = `etc/${program}/config.json`;
    const settings = { ...JSON.parse(readFileSync(this.chroot.at(path), 'utf8')), ...changes };
    this.chroot.write(path, `${JSON.stringify(settings, null, 2)}\n`);
  }

  get client() {
    if (this.hub === undefined) throw new Error('the office was not initialised');
    return this.hub;
  }
}
