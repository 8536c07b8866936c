/** Distinguished Encoding Rules (ITU-T X.690), as far as certificates and revocation lists need them. */

const LONG_FORM = 0x80;

export function tagged(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  return Buffer.concat([Buffer.from([tag]), lengthOf(body.length), body]);
}

function lengthOf(length: number): Buffer {
  if (length < LONG_FORM) return Buffer.from([length]);
  const digits: number[] = [];
  for (let rest = length; rest > 0; rest >>>= 8) digits.unshift(rest & 0xff);
  return Buffer.from([LONG_FORM | digits.length, ...digits]);
}

export const sequence = (...items: readonly Uint8Array[]): Buffer => tagged(0x30, ...items);
export const set = (...items: readonly Uint8Array[]): Buffer => tagged(0x31, ...items);
export const octets = (content: Uint8Array): Buffer => tagged(0x04, content);
export const utf8 = (text: string): Buffer => tagged(0x0c, Buffer.from(text));
export const TRUE: Buffer = tagged(0x01, Buffer.from([0xff]));

/** A whole number that is not negative, from its big-endian bytes. */
export function integer(bytes: Uint8Array): Buffer {
  let start = 0;
  while (start < bytes.length - 1 && bytes[start] === 0) start++;
  const digits = bytes.subarray(start);
  const sign = (digits[0] ?? 0) >= LONG_FORM ? [0] : [];
  return tagged(0x02, Buffer.from(sign), digits);
}

/** Whole bytes unless `unused` of the last one's bits are none. */
export const bits = (content: Uint8Array, unused = 0): Buffer => tagged(0x03, Buffer.from([unused]), content);

/** An object identifier from its dotted form. */
export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return tagged(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

function base128(arc: number): number[] {
  const digits = [arc & 0x7f];
  for (let rest = arc >>> 7; rest > 0; rest >>>= 7) digits.unshift((rest & 0x7f) | 0x80);
  return digits;
}

const LAST_SHORT_YEAR = 2049;

/** In whole seconds; years after 2049 need the longer form (RFC 5280 §4.1.2.5). */
export function time(epochMs: number): Buffer {
  const date = new Date(epochMs);
  const text = `${date.toISOString().slice(0, 19).replaceAll(/[-T:]/g, '')}Z`;
  return date.getUTCFullYear() > LAST_SHORT_YEAR
    ? tagged(0x18, Buffer.from(text))
    : tagged(0x17, Buffer.from(text.slice(2)));
}

const LABEL = /-----(BEGIN|END) [A-Z0-9 ]+-----/g;

export const toPem = (label: string, der: Uint8Array): string =>
  `-----BEGIN ${label}-----\n${Buffer.from(der)
    .toString('base64')
    .replaceAll(/.{1,64}/g, '$&\n')}-----END ${label}-----\n`;

/** The bytes of the first block of a PEM text. */
export const fromPem = (pem: string): Buffer =>
  Buffer.from((pem.split('-----END')[0] ?? '').replaceAll(LABEL, ''), 'base64');
