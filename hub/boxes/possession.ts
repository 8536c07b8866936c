import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { type EnrolmentRequest, enrolmentStatement } from '#contract/enrolment.js';

/** Whether the sender has the private key: its signature holds for this code and this key (RFC 8032). */
export function provesPossession({ code, publicKey, proof }: EnrolmentRequest): boolean {
  return signedBy(publicKey, enrolmentStatement(code, publicKey), proof);
}

/** Whether `signature`, base64url, is one of this text by this Ed25519 key, base64url. */
export function signedBy(publicKey: string, text: string, signature: string): boolean {
  const key = keyFrom(publicKey);
  return key !== undefined && verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64url'));
}

function keyFrom(publicKey: string): KeyObject | undefined {
  try {
    return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
  } catch {
    return undefined;
  }
}
