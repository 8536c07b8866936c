import { createHash } from 'node:crypto';

/** Crockford's base32: no I, L, O and U, so that a fingerprint read aloud or typed by hand is not mistaken. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const BYTES = 10;
const LETTERS = 16;

/** 80 bits of the SHA-256 of an authority's certificate (DER) in four groups, e.g. 7K3M-Q9XT-0A1B-2C3D. */
export function authorityFingerprint(der: Uint8Array): string {
  const digest = createHash('sha256').update(der).digest().subarray(0, BYTES);
  let rest = BigInt(`0x${digest.toString('hex')}`);
  let text = '';
  for (let n = 0; n < LETTERS; n++) {
    text = ALPHABET.charAt(Number(rest & 31n)) + text;
    rest >>= 5n;
  }
  return inGroups(text);
}

/** A fingerprint as a person types it, who reads I, L and O for the digits they look like. */
export const typedFingerprint = (text: string): string =>
  inGroups(text.toUpperCase().replaceAll(/[- ]/g, '').replaceAll(/[IL]/g, '1').replaceAll('O', '0'));

const inGroups = (text: string): string => text.replaceAll(/.{4}(?=.)/g, '$&-');
