import type { X509Certificate } from 'node:crypto';
import type { CertificateHolder } from '../boxes/barredBox.js';
import { commonName } from './authority.js';

/** Whom a certificate names, and by which key; whether it is to be believed is for others to say. */
export function holderOf(certificate: X509Certificate): CertificateHolder {
  const { publicKey, serialNumber: serial, validTo } = certificate;
  const key = publicKey.asymmetricKeyType === 'ed25519' ? publicKey.export({ format: 'jwk' }).x : undefined;
  return { box: commonName(certificate), publicKey: key ?? '', serial, untilMs: Date.parse(validTo) };
}
