import { createPublicKey, type KeyObject } from 'node:crypto';

/** More boxes than a hub has; beyond it the keys that were asked for longest ago are read anew. */
const MOST_KEPT = 20_000;
const kept = new Map<string, KeyObject>();

/** A box's public key from its text (RFC 8032 in base64url); undefined for what is none. */
export function verifyKey(text: string): KeyObject | undefined {
  const known = kept.get(text);
  if (known !== undefined) return known;
  try {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: text }, format: 'jwk' });
    if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value ?? '');
    kept.set(text, key);
    return key;
  } catch {
    return undefined;
  }
}
