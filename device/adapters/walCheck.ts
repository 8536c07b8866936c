import { readFileSync } from 'node:fs';
import { CodedError, systemCode } from '#platform/errors.js';

const HEADER = 32;
const FRAME_HEADER = 24;
const MAGIC = 0x377f0682;

/**
 * Throws `CodedError` `store/corrupt` when the write-ahead log of a database nobody has open is damaged before its last
 * transaction. SQLite would take such a log for one that ends there, and forget what was committed after it without a
 * word. A last transaction that is torn is no damage: a power cut leaves it, and its commit had not returned.
 *
 * The format is the one of sqlite.org/walformat.html: each frame carries the salt of its log and a checksum of all before
 * it; with `synchronous=FULL` none is written before the transaction before it is on the disk.
 */
export function checkLog(database: string): void {
  const log = readIfAny(`${database}-wal`);
  if (log === undefined || log.length <= HEADER || log.subarray(0, HEADER).every((byte) => byte === 0))
    return;
  const damage = damageOf(log);
  if (damage !== undefined)
    throw new CodedError('store/corrupt', `the log of ${database} is damaged: ${damage}`);
}

function readIfAny(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function damageOf(log: Buffer): string | undefined {
  const magic = log.readUInt32BE(0);
  const sum = new Checksum(magic === MAGIC);
  sum.add(log, 0, 24);
  if ((magic & ~1) !== MAGIC || !sum.is(log, 24)) return 'its header does not agree with its checksum';
  const size = FRAME_HEADER + log.readUInt32BE(8);
  let sound = HEADER;
  for (; sound + size <= log.length && ofThisLog(log, sound); sound += size) {
    sum.add(log, sound, 8);
    sum.add(log, sound + FRAME_HEADER, size - FRAME_HEADER);
    if (!sum.is(log, sound + 16)) break;
  }
  return goesOn(log, sound, size) ? `transactions follow the broken frame at byte ${sound}` : undefined;
}

const ofThisLog = (log: Buffer, frame: number): boolean =>
  log.compare(log, 16, 24, frame + 8, frame + 16) === 0;

/** Whether a frame of this log comes after one that ended a transaction. */
function goesOn(log: Buffer, from: number, size: number): boolean {
  let ended = false;
  for (let frame = from; frame + size <= log.length; frame += size) {
    if (!ofThisLog(log, frame)) continue;
    if (ended) return true;
    ended = log.readUInt32BE(frame + 4) !== 0;
  }
  return false;
}

/** SQLite's running checksum over pairs of 32-bit words. */
class Checksum {
  private first = 0;
  private second = 0;

  constructor(private readonly littleEndian: boolean) {}

  add(bytes: Buffer, from: number, length: number): void {
    for (let at = from; at < from + length; at += 8) {
      this.first = (this.first + this.word(bytes, at) + this.second) >>> 0;
      this.second = (this.second + this.word(bytes, at + 4) + this.first) >>> 0;
    }
  }

  is(bytes: Buffer, at: number): boolean {
    return bytes.readUInt32BE(at) === this.first && bytes.readUInt32BE(at + 4) === this.second;
  }

  private word(bytes: Buffer, at: number): number {
    return this.littleEndian ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at);
  }
}
