import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import Type, { type Static } from 'typebox';
import { Codec } from '#contract/schema.js';
import { BoxId, BoxPublicKey, OfficeId } from '#contract/values.js';

/** Who a box is: what enrolment gave it, and the key pair it made for that (B5). */
const Identity = Type.Object({
  box: BoxId,
  /** The office it was enrolled at; the hub may have told it another one since. */
  office: OfficeId,
  /** Address of the hub's broker. */
  hub: Type.String({ pattern: '^mqtts?://\\S+$', maxLength: 200 }),
  publicKey: BoxPublicKey,
  /** PKCS #8, PEM. Never leaves the box. */
  privateKey: Type.String({ maxLength: 1_000 }),
});
export type Identity = Static<typeof Identity>;
export const identity = Codec.of(Identity);

/** File below the data directory, readable by its owner alone. */
export const IDENTITY_FILE = 'identity.json';

export type KeyPair = Pick<Identity, 'publicKey' | 'privateKey'>;

/** A new Ed25519 key pair (RFC 8032). */
export function makeKeyPair(): KeyPair {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return {
    publicKey: publicKey.export({ format: 'jwk' }).x ?? '',
    privateKey: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
  };
}

/** Signature of `text`, base64url. */
export function signText(text: string, { privateKey }: KeyPair): string {
  return sign(null, Buffer.from(text), createPrivateKey(privateKey)).toString('base64url');
}
