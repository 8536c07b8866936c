import { X509Certificate } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ManualClock, systemClock } from '#platform/clock.js';
import { systemIds } from '#platform/identity.js';
import { silentLogger } from '#platform/logger.js';
import { FileMemory } from '../../../device/adapters/fileMemory.js';
import { readIdentity } from '../../../device/adapters/identityFile.js';
import { IdentityPapers } from '../../../device/adapters/identityPapers.js';
import { MqttUplink } from '../../../device/adapters/mqttUplink.js';
import { SqliteOutbox } from '../../../device/adapters/sqliteOutbox.js';
import { Box } from '../../../device/box.js';
import { makeKeyPair } from '../../../device/identity.js';
import { Authority, makeAuthority, newKey } from '../../../hub/tls/authority.js';
import { checkGiven } from '../../../hub/tls/givenCertificate.js';
import { MemoryPanel } from '../../../simulators/panel/memoryPanel.js';
import { MemoryVoice } from '../../../simulators/voice/memoryVoice.js';
import { eventually } from '../../support/eventually.js';
import { SecureHub } from '../../support/secureHub.js';
import { temporaryFolder } from '../../support/temporary.js';

const DAY_MS = 86_400_000;
const NOW = systemClock.wall();

/** End of the certificate that a server shows to whoever trusts this authority. */
async function shown(url: string, ca: string, papers: object = {}): Promise<number> {
  const { port } = new URL(url);
  const socket = connect({ host: '127.0.0.1', port: Number(port), ca, ...papers });
  socket.on('error', () => undefined);
  await new Promise<void>((resolve, reject) => socket.once('secureConnect', resolve).once('error', reject));
  const { valid_to } = socket.getPeerCertificate();
  socket.destroy();
  return Date.parse(valid_to);
}

describe('the hub renews', () => {
  it('its own certificate when a third of its life is left, and shows it at both doors without a restart', async () => {
    const clock = new ManualClock(NOW - 300 * DAY_MS);
    const hub = await SecureHub.start({ clock });
    const { trusted } = hub.certificates;
    const papers = (await hub.enrol('box-1', '1')).papers.credentials();
    const before = hub.certificates.until;
    expect(await shown(hub.origin, trusted)).toBe(before);
    clock.jumpWall(300 * DAY_MS);
    clock.advance(60 * 60_000);
    expect(hub.certificates.until - before).toBe(300 * DAY_MS + 60 * 60_000);
    expect(await shown(hub.origin, trusted)).toBe(hub.certificates.until);
    expect(await shown(hub.mqtt, trusted, papers)).toBe(hub.certificates.until);
    expect(hub.certificates.trusted).toBe(trusted);
    expect(statSync(join(hub.folder, 'tls/server.key')).mode & 0o777).toBe(0o600);
  });

  it('B5 the certificate of a box, which takes it over the line it has, and nobody visits it', async () => {
    const hub = await SecureHub.start();
    const { folder } = await hub.enrol('box-1', '1');
    const { publicKey = '' } = readIdentity(folder) ?? {};
    const old = hub.certificates.authority.forBox('box-1', publicKey, NOW - 300 * DAY_MS);
    const papers = IdentityPapers.in(folder);
    papers?.renew(old.certificate);
    expect(papers?.until()).toBeLessThan(NOW + 98 * DAY_MS);
    const boot = systemIds.uuid();
    const box = new Box({
      panel: new MemoryPanel(),
      voice: new MemoryVoice({
        clock: systemClock,
        listener: { began: () => undefined, ended: () => undefined },
      }),
      outbox: new SqliteOutbox(join(folder, 'outbox.db'), systemIds),
      uplink: new MqttUplink({
        ...{ url: hub.mqtt, office: 'east', box: 'box-1', boot, software: 'test', clock: systemClock },
        credentials: papers && (() => papers.credentials()),
        random: Math.random,
        logger: silentLogger,
      }),
      ...{ papers, boot, office: 'east', clock: systemClock, logger: silentLogger, random: Math.random },
      memory: new FileMemory({ folder, box: 'box-1', office: 'east', logger: silentLogger }),
      freeBytes: () => undefined,
    });
    await box.start();
    onTestFinished(() => box.stop());
    const kept = await eventually('the box has a certificate that lasts longer', 5_000, () => {
      const { certificate = '' } = readIdentity(folder) ?? {};
      return certificate === old.certificate ? undefined : certificate;
    });
    expect(Date.parse(new X509Certificate(kept).validTo)).toBeGreaterThan(NOW + 396 * DAY_MS);
    expect((await hub.view('box-1'))?.presence).toBe('online');
    expect(IdentityPapers.in(folder)?.credentials().cert).toBe(kept);
  });

  it('a box takes no certificate of another box or for another key', async () => {
    const hub = await SecureHub.start();
    const { papers, folder } = await hub.enrol('box-1', '1');
    const { publicKey = '' } = readIdentity(folder) ?? {};
    const { authority } = hub.certificates;
    const before = papers.credentials().cert;
    const renew = (box: string, key: string) => () =>
      papers.renew(authority.forBox(box, key, NOW).certificate);
    expect(renew('box-2', publicKey)).toThrow('another box');
    expect(renew('box-1', makeKeyPair().publicKey)).toThrow('another key');
    expect(() => papers.renew('no certificate')).toThrow('no certificate');
    expect(papers.credentials().cert).toBe(before);
  });
});

describe('given certificates', () => {
  const made = makeAuthority({ names: ['hub.office', 'example'], addresses: [] }, NOW);
  const authority = new Authority(made.key, made.certificate);
  const leafFor = (name: string, atMs = NOW) => {
    const { key, spki } = newKey();
    return {
      key,
      certificate: authority.forServer({ names: [name], addresses: [] }, spki, atMs).certificate,
    };
  };
  const other = makeAuthority({ names: ['hub.office'], addresses: [] }, NOW).certificate;
  const good = leafFor('hub.office');

  it.each([
    ['a key of another certificate', { ...good, key: newKey().key }, 'tls/key-mismatch'],
    ['an expired one', leafFor('hub.office', NOW - 398 * DAY_MS), 'tls/expired'],
    ['one that begins later', leafFor('hub.office', NOW + 2 * DAY_MS), 'tls/not-yet-valid'],
    ['one for another host', leafFor('www.example'), 'tls/wrong-name'],
    ['one of another authority', { ...good, authority: other }, 'tls/wrong-authority'],
    ['an authority that is none', { ...good, authority: good.certificate }, 'tls/wrong-authority'],
    ['no certificate', { ...good, certificate: 'hello' }, 'tls/unreadable'],
    ['no key', { ...good, key: 'hello' }, 'tls/unreadable'],
  ])('%s is refused', (_name, texts, code) => {
    const check = () => checkGiven({ authority: made.certificate, ...texts }, ['hub.office'], NOW);
    expect(check).toThrow(expect.objectContaining({ code }));
  });

  it('are shown with the authority they lead up to, and read again when they change', async () => {
    const folder = temporaryFolder();
    const [certificate, key, ca] = ['server.pem', 'server.key', 'ca.pem'].map((name) => join(folder, name));
    const put = (given: { key: string; certificate: string }) => {
      writeFileSync(certificate ?? '', given.certificate);
      writeFileSync(key ?? '', given.key);
    };
    put(good);
    writeFileSync(ca ?? '', made.certificate);
    const clock = new ManualClock(NOW);
    const flags = [`--tls-certificate=${certificate}`, `--tls-key=${key}`, `--tls-authority=${ca}`];
    const hub = await SecureHub.start({ clock, flags });
    expect(hub.certificates.fingerprint).toBe(authority.fingerprint);
    const seen = () => shown(hub.origin, made.certificate, { servername: 'hub.office' });
    const before = await seen();
    put({ ...leafFor('www.example') });
    clock.advance(60 * 60_000);
    expect(await seen()).toBe(before);
    put(leafFor('hub.office', NOW + DAY_MS / 2));
    clock.advance(60 * 60_000);
    expect((await seen()) - before).toBe(DAY_MS / 2);
    expect(readFileSync(join(hub.folder, 'tls/server.pem'), 'utf8')).toContain('BEGIN CERTIFICATE');
  });
});
