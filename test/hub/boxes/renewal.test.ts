import { X509Certificate } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { RenewalRequest, RenewalResult } from '#contract/enrolment.js';
import { RENEWAL_GRACE_MS } from '#contract/limits.js';
import { Authority, CERTIFICATE_MS, makeAuthority } from '../../../hub/tls/authority.js';
import type { HubCertificates } from '../../../hub/tls/hubCertificates.js';
import type { HubRig } from '../../support/hubRig.js';
import { BoxKey, certificateOf, certifyingHub } from '../../support/renewalRequests.js';

let rig: HubRig;
let tls: HubCertificates;
let key: BoxKey;
let certificate: string;

beforeEach(async () => {
  ({ rig, tls } = await certifyingHub());
  key = new BoxKey();
  certificate = await certificateOf(rig, 'box-1', key);
});

const renew = async (request: RenewalRequest) =>
  rig.post<RenewalResult & { code?: string; detail?: string }>('/renewals', request);
const said = async (request: RenewalRequest): Promise<string> => {
  const { status, body } = await renew(request);
  return `${status} ${body.code ?? ''}`.trim();
};
const untilOf = (pem: string): number => Date.parse(new X509Certificate(pem).validTo);
const journalled = async (): Promise<unknown[]> => {
  const { items } = await rig.get<{ items: Array<{ action: string }> }>('/journal?limit=500');
  return items.filter(({ action }) => action === 'box/renewed-late');
};

describe('B5 a box that was off past the end of its certificate', () => {
  it('gets another for the same key within 30 days, one and the same however often it asks; journalled once', async () => {
    rig.clock.jumpWall(CERTIFICATE_MS + RENEWAL_GRACE_MS - 60_000);
    const { status, body } = await renew(key.renewal(certificate));
    expect(status).toBe(201);
    const made = new X509Certificate(body.certificate);
    expect(made.subject).toBe('CN=box-1');
    expect(made.publicKey.export({ format: 'jwk' }).x).toBe(key.publicKey);
    expect(made.verify(new X509Certificate(tls.authority.certificate).publicKey)).toBe(true);
    expect(untilOf(body.certificate) - rig.clock.wall()).toBeGreaterThan(CERTIFICATE_MS - 2_000);
    expect((await renew(key.renewal(certificate))).body.certificate).toBe(body.certificate);
    expect(await journalled()).toEqual([
      expect.objectContaining({ by: 'box-1', subject: 'box-1', office: 'east' }),
    ]);
  });

  it('has to be enrolled again after 30 days, and is told so', async () => {
    rig.clock.jumpWall(CERTIFICATE_MS + RENEWAL_GRACE_MS + 1_000);
    const { status, body } = await renew(key.renewal(certificate));
    expect([status, body.code]).toEqual([403, 'renewal/too-late']);
    expect(body.detail).toMatch(/more than 30 days ago; enrol the box again/);
    expect(await journalled()).toEqual([]);
  });

  it('is served by the broker and not here before the end', async () => {
    rig.clock.jumpWall(CERTIFICATE_MS - 60_000);
    expect(await said(key.renewal(certificate))).toBe('409 renewal/not-due');
  });

  it('is refused when it was revoked, before the end of its certificate or after, or another was enrolled in its place', async () => {
    const other = new BoxKey();
    const second = await certificateOf(rig, 'box-2', other, '2');
    await rig.post('/boxes/box-1/revoke', { by: 'chen' });
    rig.clock.jumpWall(CERTIFICATE_MS + 1_000);
    await rig.post('/boxes/box-2/revoke', { by: 'chen' });
    expect(await said(key.renewal(certificate))).toBe('403 renewal/refused');
    expect(await said(other.renewal(second))).toBe('403 renewal/refused');
    const successor = new BoxKey();
    await certificateOf(rig, 'box-1', successor);
    expect(await said(key.renewal(certificate))).toBe('403 renewal/refused');
    expect(await said(successor.renewal(certificate))).toBe('403 renewal/refused');
  });

  it('proves nothing without its key, with a certificate of another authority, or with one that is no box', async () => {
    rig.clock.jumpWall(CERTIFICATE_MS + 1_000);
    const good = key.renewal(certificate);
    expect(await said(new BoxKey().renewal(certificate))).toBe('403 renewal/refused');
    const spoilt = good.proof.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'));
    expect(await said({ ...good, proof: spoilt })).toBe('403 renewal/refused');
    const past = rig.clock.wall() - CERTIFICATE_MS - 1_000;
    const forger = makeAuthority({ names: ['hub.office'], addresses: [] }, past);
    const forged = new Authority(forger.key, forger.certificate).forBox('box-1', key.publicKey, past);
    expect(await said(key.renewal(forged.certificate))).toBe('403 renewal/refused');
    const unknown = tls.authority.forBox('box-77', key.publicKey, past).certificate;
    expect(await said(key.renewal(unknown))).toBe('403 renewal/refused');
    expect(await said(key.renewal(tls.client().cert))).toBe('403 renewal/refused');
    expect(await said(key.renewal(tls.authority.certificate))).toBe('403 renewal/refused');
    const nonsense = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';
    expect(await said(key.renewal(nonsense))).toBe('403 renewal/refused');
    expect(await said(good)).toBe('201');
  });

  it('is known to a hub that was restored from a backup of before that certificate', async () => {
    const later = tls.authority.forBox('box-1', key.publicKey, rig.clock.wall() + 86_400_000);
    rig.clock.jumpWall(CERTIFICATE_MS + 86_400_000 + 1_000);
    expect(await said(key.renewal(later.certificate))).toBe('201');
  });
});
