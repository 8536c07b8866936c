import { type KeyObject, randomBytes, sign } from 'node:crypto';
import { bits, integer, oid, sequence, set, tagged, time, toPem, utf8 } from './der.js';

/** Certificates and revocation lists signed with ECDSA and SHA-256 (RFC 5280). */

export interface Signer {
  /** Common name of whoever signs. */
  readonly name: string;
  readonly key: KeyObject;
}

export interface CertificateBody {
  /** Hexadecimal, as `newSerial` makes it. */
  readonly serial: string;
  /** Common name. */
  readonly subject: string;
  /** Subject public key info, DER. */
  readonly spki: Uint8Array;
  readonly fromMs: number;
  readonly untilMs: number;
  readonly extensions: readonly Uint8Array[];
}

const COMMON_NAME = '2.5.4.3';
const ECDSA_WITH_SHA256 = sequence(oid('1.2.840.10045.4.3.2'));
const V3 = tagged(0xa0, integer(Buffer.from([2])));
const CRL_V2 = integer(Buffer.from([1]));
const SERIAL_BYTES = 16;

/** 127 random bits in hexadecimal, as OpenSSL and Node print serials: capital letters, no leading zero. */
export function newSerial(): string {
  const bytes = randomBytes(SERIAL_BYTES);
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes.toString('hex').toUpperCase();
}

export function signCertificate(body: CertificateBody, by: Signer): string {
  const { serial, subject, spki, fromMs, untilMs, extensions } = body;
  const signed = sequence(
    V3,
    integer(Buffer.from(serial, 'hex')),
    ECDSA_WITH_SHA256,
    name(by.name),
    sequence(time(fromMs), time(untilMs)),
    name(subject),
    spki,
    tagged(0xa3, sequence(...extensions)),
  );
  return toPem('CERTIFICATE', seal(signed, by));
}

export interface Revocation {
  readonly serial: string;
  readonly atMs: number;
}

export interface RevocationListBody {
  readonly fromMs: number;
  readonly untilMs: number;
  readonly revoked: readonly Revocation[];
  readonly extensions: readonly Uint8Array[];
}

export function signRevocationList(body: RevocationListBody, by: Signer): string {
  const { fromMs, untilMs, revoked, extensions } = body;
  const entries = revoked.map(({ serial, atMs }) =>
    sequence(integer(Buffer.from(serial, 'hex')), time(atMs)),
  );
  const signed = sequence(
    CRL_V2,
    ECDSA_WITH_SHA256,
    name(by.name),
    time(fromMs),
    time(untilMs),
    ...(entries.length === 0 ? [] : [sequence(...entries)]),
    tagged(0xa0, sequence(...extensions)),
  );
  return toPem('X509 CRL', seal(signed, by));
}

const seal = (signed: Buffer, { key }: Signer): Buffer =>
  sequence(signed, ECDSA_WITH_SHA256, bits(sign('sha256', signed, key)));

const name = (commonName: string): Buffer => sequence(set(sequence(oid(COMMON_NAME), utf8(commonName))));
