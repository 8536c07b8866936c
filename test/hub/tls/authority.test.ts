import { createHash, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { authorityFingerprint, typedFingerprint } from '#platform/authorityFingerprint.js';
import { Authority, makeAuthority, newKey } from '../../../hub/tls/authority.js';
import { described, openssl, verified } from '../../support/openssl.js';
import { temporaryFolder } from '../../support/temporary.js';

const NOW = Date.now();
const HOSTS = { names: ['hub.office', 'localhost'], addresses: ['10.1.2.3', '127.0.0.1', '::1'] };
const made = makeAuthority(HOSTS, NOW);
const authority = new Authority(made.key, made.certificate);
const boxKey = () => generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }).x ?? '';

describe('the authority of a hub', () => {
  it('is one for leaves alone, for twenty years, of its own hosts', () => {
    const text = described(made.certificate);
    expect(text).toMatch(/CA:TRUE, pathlen:0/);
    expect(text).toMatch(/X509v3 Key Usage: critical\s+Certificate Sign, CRL Sign/);
    expect(text).toMatch(/Name Constraints: critical\s+Permitted:\s+DNS:hub.office\s+DNS:localhost/);
    expect(text).toContain('IP:10.1.2.3/255.255.255.255');
    expect(text).toContain('ASN1 OID: prime256v1');
    expect(new X509Certificate(made.certificate).validTo).toContain(
      String(new Date(NOW).getUTCFullYear() + 20),
    );
    expect(verified(made.certificate, made.certificate)).toBe('leaf.pem: OK');
  });

  it('signs a certificate for its server that OpenSSL accepts for each of its hosts and no other', () => {
    const { certificate } = authority.forServer(HOSTS, newKey().spki, NOW);
    const accept = (...args: string[]) => verified(made.certificate, certificate, '-x509_strict', ...args);
    expect(accept('-purpose', 'sslserver', '-verify_hostname', 'hub.office')).toBe('leaf.pem: OK');
    expect(accept('-verify_hostname', 'localhost')).toBe('leaf.pem: OK');
    expect(accept('-verify_ip', '10.1.2.3')).toBe('leaf.pem: OK');
    expect(accept('-verify_ip', '::1')).toBe('leaf.pem: OK');
    expect(accept('-verify_hostname', 'bank.example')).toContain('hostname mismatch');
    expect(accept('-purpose', 'sslclient')).toContain('unsuitable certificate purpose');
  });

  it('whoever has its key still cannot pass for another host', () => {
    const hosts = { names: ['bank.example'], addresses: [] };
    const { certificate } = authority.forServer(hosts, newKey().spki, NOW);
    expect(verified(made.certificate, certificate)).toContain('permitted subtree violation');
    const address = authority.forServer(
      { names: ['hub.office'], addresses: ['10.9.9.9'] },
      newKey().spki,
      NOW,
    );
    expect(verified(made.certificate, address.certificate)).toContain('permitted subtree violation');
  });

  it('B5 certifies the Ed25519 key a box enrolled with, for 397 days, as a client only', () => {
    const publicKey = boxKey();
    const { certificate, serial } = authority.forBox('box-017', publicKey, NOW);
    expect(verified(made.certificate, certificate, '-x509_strict', '-purpose', 'sslclient')).toBe(
      'leaf.pem: OK',
    );
    expect(verified(made.certificate, certificate, '-purpose', 'sslserver')).toContain('unsuitable');
    const parsed = new X509Certificate(certificate);
    expect(parsed.publicKey.export({ format: 'jwk' }).x).toBe(publicKey);
    expect(parsed.subject).toBe('CN=box-017');
    expect(parsed.serialNumber).toBe(serial);
    expect(Date.parse(parsed.validTo)).toBe(Math.floor((NOW + 397 * 86_400_000) / 1000) * 1000);
    expect(
      verified(made.certificate, certificate, '-attime', String(Math.ceil(NOW / 1000) + 398 * 86_400)),
    ).toContain('certificate has expired');
  });

  it('lists what is revoked, and OpenSSL refuses exactly that', () => {
    const [good, bad] = [authority.forBox('box-1', boxKey(), NOW), authority.forBox('box-2', boxKey(), NOW)];
    const file = join(temporaryFolder(), 'revoked.crl');
    writeFileSync(file, authority.revocationList([{ serial: bad.serial, atMs: NOW }], NOW - 1_000));
    const checked = (certificate: string) =>
      verified(made.certificate, certificate, '-crl_check', '-CRLfile', file);
    expect(checked(good.certificate)).toBe('leaf.pem: OK');
    expect(checked(bad.certificate)).toContain('certificate revoked');
    writeFileSync(file, authority.revocationList([], NOW - 1_000));
    expect(checked(bad.certificate)).toBe('leaf.pem: OK');
    expect(openssl('crl', '-in', file, '-noout', '-text')).toContain('No Revoked Certificates');
  });

  it('has a fingerprint of 80 bits that a person can type', () => {
    const { raw } = new X509Certificate(made.certificate);
    const { fingerprint } = authority;
    expect(fingerprint).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
    const bits = BigInt(`0x${createHash('sha256').update(raw).digest('hex').slice(0, 20)}`);
    const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
    const read = [...fingerprint.replaceAll('-', '')].reduce(
      (all, l) => all * 32n + BigInt(letters.indexOf(l)),
      0n,
    );
    expect(read).toBe(bits);
    expect(typedFingerprint(fingerprint.toLowerCase().replaceAll('-', ' '))).toBe(fingerprint);
    expect(typedFingerprint('oil0-0000 00000000')).toBe('0110-0000-0000-0000');
    expect(authorityFingerprint(new X509Certificate(makeAuthority(HOSTS, NOW).certificate).raw)).not.toBe(
      fingerprint,
    );
  });
});
