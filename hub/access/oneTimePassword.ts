import { randomBytes } from 'node:crypto';

/** Digits and small letters without 1, i, l and o, which are mistaken for others: 32 signs, five bits each. */
const ALPHABET = '023456789abcdefghjkmnpqrstuvwxyz';
const SIGNS = 16;
const GROUP = 4;

/** A password of 80 random bits to be read aloud or copied, in four groups of four, e.g. `k7mq-x2pt-9wha-c4nd`. */
export function newOneTimePassword(random: (bytes: number) => Uint8Array = randomBytes): string {
  const signs = Array.from(random(SIGNS), (byte) => ALPHABET.charAt(byte & 31));
  const groups: string[] = [];
  for (let at = 0; at < SIGNS; at += GROUP) groups.push(signs.slice(at, at + GROUP).join(''));
  return groups.join('-');
}
