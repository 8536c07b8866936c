import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { type EnrolmentRequest, enrolmentStatement } from '#contract/enrolment.js';

/** Whether the sender has the private key: its signature holds for this code and this key (RFC 8032). */
export function provesPossession({ code, publicKey, proof }: EnrolmentRequest): boolean {
  const key = keyFrom(publicKey);
  if (key === undefined) return false;
  return verify(null, Buffer.from(enrolmentStatement(code, publicKey)), key, Buffer.from(proof, 'base64url'));
}

function keyFrom(publicKey: string): KeyObject | undefined {
  try {
    return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
  } catch {
    return undefined;
  }
}
