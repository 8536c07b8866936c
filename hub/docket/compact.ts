/** Texts of at most 64 UTF-16 units in at most 129 bytes, ids in 16: for what has little room. */

const utf8 = new TextEncoder();
const NONE = 0xff;
/** Marks a length that counts UTF-16 units and not bytes of UTF-8. */
const WIDE = 0x80;

/** In UTF-8 or UTF-16, whichever is shorter, after its length. Null is no text. */
export function compactText(text: string | null): Uint8Array {
  if (text === null) return Uint8Array.of(NONE);
  const narrow = utf8.encode(text);
  if (narrow.length < WIDE && narrow.length <= 2 * text.length)
    return compact([Uint8Array.of(narrow.length), narrow]);
  const wide = new Uint8Array(1 + 2 * text.length);
  wide[0] = WIDE | text.length;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    wide[1 + 2 * index] = unit >> 8;
    wide[2 + 2 * index] = unit & 0xff;
  }
  return wide;
}

export function compact(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export function uuidBytes(uuid: string): Uint8Array {
  const digits = uuid.replaceAll('-', '');
  return Uint8Array.from({ length: 16 }, (_, index) =>
    Number.parseInt(digits.slice(2 * index, 2 * index + 2), 16),
  );
}

/** Reads what was made compact, from its beginning. Past the end it reads nothing, and `wasWhole` tells. */
export class Reader {
  private at = 0;
  private short = false;

  constructor(private readonly bytes: Uint8Array) {}

  /** Everything asked for was there, and nothing is left. */
  wasWhole(): boolean {
    return !this.short && this.at === this.bytes.length;
  }

  byte(): number {
    return this.take(1)[0] ?? 0;
  }

  integer(length: number): number {
    return this.take(length).reduce((value, byte) => value * 256 + byte, 0);
  }

  uuid(): string {
    const digits = Array.from(this.take(16), (byte) => byte.toString(16).padStart(2, '0')).join('');
    return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  }

  text(): string | null {
    const header = this.byte();
    if (header === NONE) return null;
    if (header < WIDE) return new TextDecoder('utf-8', { ignoreBOM: true }).decode(this.take(header));
    const wide = this.take(2 * (header - WIDE));
    let text = '';
    for (let index = 0; index + 1 < wide.length; index += 2)
      text += String.fromCharCode(((wide[index] ?? 0) << 8) | (wide[index + 1] ?? 0));
    return text;
  }

  private take(length: number): Uint8Array {
    if (this.at + length > this.bytes.length) {
      this.short = true;
      return new Uint8Array();
    }
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }
}
