import { setImmediate } from 'node:timers/promises';
import { Inflate } from 'fflate';
import { tooLarge, unreadable } from './tableReader.js';

/** One file of a ZIP archive, as its directory tells; sizes are what the archive says and are not trusted. */
export interface ZipEntry {
  readonly name: string;
  readonly encrypted: boolean;
  readonly method: number;
  /** Where its packed bytes begin, and how many they are. */
  readonly packed: Uint8Array;
}

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const END_LENGTH = 22;
const MAX_COMMENT = 0xffff;
const MAX_ENTRIES = 1_000;
const STORED = 0;
const DEFLATED = 8;

/** Packed bytes unpacked at a time: at the most that deflate can pack, 4 MiB come out. */
const PACKED_PIECE = 4 * 1024;

export const looksLikeZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] ?? 0) <= 8;

/** The files of an archive by name. Throws `import/unreadable`. */
export function zipEntries(archive: Uint8Array): ReadonlyMap<string, ZipEntry> {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  try {
    const end = endOf(view);
    const count = view.getUint16(end + 10, true);
    if (count > MAX_ENTRIES)
      throw unreadable(`the archive has ${count} files; at most ${MAX_ENTRIES} are read`);
    const entries = new Map<string, ZipEntry>();
    let at = view.getUint32(end + 16, true);
    for (let index = 0; index < count; index++) {
      const { entry, next } = entryAt(archive, view, at);
      entries.set(entry.name, entry);
      at = next;
    }
    return entries;
  } catch (error) {
    throw error instanceof RangeError ? damaged(error) : error;
  }
}

function endOf(view: DataView): number {
  const last = view.byteLength - END_LENGTH;
  for (let at = last; at >= Math.max(0, last - MAX_COMMENT); at--)
    if (view.getUint32(at, true) === END) return at;
  throw damaged();
}

function entryAt(archive: Uint8Array, view: DataView, at: number): { entry: ZipEntry; next: number } {
  if (view.getUint32(at, true) !== CENTRAL) throw damaged();
  const [nameLength, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true)) as [
    number,
    number,
    number,
  ];
  const nameAt = at + 46;
  const local = view.getUint32(at + 42, true);
  if (view.getUint32(local, true) !== LOCAL) throw damaged();
  const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
  const end = start + view.getUint32(at + 20, true);
  if (end > archive.length) throw damaged();
  return {
    entry: {
      name: new TextDecoder().decode(archive.subarray(nameAt, nameAt + nameLength)),
      encrypted: (view.getUint16(at + 8, true) & 1) === 1,
      method: view.getUint16(at + 10, true),
      packed: archive.subarray(start, end),
    },
    next: nameAt + nameLength + extra + comment,
  };
}

/**
 * The content of one file in pieces of any size, each made only when it is asked for. Throws `import/unreadable` as soon
 * as more than `limit` bytes came out, whatever the archive says of its size.
 */
export async function* unpacked(
  { method, packed, name }: ZipEntry,
  limit: number,
): AsyncGenerator<Uint8Array> {
  if (method !== STORED && method !== DEFLATED) throw unreadable(`${name} is packed in an unknown way`);
  let out: Uint8Array[] = [];
  const inflate = method === DEFLATED ? new Inflate((piece) => void out.push(piece)) : undefined;
  let total = 0;
  for (let at = 0; at < packed.length; at += PACKED_PIECE) {
    await setImmediate();
    const piece = packed.subarray(at, at + PACKED_PIECE);
    if (inflate === undefined) out.push(piece);
    else push(inflate, piece, at + PACKED_PIECE >= packed.length);
    for (const plain of out) {
      total += plain.length;
      if (total > limit) throw tooLarge(`${name} unpacks to more than ${limit} bytes`);
      yield plain;
    }
    out = [];
  }
}

function push(inflate: Inflate, piece: Uint8Array, last: boolean): void {
  try {
    inflate.push(piece, last);
  } catch (error) {
    throw damaged(error);
  }
}

const damaged = (cause?: unknown): Error =>
  unreadable('the file is no sound ODS: it is cut off or damaged', cause);
