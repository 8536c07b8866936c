import Type, { type Static } from 'typebox';
import { MAX_WINDOW_OPEN_MS, WINDOW_MS } from './limits.js';

/** The field types every message is made of. */

const name = (description: string, maxLength: number) =>
  Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength, description });

/** Names travel in topics, so they hold only lower-case letters, digits and hyphens. */
export const OfficeId = name('office, e.g. "east"', 32);
export type OfficeId = Static<typeof OfficeId>;

export const CounterId = name('counter within its office, e.g. "3"', 16);
export type CounterId = Static<typeof CounterId>;

export const BoxId = name('rating box, e.g. "box-017"', 32);
export type BoxId = Static<typeof BoxId>;

export const Uuid = Type.String({
  pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$',
  description: 'UUIDv7 (RFC 9562)',
});
export type Uuid = Static<typeof Uuid>;

export const Timestamp = Type.String({
  pattern: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d\\.\\d{3}Z$',
  description: 'RFC 3339 UTC with milliseconds, e.g. 2026-07-07T01:02:03.456Z',
});
export type Timestamp = Static<typeof Timestamp>;

/** Unix ms; NaN for a day that no calendar has, which `Date.parse` would move into the next month. */
export function momentOf(text: Timestamp): number {
  const ms = Date.parse(text);
  return Number.isNaN(ms) || new Date(ms).toISOString() !== text ? Number.NaN : ms;
}

/** 5 非常滿意, 4 滿意, 3 普通, 2 不滿意, 1 非常不滿意. */
export const Level = Type.Integer({
  minimum: 1,
  maximum: 5,
  description: '5 very satisfied … 1 very dissatisfied',
});
export type Level = 1 | 2 | 3 | 4 | 5;
export const LEVELS: readonly Level[] = [5, 4, 3, 2, 1];

export const IssuanceKind = Type.Enum(['receipt', 'notice'], {
  description: 'fee receipt (規費收據) or one-time notice (一次告知單)',
});
export type IssuanceKind = Static<typeof IssuanceKind>;

export const DocumentNumber = Type.String({
  pattern: '^[0-9A-Za-z\\u4e00-\\u9fff]([0-9A-Za-z\\u4e00-\\u9fff._#-]*)$',
  minLength: 1,
  maxLength: 40,
  description: 'number printed on the document',
});

/** A short text chosen by the issuing system: a clerk, a service category, a visit reference. */
export const Reference = Type.String({
  pattern: '^[^\\s\\u0000-\\u001f]([^\\u0000-\\u001f]*[^\\s\\u0000-\\u001f])?$',
  maxLength: 64,
});

export const WindowLength = Type.Integer({
  minimum: WINDOW_MS.min,
  maximum: WINDOW_MS.max,
  description: 'length of a rating window in ms',
});

export const ElapsedMs = Type.Number({
  minimum: 0,
  maximum: MAX_WINDOW_OPEN_MS,
  description: "ms since the window's lamps went on, on the box's monotonic clock",
});

export const Sequence = Type.Integer({
  minimum: 1,
  maximum: Number.MAX_SAFE_INTEGER,
  description: 'number of an event, 1, 2, 3 … without gaps',
});

export const Epoch = Type.String({
  pattern: '^[0-9a-f]{16}$',
  description: "random name of a box's outbox database; numbering starts anew with it",
});
export type Epoch = Static<typeof Epoch>;

export const MissedReason = Type.Enum(['box-offline', 'late', 'box-fault', 'no-box', 'interrupted']);
export type MissedReason = Static<typeof MissedReason>;

export const Outcome = Type.Enum(['rated', 'expired', 'cancelled', 'missed']);
export type Outcome = Static<typeof Outcome>;

/** Languages a box can speak: Mandarin, English, Hokkien, Hakka, Vietnamese, Indonesian, Thai (ISO 639). */
export const VOICE_LANGUAGES = ['zh', 'en', 'nan', 'hak', 'vi', 'id', 'th'] as const;
export const VoiceLanguage = Type.Enum([...VOICE_LANGUAGES]);
export type VoiceLanguage = (typeof VOICE_LANGUAGES)[number];

export const BoxPublicKey = Type.String({
  pattern: '^[0-9A-Za-z_-]{43}$',
  description: 'Ed25519 public key (RFC 8032), 32 bytes in base64url without padding',
});

/**
 * What a box keeps for the hub and brings back with its report: the hub alone can read it, and makes of it anew what it lost
 * since its backup. Absent with a hub or a box of before.
 */
export const Docket = Type.String({
  pattern: '^[0-9A-Za-z_-]+$',
  maxLength: 800,
  description: 'sealed by the hub, opaque to everybody else',
});

export const EventHash = Type.String({
  pattern: '^[0-9A-Za-z_-]{43}$',
  description: 'SHA-256 in base64url without padding',
});

export const Signature = Type.String({
  pattern: '^[0-9A-Za-z_-]{86}$',
  description: 'Ed25519 signature (RFC 8032) in base64url without padding',
});

export const Certificate = Type.String({
  pattern: '^-----BEGIN CERTIFICATE-----[\\r\\n0-9A-Za-z+/=]+-----END CERTIFICATE-----\\s*$',
  maxLength: 8_000,
  description: 'one X.509 certificate, PEM',
});

export const Fingerprint = Type.String({
  pattern: '^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$',
  description:
    "80 bits of the SHA-256 of an authority's certificate, Crockford's base32, e.g. 7K3M-Q9XT-0A1B-2C3D",
});

/** Text for people who look after boxes; never anything about a citizen. */
export const Detail = Type.String({ maxLength: 200 });
