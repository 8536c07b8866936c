import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from './temporary.js';

/** What OpenSSL says; throws what it complains of. */
export const openssl = (...args: readonly string[]): string =>
  execFileSync('openssl', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

/** Whether OpenSSL accepts a certificate from this authority, and what it says. */
export function verified(authority: string, certificate: string, ...args: readonly string[]): string {
  const folder = temporaryFolder();
  const [ca, leaf] = [join(folder, 'ca.pem'), join(folder, 'leaf.pem')];
  writeFileSync(ca, authority);
  writeFileSync(leaf, certificate);
  const { stdout, stderr } = spawnSync('openssl', ['verify', ...args, '-CAfile', ca, leaf], {
    encoding: 'utf8',
  });
  return `${stdout}${stderr}`.replaceAll(`${folder}/`, '').trim();
}

/** The certificate in OpenSSL's words. */
export function described(certificate: string): string {
  const file = join(temporaryFolder(), 'certificate.pem');
  writeFileSync(file, certificate);
  return openssl('x509', '-in', file, '-noout', '-text');
}
