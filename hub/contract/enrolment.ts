import Type, { type Static } from 'typebox';
import { BoxSettingsSchema } from './boxSettings.js';
import { Codec } from './schema.js';
import { BoxId, BoxPublicKey, Certificate, CounterId, Fingerprint, OfficeId, Timestamp } from './values.js';

/** Eight characters of Crockford's base32 in two groups, without I, L, O and U: read aloud and typed by hand. */
export const EnrolmentCode = Type.String({
  pattern: '^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$',
  description: 'one-time code of an enrolment, e.g. 7K3M-Q9XT',
});

/** What a box sends to become known (B5). */
export const EnrolmentRequest = Type.Object({
  code: EnrolmentCode,
  publicKey: BoxPublicKey,
  /** Ed25519 signature of `enrolmentStatement(code, publicKey)`: proves that the sender has the private key. */
  proof: Type.String({ pattern: '^[0-9A-Za-z_-]{86}$', description: 'Ed25519 signature in base64url' }),
});
export type EnrolmentRequest = Static<typeof EnrolmentRequest>;

/** What it receives. */
export const EnrolmentResult = Type.Object({
  box: BoxId,
  office: OfficeId,
  counter: Type.Optional(CounterId),
  /** Port of the hub's broker on the host the box has just spoken to, or a whole URL of another broker. */
  mqtt: Type.Object({
    port: Type.Optional(Type.Integer({ minimum: 1, maximum: 65_535 })),
    url: Type.Optional(Type.String({ maxLength: 200 })),
  }),
  settings: BoxSettingsSchema,
  /** With which the box shows at the broker who it is, and the authority it is to trust; absent in a demonstration. */
  certificate: Type.Optional(Certificate),
  authority: Type.Optional(Certificate),
});
export type EnrolmentResult = Static<typeof EnrolmentResult>;
export const enrolmentResult = Codec.of(EnrolmentResult);

/** The bytes whose signature proves possession of the key: bound to this code, useless for anything else. */
export const enrolmentStatement = (code: string, publicKey: string): string =>
  `rating/v1 enrolment\n${code}\n${publicKey}\n`;

/** What a box sends whose certificate ended while it was switched off (B5). */
export const RenewalRequest = Type.Object({
  /** The one that ended. */
  certificate: Certificate,
  /** Ed25519 signature of `renewalStatement(certificate)` by the key it certifies. */
  proof: Type.String({ pattern: '^[0-9A-Za-z_-]{86}$', description: 'Ed25519 signature in base64url' }),
});
export type RenewalRequest = Static<typeof RenewalRequest>;

/** One for the same box and the same key. */
export const RenewalResult = Type.Object({ certificate: Certificate });
export type RenewalResult = Static<typeof RenewalResult>;
export const renewalResult = Codec.of(RenewalResult);

/** The bytes whose signature asks for the successor of this certificate, and for nothing else. */
export const renewalStatement = (certificate: string): string => `rating/v1 renewal\n${certificate}`;

/** Where a box is put; without a counter into the store-room of the office. */
export const PlaceRequest = Type.Object({ office: OfficeId, counter: Type.Optional(CounterId) });
export type PlaceRequest = Static<typeof PlaceRequest>;

/** A code as the hub makes it, for whoever stands at the box. */
export const EnrolmentOffer = Type.Object({
  code: EnrolmentCode,
  box: BoxId,
  office: OfficeId,
  counter: Type.Optional(CounterId),
  expiresAt: Timestamp,
  /** Of the authority that the box is to meet at the hub; absent in a demonstration. */
  fingerprint: Type.Optional(Fingerprint),
});
export type EnrolmentOffer = Static<typeof EnrolmentOffer>;
