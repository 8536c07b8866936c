import { createHash } from 'node:crypto';
import { isIP } from 'node:net';
import { bits, integer, octets, oid, sequence, TRUE, tagged } from './der.js';

/** Extensions of certificates and revocation lists (RFC 5280 §4.2, §5.2). */

const OID = {
  subjectKey: '2.5.29.14',
  keyUsage: '2.5.29.15',
  alternativeName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  crlNumber: '2.5.29.20',
  nameConstraints: '2.5.29.30',
  authorityKey: '2.5.29.35',
  extendedKeyUsage: '2.5.29.37',
} as const;

const PURPOSES = { server: '1.3.6.1.5.5.7.3.1', client: '1.3.6.1.5.5.7.3.2' } as const;
export type CertificatePurpose = keyof typeof PURPOSES;

/** Hosts by which a machine is reached: DNS names and IP addresses. */
export interface Hosts {
  readonly names: readonly string[];
  readonly addresses: readonly string[];
}

const extension = (id: string, critical: boolean, content: Uint8Array): Buffer =>
  sequence(oid(id), ...(critical ? [TRUE] : []), octets(content));

/** Identifies a key by the digest of its subject public key info. */
export const keyId = (spki: Uint8Array): Buffer => createHash('sha256').update(spki).digest().subarray(0, 20);

/** May sign leaves, and nothing that signs others. */
export const authorityConstraints = (): Buffer =>
  extension(OID.basicConstraints, true, sequence(TRUE, integer(Buffer.from([0]))));
export const leafConstraints = (): Buffer => extension(OID.basicConstraints, true, sequence());

/** keyCertSign and cRLSign. */
export const authorityUsage = (): Buffer => extension(OID.keyUsage, true, bits(Buffer.from([0x06]), 1));
/** digitalSignature. */
export const leafUsage = (): Buffer => extension(OID.keyUsage, true, bits(Buffer.from([0x80]), 7));

export const purpose = (...purposes: readonly CertificatePurpose[]): Buffer =>
  extension(OID.extendedKeyUsage, false, sequence(...purposes.map((name) => oid(PURPOSES[name]))));

export const subjectKey = (spki: Uint8Array): Buffer => extension(OID.subjectKey, false, octets(keyId(spki)));
export const authorityKey = (spki: Uint8Array): Buffer =>
  extension(OID.authorityKey, false, sequence(tagged(0x80, keyId(spki))));

export const crlNumber = (bytes: Uint8Array): Buffer => extension(OID.crlNumber, false, integer(bytes));

const DNS_NAME = 0x82;
const IP_ADDRESS = 0x87;

export const alternativeName = ({ names, addresses }: Hosts): Buffer =>
  extension(
    OID.alternativeName,
    false,
    sequence(
      ...names.map((name) => tagged(DNS_NAME, Buffer.from(name))),
      ...addresses.map((address) => tagged(IP_ADDRESS, addressBytes(address))),
    ),
  );

/** Whoever steals the authority's key can pass for these hosts and for nothing else a browser visits. */
export const nameConstraints = ({ names, addresses }: Hosts): Buffer => {
  const subtrees = [
    ...names.map((name) => sequence(tagged(DNS_NAME, Buffer.from(name)))),
    ...addresses.map((address) => {
      const bytes = addressBytes(address);
      return sequence(tagged(IP_ADDRESS, bytes, Buffer.alloc(bytes.length, 0xff)));
    }),
  ];
  return extension(OID.nameConstraints, true, sequence(tagged(0xa0, ...subtrees)));
};

/** The 4 or 16 bytes of an address. */
function addressBytes(address: string): Buffer {
  if (isIP(address) === 4) return Buffer.from(address.split('.').map(Number));
  const [head = '', tail] = address.split('::');
  const left = groupsOf(head);
  const right = groupsOf(tail ?? '');
  const zeros = Array<string>(8 - left.length - right.length).fill('0');
  return Buffer.from([...left, ...zeros, ...right].map((group) => group.padStart(4, '0')).join(''), 'hex');
}

const groupsOf = (part: string): string[] => (part === '' ? [] : part.split(':'));
