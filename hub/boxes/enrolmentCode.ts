import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Crockford's base32: no I, L, O and U, so that a code read aloud or typed by hand is not mistaken. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const BYTES = 5;
const GROUP = 4;

/** A new code of 40 random bits in two groups of four, e.g. 7K3M-Q9XT. */
export function newCode(random: (bytes: number) => Buffer = randomBytes): string {
  let bits = random(BYTES).reduce((all, byte) => (all << 8n) | BigInt(byte), 0n);
  let text = '';
  for (let n = 0; n < 2 * GROUP; n++) {
    text = ALPHABET.charAt(Number(bits & 31n)) + text;
    bits >>= 5n;
  }
  return `${text.slice(0, GROUP)}-${text.slice(GROUP)}`;
}

/** What is kept of a code. A code lives for minutes only, so that a plain digest is enough. */
export const hashOf = (code: string): Buffer => createHash('sha256').update(code).digest();

/** The one whose code this is. Every candidate is compared, each in constant time. */
export function matching<T extends { readonly codeHash: Buffer }>(
  candidates: readonly T[],
  code: string,
): T | undefined {
  const hash = hashOf(code);
  let found: T | undefined;
  for (const candidate of candidates) if (timingSafeEqual(candidate.codeHash, hash)) found = candidate;
  return found;
}
