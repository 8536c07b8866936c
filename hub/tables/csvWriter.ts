import { stringify } from 'csv-stringify/sync';

/** What a cell of a table may hold; nothing is an empty cell. */
export type CsvCell = string | number | boolean | null;
export type CsvRow = readonly CsvCell[];

/** Tells spreadsheets that the file is UTF-8. The first character of a file that has it. */
export const BYTE_ORDER_MARK = '\uFEFF';
export const CSV_TYPE = 'text/csv; charset=utf-8';

/** Rows turned into text at a time, so that a table of any length needs little memory. */
const ROWS_PER_PIECE = 500;

const OPTIONS = {
  record_delimiter: 'windows',
  // Unless told so, the package leaves a line break of another kind without quotation marks.
  quote_record_delimiter: true,
  // Text that a spreadsheet would take for a formula gets a leading apostrophe; numbers stay numbers.
  escape_formulas: true,
  cast: { boolean: String },
} as const;

/** Rows as CSV of RFC 4180, each ended by CR LF; safe against formula injection. */
export const csvRows = (rows: readonly CsvRow[]): string => stringify([...rows], OPTIONS);

/** A whole table in pieces of whole lines, the heading first. Two tables never share a piece. */
export function* csvLines(
  head: readonly string[],
  rows: Iterable<CsvRow>,
  { bom = false }: { readonly bom?: boolean } = {},
): Generator<string> {
  yield (bom ? BYTE_ORDER_MARK : '') + csvRows([head]);
  let batch: CsvRow[] = [];
  for (const row of rows) {
    batch.push(row);
    if (batch.length < ROWS_PER_PIECE) continue;
    yield csvRows(batch);
    batch = [];
  }
  if (batch.length > 0) yield csvRows(batch);
}

/** A whole table as one text. */
export const csvText = (
  head: readonly string[],
  rows: Iterable<CsvRow>,
  options: { readonly bom?: boolean } = {},
): string => [...csvLines(head, rows, options)].join('');
