import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { CodedError, messageOf } from '#platform/errors.js';

/** PEM texts of a certificate somebody else made, its key, and the authority it leads up to. */
export interface GivenTexts {
  /** The certificate, and after it those between it and the authority. */
  readonly certificate: string;
  readonly key: string;
  readonly authority: string;
}

const BLOCK = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

/**
 * The chain to show, authority and all, if a client that trusts that authority alone would accept it at this moment
 * under each of these names. Throws `CodedError`: `tls/unreadable`, `tls/key-mismatch`, `tls/expired`,
 * `tls/not-yet-valid`, `tls/wrong-name`, `tls/wrong-authority`.
 */
export function checkGiven(texts: GivenTexts, names: readonly string[], nowMs: number): string {
  const chain = certificatesIn(texts.certificate, 'certificate');
  const [authority] = certificatesIn(texts.authority, 'authority');
  const [leaf, ...between] = chain;
  if (leaf === undefined || authority === undefined) throw unreadable('certificate', 'it is empty');
  if (!leaf.checkPrivateKey(keyIn(texts.key)))
    throw new CodedError(
      'tls/key-mismatch',
      `the key of --tls-key is not that of the certificate for ${leaf.subject}`,
    );
  for (const certificate of [...chain, authority]) refuseOutOfTime(certificate, nowMs);
  for (const name of names)
    if (leaf.checkHost(name) === undefined)
      throw new CodedError(
        'tls/wrong-name',
        `the hub is called ${name}, but the certificate is for ${leaf.subjectAltName ?? 'no host at all'}`,
      );
  if (!authority.checkIssued(authority))
    throw new CodedError(
      'tls/wrong-authority',
      `${authority.subject} of --tls-authority was issued by ${authority.issuer}; expected the root itself`,
    );
  if (!leadsUp(leaf, between, authority))
    throw new CodedError(
      'tls/wrong-authority',
      `${authority.subject} of --tls-authority did not sign the certificate, which ${leaf.issuer} issued`,
    );
  return [...chain.filter((one) => one.raw.compare(authority.raw) !== 0), authority].map(String).join('');
}

/** The certificates of a PEM text. Throws `CodedError` `tls/unreadable`. */
export function certificatesIn(pem: string, setting: string): X509Certificate[] {
  try {
    return (pem.match(BLOCK) ?? []).map((block) => new X509Certificate(block));
  } catch (error) {
    throw unreadable(setting, messageOf(error));
  }
}

function keyIn(pem: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch (error) {
    throw unreadable('key', messageOf(error));
  }
}

function refuseOutOfTime({ subject, validFrom, validTo }: X509Certificate, nowMs: number): void {
  if (Date.parse(validTo) <= nowMs)
    throw new CodedError('tls/expired', `the certificate of ${subject} ended on ${validTo}`);
  if (Date.parse(validFrom) > nowMs)
    throw new CodedError('tls/not-yet-valid', `the certificate of ${subject} begins on ${validFrom}`);
}

function leadsUp(
  certificate: X509Certificate,
  between: readonly X509Certificate[],
  authority: X509Certificate,
): boolean {
  const signedBy = (issuer: X509Certificate): boolean =>
    certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
  if (signedBy(authority)) return true;
  return between.some(
    (issuer, index) =>
      signedBy(issuer) &&
      leadsUp(
        issuer,
        between.filter((_, other) => other !== index),
        authority,
      ),
  );
}

const unreadable = (setting: string, why: string): CodedError =>
  new CodedError('tls/unreadable', `the file of --tls-${setting} is no PEM ${setting}: ${why}`);
