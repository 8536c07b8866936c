import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { onlyUtf8 } from './encoding.js';
import { inSlices } from './slices.js';
import {
  RowGauge,
  type TableLimits,
  type TableReader,
  type TableRow,
  tooLarge,
  unreadable,
} from './tableReader.js';
import { looksLikeZip } from './zipFile.js';

/** CSV as RFC 4180 has it, in UTF-8 with or without its mark; lines may end with LF alone. */
export const csvReader: TableReader = {
  async *rows(file, limits): AsyncGenerator<TableRow> {
    const gauge = new RowGauge(limits);
    const parser = parse({
      bom: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      max_record_size: limits.columns * limits.cellLength,
    });
    // What fails before the parser destroys it with the same error, which the iteration throws.
    pipeline(Readable.from(onlyUtf8(atMost(inSlices(file), limits))), parser, () => undefined);
    try {
      for await (const cells of parser) {
        const row = gauge.take(cells);
        if (row !== undefined) yield row;
      }
    } catch (error) {
      throw error instanceof CsvError ? refusal(error) : error;
    }
  },
};

async function* atMost(
  pieces: AsyncIterable<Uint8Array>,
  { bytes }: TableLimits,
): AsyncGenerator<Uint8Array> {
  let seen = 0;
  for await (const piece of pieces) {
    seen += piece.length;
    if (seen > bytes) throw tooLarge(`the file has more than ${bytes} bytes`);
    yield piece;
  }
}

/** What the parser says, in words of the person who made the file; it tells how many rows it had finished. */
function refusal(error: CsvError): Error {
  const row = Number(error.records) + 1;
  switch (error.code as string) {
    case 'CSV_MAX_RECORD_SIZE':
      return tooLarge(`row ${row} is longer than any table needs; is a closing quotation mark missing?`);
    case 'CSV_QUOTE_NOT_CLOSED':
      return unreadable(`row ${row} opens a quotation mark that the file never closes`, error);
    default:
      return unreadable(
        `row ${row} has a quotation mark (") where none can be: a cell with one is put in quotation marks, and those in it are doubled`,
        error,
      );
  }
}

const LINE_FEED = 0x0a;
const QUOTE = 0x22;

/**
 * Whether a file that is CSV has more rows than so many, found much faster than by reading it; stops as soon as it knows. Empty rows
 * count, so that a `true` needs a table of that many lines.
 */
export async function hasMoreRows(file: AsyncIterable<Uint8Array>, rows: number): Promise<boolean> {
  let count = 0;
  let quoted = false;
  for await (const piece of inSlices(file)) {
    if (count === 0 && looksLikeZip(piece)) return false;
    for (const byte of piece) {
      if (byte === QUOTE) quoted = !quoted;
      else if (byte === LINE_FEED && !quoted && ++count > rows) return true;
    }
  }
  return false;
}
