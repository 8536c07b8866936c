import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { connect as connectPlain } from 'node:net';
import { connect, type IClientOptions, type MqttClient } from 'mqtt';
import { describe, expect, it, onTestFinished } from 'vitest';
import { systemClock } from '#platform/clock.js';
import { systemIds } from '#platform/identity.js';
import { silentLogger } from '#platform/logger.js';
import { readIdentity } from '../../../device/adapters/identityFile.js';
import { MqttUplink } from '../../../device/adapters/mqttUplink.js';
import { certificateTrouble } from '../../../device/certificateTrouble.js';
import { makeKeyPair } from '../../../device/identity.js';
import { Authority, makeAuthority } from '../../../hub/tls/authority.js';
import { EventQueue } from '../../support/eventQueue.js';
import { eventually } from '../../support/eventually.js';
import { type EnrolledBox, LOCAL, runEnrol, SecureHub } from '../../support/secureHub.js';
import { temporaryFolder } from '../../support/temporary.js';

/** A client of the broker that shows these papers; rejects with the first thing that goes wrong. */
async function client(hub: SecureHub, id: string, tls: IClientOptions): Promise<MqttClient> {
  const made = connect(hub.mqtt, {
    clientId: id,
    username: id,
    protocolVersion: 4,
    reconnectPeriod: 0,
    ca: hub.certificates.trusted,
    ...tls,
  });
  onTestFinished(async () => void (await made.endAsync(true)));
  await new Promise<void>((resolve, reject) => {
    made.once('connect', () => resolve());
    made.on('error', reject);
    made.stream.on('error', reject);
    made.once('close', () => reject(new Error('closed')));
  });
  return made;
}
const refusal = (hub: SecureHub, id: string, tls: IClientOptions): Promise<string> =>
  client(hub, id, tls).then(
    () => 'let in',
    (error: unknown) => String((error as { code?: unknown }).code ?? error),
  );
const closed = (one: MqttClient): Promise<void> =>
  new Promise((resolve) => one.once('close', () => resolve()));
const of = ({ papers }: EnrolledBox): IClientOptions => papers.credentials();
const NOT_AUTHORIZED = '5';
/** Node ends a handshake without an alert when it does not like a certificate. */
const CUT = /closed|ECONNRESET/;

/** The line of a real box, and what it says of certificates. */
function line(hub: string, { box, papers }: EnrolledBox) {
  const troubles = new EventQueue<string | undefined>();
  const uplink = new MqttUplink({
    ...{ url: hub, office: 'east', box, boot: systemIds.uuid(), software: 'test' },
    credentials: () => papers.credentials(),
    clock: systemClock,
    random: () => 0,
    logger: silentLogger,
  });
  uplink.start({
    connected: () => undefined,
    disconnected: () => undefined,
    command: () => undefined,
    ack: () => undefined,
    distrusted: (trouble) => troubles.push(trouble),
  });
  onTestFinished(() => uplink.stop());
  return { uplink, troubles };
}

describe('B5 enrolment over TLS', () => {
  it('a box compares the fingerprint, gets a certificate, and is online with it', async () => {
    const hub = await SecureHub.start();
    const enrolled = await hub.enrol('box-1', '1');
    const identity = readIdentity(enrolled.folder);
    expect(identity).toMatchObject({ hub: hub.mqtt, authority: hub.certificates.trusted, box: 'box-1' });
    line(hub.mqtt, enrolled);
    const view = await eventually('box-1 is online', 5_000, async () => {
      const found = await hub.view('box-1');
      return found?.presence === 'online' ? found : undefined;
    });
    expect(Date.parse(view.certificateUntil ?? '') - systemClock.wall()).toBeGreaterThan(396 * 86_400_000);
  });

  it('without a fingerprint it shows the one it met, and neither sends nor keeps anything', async () => {
    const hub = await SecureHub.start();
    const { code, fingerprint = '' } = await hub.offer('box-1', '1');
    const folder = temporaryFolder();
    const said = await runEnrol(['--hub', hub.origin, '--code', code], folder);
    expect(said).toMatchObject({ status: 1, out: '' });
    expect(said.err).toContain(`run this again with --fingerprint ${fingerprint}`);
    expect(readIdentity(folder)).toBeUndefined();
    const typed = fingerprint.toLowerCase().replaceAll('-', ' ');
    expect(
      (await runEnrol(['--hub', hub.origin, '--code', code, '--fingerprint', typed], folder)).status,
    ).toBe(0);
  });

  it('with the fingerprint of another hub it is refused before the code is shown', async () => {
    const hub = await SecureHub.start();
    const { code } = await hub.offer('box-1', '1');
    const folder = temporaryFolder();
    const other = new Authority(...keyed(makeAuthority(LOCAL, systemClock.wall()))).fingerprint;
    const said = await runEnrol(['--hub', hub.origin, '--code', code, '--fingerprint', other], folder);
    expect(said.err).toContain(`shows ${hub.certificates.fingerprint}, not ${other}`);
    expect(said.status).toBe(1);
    expect(readIdentity(folder)).toBeUndefined();
  });

  it('speaks to no other host in the name of the hub, whoever signed for it', async () => {
    const hub = await SecureHub.start();
    const { code, fingerprint = '' } = await hub.offer('box-1', '1');
    const address = hub.origin.replace('127.0.0.1', '127.0.0.2');
    const said = await runEnrol(
      ['--hub', address, '--code', code, '--fingerprint', fingerprint],
      temporaryFolder(),
    );
    expect(said.status).toBe(1);
  });
});

const keyed = ({ key, certificate }: { key: string; certificate: string }): [string, string] => [
  key,
  certificate,
];

describe('the embedded broker with TLS', () => {
  it('refuses whoever shows no certificate, one of another authority, or an expired one', async () => {
    const hub = await SecureHub.start();
    const known = await hub.enrol('box-1', '1');
    expect(await refusal(hub, 'box-1', of(known))).toBe('let in');
    expect(await refusal(hub, 'box-1', {})).toContain('CERTIFICATE_REQUIRED');
    const { privateKey: key = '', publicKey = '' } = readIdentity(known.folder) ?? {};
    const forger = new Authority(...keyed(makeAuthority(LOCAL, systemClock.wall())));
    const forged = forger.forBox('box-1', publicKey, systemClock.wall()).certificate;
    expect(await refusal(hub, 'box-1', { cert: forged, key })).toMatch(CUT);
    const old = hub.certificates.authority.forBox('box-1', publicKey, systemClock.wall() - 398 * 86_400_000);
    expect(await refusal(hub, 'box-1', { cert: old.certificate, key })).toMatch(CUT);
  });

  it('a stolen certificate is worth nothing without its key', async () => {
    const hub = await SecureHub.start();
    const { cert, ca } = (await hub.enrol('box-1', '1')).papers.credentials();
    const { privateKey } = makeKeyPair();
    expect(await refusal(hub, 'box-1', { cert, ca, key: privateKey })).toContain('KEY_VALUES_MISMATCH');
    const other = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }).x ?? '';
    const unknown = hub.certificates.authority.forBox('box-1', other, systemClock.wall()).certificate;
    expect(await refusal(hub, 'box-1', { cert: unknown, key: privateKey })).toContain('MISMATCH');
  });

  it('a certificate of the authority for a key that the box has not lets nobody in', async () => {
    const hub = await SecureHub.start();
    await hub.enrol('box-1', '1');
    const { privateKey: key, publicKey } = makeKeyPair();
    const { certificate: cert } = hub.certificates.authority.forBox('box-1', publicKey, systemClock.wall());
    expect(await refusal(hub, 'box-1', { cert, key })).toBe(NOT_AUTHORIZED);
  });

  it('a box cannot pass for another: not by name, topic or will', async () => {
    const hub = await SecureHub.start();
    const [one, two] = [await hub.enrol('box-1', '1'), await hub.enrol('box-2', '2')];
    expect(await refusal(hub, 'box-2', of(one))).toBe(NOT_AUTHORIZED);
    const will = {
      topic: 'rating/v1/east/box-2/state',
      payload: Buffer.from('{}'),
      qos: 1,
      retain: true,
    } as const;
    expect(await refusal(hub, 'box-1', { ...of(one), will })).toBe(NOT_AUTHORIZED);
    const mine = await client(hub, 'box-1', of(one));
    await expect(mine.subscribeAsync('rating/v1/east/box-2/cmd')).rejects.toThrow();
    const gone = closed(mine);
    mine.publish('rating/v1/east/box-2/evt', '{}', { qos: 1 });
    await gone;
    expect(await refusal(hub, 'box-2', of(two))).toBe('let in');
  });

  it('a plain connection hears nothing', async () => {
    const hub = await SecureHub.start();
    for (const url of [hub.mqtt, hub.origin]) {
      const socket = connectPlain(Number(new URL(url).port), '127.0.0.1');
      socket.on('error', () => undefined);
      let heard = '';
      socket.on('data', (data) => {
        heard += data.toString('latin1');
      });
      socket.write('GET / HTTP/1.1\r\nhost: hub.office\r\n\r\n');
      await once(socket, 'close');
      expect(heard).not.toMatch(/200|rating/);
    }
  });

  it('B5 a revoked box is cut off within 5 s and stays out until it is enrolled anew, with another key', async () => {
    const hub = await SecureHub.start();
    const old = await hub.enrol('box-1', '1');
    const box = await client(hub, 'box-1', of(old));
    const gone = closed(box);
    const began = systemClock.monotonic();
    expect(await hub.revoke('box-1')).toMatchObject({ status: 200, body: { revokedAt: expect.any(String) } });
    await gone;
    expect(systemClock.monotonic() - began).toBeLessThan(5_000);
    expect(await refusal(hub, 'box-1', of(old))).toBe(NOT_AUTHORIZED);
    expect(await hub.revoke('box-1')).toMatchObject({ status: 409, body: { code: 'box/not-enrolled' } });
    const fresh = await hub.enrol('box-1', '1');
    expect(await hub.view('box-1')).not.toHaveProperty('revokedAt');
    expect(await refusal(hub, 'box-1', of(fresh))).toBe('let in');
    expect(await refusal(hub, 'box-1', of(old))).toBe(NOT_AUTHORIZED);
    const { body } = await hub.ask<{ items: Array<{ action: string }> }>('GET', '/journal');
    expect(body.items).toContainEqual(
      expect.objectContaining({ action: 'box/revoked', by: '王主管', office: 'east', subject: 'box-1' }),
    );
  });
});

describe('a box', () => {
  it('trusts nobody but the hub it was enrolled with, and says what is wrong', async () => {
    const folder = temporaryFolder();
    const hub = await SecureHub.start({ folder });
    const enrolled = await hub.enrol('box-1', '1');
    const impostor = await SecureHub.start();
    const { troubles } = line(impostor.mqtt, enrolled);
    expect(await troubles.next('a trouble')).toContain('not the hub this box was enrolled with');
  });

  it('says that its own certificate has expired, when its hub does not take it any more', async () => {
    const hub = await SecureHub.start();
    const enrolled = await hub.enrol('box-1', '1');
    const { publicKey = '' } = readIdentity(enrolled.folder) ?? {};
    const past = systemClock.wall() - 398 * 86_400_000;
    enrolled.papers.renew(hub.certificates.authority.forBox('box-1', publicKey, past).certificate);
    const { troubles } = line(hub.mqtt, enrolled);
    expect(await troubles.next('a trouble')).toContain('the certificate of this box has expired');
  });

  it('says that it was revoked', async () => {
    const hub = await SecureHub.start();
    const enrolled = await hub.enrol('box-1', '1');
    await hub.revoke('box-1');
    expect(await line(hub.mqtt, enrolled).troubles.next('a trouble')).toContain('it was revoked');
  });

  it.each([
    ['CERT_HAS_EXPIRED', "the hub's certificate has expired"],
    ['ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED', 'the certificate of this box has expired'],
    ['ERR_SSL_SSLV3_ALERT_CERTIFICATE_REVOKED', 'revoked this box'],
    ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'does not take the certificate'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'for another host'],
  ])('tells %s in words', (code, words) => {
    expect(certificateTrouble(Object.assign(new Error('tls'), { code }))).toContain(words);
    expect(certificateTrouble(Object.assign(new Error('tls'), { code: 'ECONNREFUSED' }))).toBeUndefined();
  });
});
