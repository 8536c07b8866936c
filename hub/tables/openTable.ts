import { csvReader } from './csvReader.js';
import { odsReader } from './odsReader.js';
import { type TableLimits, type TableReader, type TableRow, unreadable } from './tableReader.js';
import { looksLikeZip } from './zipFile.js';

/** The first bytes of files that people take for a table, and what to do instead. */
const OTHERS: ReadonlyArray<readonly [bytes: readonly number[], what: string]> = [
  [[0xd0, 0xcf, 0x11, 0xe0], 'an old Excel workbook or a file protected by a password'],
  [[0x25, 0x50, 0x44, 0x46], 'a PDF document'],
];

/** Reads a table of either format, told by its content, because names and types of files are often wrong. */
export async function* tableRows(
  file: AsyncIterable<Uint8Array>,
  limits: TableLimits,
): AsyncGenerator<TableRow> {
  const pieces = file[Symbol.asyncIterator]();
  const first = await pieces.next();
  if (first.done === true || first.value.length === 0) throw unreadable('the file is empty');
  yield* readerFor(first.value).rows(again(first.value, pieces), limits);
}

function readerFor(start: Uint8Array): TableReader {
  const other = OTHERS.find(([bytes]) => bytes.every((byte, index) => start[index] === byte));
  if (other !== undefined)
    throw unreadable(`the file is ${other[1]}; save it as ODS, or as CSV in UTF-8, without a password`);
  return looksLikeZip(start) ? odsReader : csvReader;
}

async function* again(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield first;
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}
