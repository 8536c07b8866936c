/** A syslog message as a collector understands it. */
export interface ParsedSyslog {
  readonly priority: number;
  readonly version: number;
  readonly time: string;
  readonly host: string;
  readonly app: string;
  readonly process: string;
  readonly kind: string;
  readonly data: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly text: string;
}

/**
 * Reads RFC 5424 §6 octet by octet, by its grammar and by nothing the product has; throws on anything the grammar does
 * not allow, and on a text that is not UTF-8 behind a byte order mark.
 */
export function parseSyslog(bytes: Uint8Array): ParsedSyslog {
  const reader = new Reader(bytes);
  reader.expect('<');
  const priority = Number(reader.until('>', /^(0|[1-9]\d{0,2})$/));
  if (priority > 191) throw new Error(`priority ${priority}`);
  const version = Number(reader.until(' ', /^[1-9]\d{0,2}$/));
  const time = reader.until(' ', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$/);
  const host = reader.until(' ', /^[!-~]{1,255}$/);
  const app = reader.until(' ', /^[!-~]{1,48}$/);
  const process = reader.until(' ', /^[!-~]{1,128}$/);
  const kind = reader.until(' ', /^[!-~]{1,32}$/);
  const data = reader.elements();
  return { priority, version, time, host, app, process, kind, data, text: reader.text() };
}

const BOM = [0xef, 0xbb, 0xbf];

class Reader {
  private at = 0;
  private readonly strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

  constructor(private readonly bytes: Uint8Array) {}

  expect(char: string): void {
    const found = this.take();
    if (found !== char) throw new Error(`octet ${this.at - 1}: ${found} instead of ${char}`);
  }

  until(end: string, form: RegExp): string {
    let found = '';
    for (let char = this.take(); char !== end; char = this.take()) found += char;
    if (!form.test(found)) throw new Error(`${JSON.stringify(found)} is not ${form}`);
    return found;
  }

  elements(): Record<string, Record<string, string>> {
    const found: Record<string, Record<string, string>> = {};
    while (this.peek() === '[') {
      this.take();
      const parameters: Record<string, string> = {};
      const id = this.name(' ]');
      while (this.take() === ' ') {
        const name = this.name('=');
        this.expect('=');
        parameters[name] = this.value();
      }
      found[id] = parameters;
    }
    this.expect(' ');
    return found;
  }

  text(): string {
    for (const octet of BOM) if (this.bytes[this.at++] !== octet) throw new Error('no byte order mark');
    return this.strict.decode(this.bytes.subarray(this.at));
  }

  private name(ends: string): string {
    let found = '';
    while (!ends.includes(this.peek())) found += this.take();
    if (!/^[!#-<>-\\^-~]{1,32}$/.test(found)) throw new Error(`${JSON.stringify(found)} is no name`);
    return found;
  }

  private value(): string {
    this.expect('"');
    const octets: number[] = [];
    for (;;) {
      const octet = this.bytes[this.at++];
      if (octet === undefined || octet === 0x5d) throw new Error('a value without end');
      if (octet === 0x22) return this.strict.decode(Uint8Array.from(octets));
      const escaped = octet === 0x5c && '"\\]'.includes(this.peek());
      octets.push(escaped ? (this.bytes[this.at++] ?? 0) : octet);
    }
  }

  private take(): string {
    const char = this.peek();
    if (char === '') throw new Error('the message ends too soon');
    this.at++;
    return char;
  }

  private peek(): string {
    const octet = this.bytes[this.at];
    return octet === undefined ? '' : String.fromCharCode(octet);
  }
}
