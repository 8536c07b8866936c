import { X509Certificate } from 'node:crypto';
import { timestamp } from '#platform/clock.js';
import { messageOf, systemCode } from '#platform/errors.js';

/** Within the hub's 30 days it mends itself; what keeps it from that is in the log. */
const ENDED_ADVICE = 'it asks its hub for another by itself; if that lasts, enrol it again';

/** What people have to do, by how the connection failed. */
const CAUSES: ReadonlyArray<readonly [pattern: RegExp, words: string]> = [
  [/^CERT_NOT_YET_VALID$/, "the hub's certificate is not valid yet: look at the clock of this box"],
  [/^CERT_HAS_EXPIRED$/, "the hub's certificate has expired: look at the clocks of this box and of the hub"],
  [/^ERR_TLS_CERT_ALTNAME_INVALID$/, "the hub's certificate is for another host"],
  [
    /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_GET_ISSUER_CERT(_LOCALLY)?|UNABLE_TO_VERIFY_LEAF_SIGNATURE|CERT_SIGNATURE_FAILURE)$/,
    'what answers is not the hub this box was enrolled with: enrol the box again if the hub was replaced',
  ],
  [/CERTIFICATE_REVOKED/, 'the hub has revoked this box: enrol it again'],
  [/CERTIFICATE_EXPIRED/, `the certificate of this box has expired: ${ENDED_ADVICE}`],
  [
    /(BAD|UNKNOWN|UNSUPPORTED)_CERTIFICATE|CERTIFICATE_(UNKNOWN|REQUIRED)|UNKNOWN_CA|DECRYPT_ERROR/,
    'the hub does not take the certificate of this box: enrol it again',
  ],
];

/** Why certificates keep a box from its hub, for whoever comes to mend it; undefined for other failures. */
export function certificateTrouble(error: unknown): string | undefined {
  const code = systemCode(error) ?? '';
  const words = CAUSES.find(([pattern]) => pattern.test(code))?.[1];
  return words === undefined ? undefined : `${words} (${messageOf(error)})`;
}

/** MQTT 3.1.1 §3.2.2.3 */
const NOT_AUTHORIZED = 5;

/**
 * Why a box with a certificate was turned away after its hub had been found to be the right one, by the broker's answer
 * or without any; undefined where its certificate is no likely reason.
 */
export function refusalTrouble(answer: unknown, certificate: string, nowMs: number): string | undefined {
  const { validTo } = new X509Certificate(certificate);
  if (Date.parse(validTo) <= nowMs)
    return `the certificate of this box has expired on ${timestamp(Date.parse(validTo))}: ${ENDED_ADVICE}`;
  return (answer as { code?: unknown } | undefined)?.code === NOT_AUTHORIZED
    ? 'the hub does not let this box in: it was revoked, or another box was enrolled in its place; enrol it again'
    : undefined;
}
