import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import Type, { type Static } from 'typebox';
import { Codec } from '#contract/schema.js';
import { BoxId, BoxPublicKey, Certificate, OfficeId } from '#contract/values.js';

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
  /** With which it shows at the broker who it is; absent where nothing is encrypted. */
  certificate: Type.Optional(Certificate),
  /** The only authority it trusts at the broker; absent where nothing is encrypted. */
  authority: Type.Optional(Certificate),
  /** Where it was enrolled and asks again once its certificate has ended, and the only authority it trusts there. */
  pages: Type.Optional(
    Type.Object({
      address: Type.String({ pattern: '^https://\\S+$', maxLength: 200 }),
      authority: Certificate,
    }),
  ),
});
export type Identity = Static<typeof Identity>;
export const identity = Codec.of(Identity);

/** File below the data directory, readable by its owner alone. */
export const IDENTITY_FILE = 'identity.json';

const KeyPair = Type.Object({ publicKey: BoxPublicKey, privateKey: Identity.properties.privateKey });
export type KeyPair = Static<typeof KeyPair>;
export const keyPair = Codec.of(KeyPair);

/** The key pair of a box that was never enrolled, which it made to seal its events (D5); below the data directory. */
export const OWN_KEY_FILE = 'seal-key.json';

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
