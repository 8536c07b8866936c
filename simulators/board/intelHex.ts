import { CodedError } from '#platform/errors.js';

const DATA = 0x00;
const END = 0x01;
/** An erased flash cell. */
const ERASED = 0xff;
/** Length, address (2), type and checksum. */
const OVERHEAD = 5;

/**
 * Reads an Intel HEX image (Intel, 1988, 8-bit format: data and end records) into `size` bytes of flash; cells
 * not named are erased (0xff). Line ends may be LF or CRLF.
 *
 * Throws `CodedError` `board/bad-hex`, naming the line, when a record is malformed, fails its checksum, lies
 * outside the flash or is of another type, and when the end record is missing.
 */
export function parseIntelHex(text: string, size: number): Uint8Array {
  const flash = new Uint8Array(size).fill(ERASED);
  for (const [index, line] of text.trimEnd().split(/\r?\n/).entries()) {
    const record = decode(line, index + 1);
    const address = record.readUInt16BE(1);
    const data = record.subarray(4, -1);
    if (record[3] === END) return flash;
    if (record[3] !== DATA) throw refuse(index + 1, `record type ${record[3]}, expected 0 (data) or 1 (end)`);
    if (address + data.length > size) throw refuse(index + 1, `data beyond ${size} bytes of flash`);
    flash.set(data, address);
  }
  throw new CodedError('board/bad-hex', 'Intel HEX: the end record is missing, the file is cut short');
}

function decode(line: string, number: number): Buffer {
  if (!/^:([0-9A-Fa-f]{2})+$/.test(line))
    throw refuse(number, 'expected ":" and pairs of hexadecimal digits');
  const record = Buffer.from(line.slice(1), 'hex');
  if (record.length < OVERHEAD || record.length !== OVERHEAD + (record[0] ?? 0)) {
    throw refuse(number, `${record.length} bytes do not match the length the record states`);
  }
  const sum = record.reduce((total, byte) => (total + byte) & 0xff, 0);
  if (sum !== 0) throw refuse(number, 'the checksum is wrong');
  return record;
}

const refuse = (line: number, what: string): CodedError =>
  new CodedError('board/bad-hex', `Intel HEX line ${line}: ${what}`);
