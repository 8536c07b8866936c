import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  X509Certificate,
} from 'node:crypto';
import { authorityFingerprint } from '#platform/authorityFingerprint.js';
import {
  type CertificateBody,
  newSerial,
  type Revocation,
  type Signer,
  signCertificate,
  signRevocationList,
} from './certificate.js';
import {
  alternativeName,
  authorityConstraints,
  authorityKey,
  authorityUsage,
  crlNumber,
  type Hosts,
  leafConstraints,
  leafUsage,
  nameConstraints,
  purpose,
  subjectKey,
} from './extensions.js';

const DAY_MS = 86_400_000;
const AUTHORITY_MS = Math.round(20 * 365.25) * DAY_MS;
/** Browsers take no server certificate for longer. */
export const CERTIFICATE_MS = 397 * DAY_MS;
/** Clocks of boxes may be behind. */
const BACKDATE_MS = DAY_MS;

export interface KeyAndCertificate {
  /** PKCS #8, PEM. */
  readonly key: string;
  /** PEM. */
  readonly certificate: string;
}

export interface IssuedCertificate {
  readonly serial: string;
  readonly certificate: string;
  readonly fromMs: number;
  readonly untilMs: number;
}

/** A new key for ECDSA on P-256. */
export function newKey(): { readonly key: string; readonly spki: Buffer } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    key: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    spki: publicKey.export({ format: 'der', type: 'spki' }),
  };
}

/** A new authority that signs for these hosts alone, for 20 years. */
export function makeAuthority(hosts: Hosts, nowMs: number): KeyAndCertificate {
  const { key, spki } = newKey();
  const serial = newSerial();
  // Another authority of the same hub has another name, so that no verifier takes one for the other.
  const name = `Rating hub ${hosts.names[0] ?? ''} ${serial.slice(0, 8)}`;
  const body = {
    serial,
    subject: name,
    spki,
    fromMs: nowMs - BACKDATE_MS,
    untilMs: nowMs + AUTHORITY_MS,
    extensions: [
      authorityConstraints(),
      authorityUsage(),
      subjectKey(spki),
      authorityKey(spki),
      nameConstraints(hosts),
    ],
  };
  return { key, certificate: signCertificate(body, { name, key: createPrivateKey(key) }) };
}

/** The hub's own certificate authority. */
export class Authority {
  readonly fingerprint: string;
  private readonly signer: Signer;
  private readonly spki: Buffer;

  constructor(
    key: string,
    /** PEM. */
    readonly certificate: string,
  ) {
    const parsed = new X509Certificate(certificate);
    this.fingerprint = authorityFingerprint(parsed.raw);
    this.spki = spkiOf(parsed.publicKey);
    this.signer = { name: commonName(parsed), key: createPrivateKey(key) };
  }

  /** For a server under these hosts. */
  forServer(hosts: Hosts, spki: Uint8Array, nowMs: number): IssuedCertificate {
    const extensions = [purpose('server'), alternativeName(hosts)];
    return this.issue(hosts.names[0] ?? 'hub', spki, nowMs, extensions);
  }

  /** For a client known by this name. */
  forClient(name: string, spki: Uint8Array, nowMs: number): IssuedCertificate {
    return this.issue(name, spki, nowMs, [purpose('client')]);
  }

  /** For the key that a box enrolled with, an Ed25519 key as base64url. */
  forBox(box: string, publicKey: string, nowMs: number): IssuedCertificate {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
    return this.forClient(box, spkiOf(key), nowMs);
  }

  /** The certificate of this PEM text, ended or not, if this authority made it. */
  issued(pem: string): X509Certificate | undefined {
    try {
      const certificate = new X509Certificate(pem);
      const own = new X509Certificate(this.certificate);
      return certificate.checkIssued(own) && certificate.verify(own.publicKey) ? certificate : undefined;
    } catch {
      return undefined;
    }
  }

  /**
   * All that is revoked. It lasts as long as the authority, because a list that ends would shut every box out when
   * nobody renews it.
   */
  revocationList(revoked: readonly Revocation[], fromMs: number): string {
    const number = Buffer.from(Math.floor(fromMs).toString(16).padStart(16, '0'), 'hex');
    const extensions = [authorityKey(this.spki), crlNumber(number)];
    return signRevocationList({ fromMs, untilMs: fromMs + AUTHORITY_MS, revoked, extensions }, this.signer);
  }

  private issue(
    subject: string,
    spki: Uint8Array,
    nowMs: number,
    extensions: readonly Uint8Array[],
  ): IssuedCertificate {
    const body: CertificateBody = {
      serial: newSerial(),
      subject,
      spki,
      fromMs: nowMs - BACKDATE_MS,
      untilMs: nowMs + CERTIFICATE_MS,
      extensions: [leafConstraints(), leafUsage(), subjectKey(spki), authorityKey(this.spki), ...extensions],
    };
    const { serial, fromMs, untilMs } = body;
    return { serial, certificate: signCertificate(body, this.signer), fromMs, untilMs };
  }
}

const spkiOf = (key: KeyObject): Buffer => key.export({ format: 'der', type: 'spki' });

/** Common name of a certificate's subject; empty without one. */
export const commonName = ({ subject }: X509Certificate): string =>
  /(?:^|\n)CN=([^\n]*)/.exec(subject ?? '')?.[1] ?? '';
