/** Syslog messages (RFC 5424). */

export interface SyslogMessage {
  /** 0 kernel … 16 local use 0 … 23. */
  readonly facility: number;
  /** 0 emergency, 1 alert, 2 critical, 3 error, 4 warning, 5 notice, 6 informational, 7 debug. */
  readonly severity: number;
  /** Unix ms. */
  readonly atMs: number;
  readonly host: string;
  readonly app: string;
  readonly process: string;
  /** Kind of the message. */
  readonly kind: string;
  /** One element of structured data. */
  readonly data: { readonly id: string; readonly parameters: Readonly<Record<string, string>> };
  readonly text: string;
}

/** Every receiver should take messages of this length (RFC 5424 §6.1), in bytes. */
export const MAX_SYSLOG_BYTES = 2_048;

/** Longest value of a parameter in code points, so that all of them fit. */
const MAX_VALUE = 100;
const BOM = '\u{feff}';

/**
 * The message in bytes, at most `MAX_SYSLOG_BYTES`: a text too long is cut between code points, values at 100 of them.
 * Fields that allow only printable ASCII get `_` for anything else and `-` when empty; control characters, which could
 * pretend to be another message in somebody's log, become spaces.
 */
export function encodeSyslog(message: SyslogMessage): Uint8Array {
  const { facility, severity, atMs, data } = message;
  const header = [
    `<${facility * 8 + severity}>1`,
    new Date(atMs).toISOString(),
    printable(message.host, 255),
    printable(message.app, 48),
    printable(message.process, 128),
    printable(message.kind, 32),
  ].join(' ');
  const encoder = new TextEncoder();
  const head = encoder.encode(`${header} ${element(data)} ${BOM}`);
  const room = Math.max(0, MAX_SYSLOG_BYTES - head.length);
  const text = cut(encoder.encode(plain(message.text)), room);
  const bytes = new Uint8Array(head.length + text.length);
  bytes.set(head);
  bytes.set(text, head.length);
  return bytes;
}

/** A message as it travels over TCP, its length before it (RFC 6587 §3.4.1). */
export function framed(message: Uint8Array): Uint8Array {
  const length = new TextEncoder().encode(`${message.length} `);
  const frame = new Uint8Array(length.length + message.length);
  frame.set(length);
  frame.set(message, length.length);
  return frame;
}

function element({ id, parameters }: SyslogMessage['data']): string {
  const values = Object.entries(parameters).map(
    ([name, value]) => ` ${printable(name, 32).replace(/[="\]]/g, '_')}="${escaped(value)}"`,
  );
  return `[${printable(id, 32).replace(/[="\]]/g, '_')}${values.join('')}]`;
}

const escaped = (value: string): string =>
  [...plain(value)]
    .slice(0, MAX_VALUE)
    .join('')
    .replace(/["\\\]]/g, '\\$&');

const printable = (text: string, most: number): string =>
  text === '' ? '-' : text.replace(/[^\u{21}-\u{7e}]/gu, '_').slice(0, most);

/** Without control characters, those of Unicode included. */
const plain = (text: string): string => text.replace(/[\p{Cc}\u{2028}\u{2029}]+/gu, ' ');

/** At most so many bytes of UTF-8, whole code points only. */
function cut(bytes: Uint8Array, most: number): Uint8Array {
  if (bytes.length <= most) return bytes;
  let end = most;
  while (end > 0 && ((bytes[end] ?? 0) & 0b1100_0000) === 0b1000_0000) end--;
  return bytes.subarray(0, end);
}
