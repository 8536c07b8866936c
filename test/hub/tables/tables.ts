import { strToU8, zipSync } from 'fflate';
import type { TableLimits, TableRow } from '../../../hub/tables/tableReader.js';

export const LIMITS: TableLimits = {
  rows: 1_000,
  columns: 20,
  cellLength: 500,
  bytes: 4 * 1024 * 1024,
  tooManyRows: 'split it',
};

/** A file as it comes from a disk, in pieces of any size. */
export async function* pieces(bytes: Uint8Array | string, size = 7_919): AsyncGenerator<Uint8Array> {
  const all = typeof bytes === 'string' ? strToU8(bytes) : bytes;
  for (let at = 0; at < all.length; at += size) yield all.subarray(at, at + size);
}

export async function collect(rows: AsyncIterable<TableRow>): Promise<TableRow[]> {
  const found: TableRow[] = [];
  for await (const row of rows) found.push(row);
  return found;
}

const NAMESPACES = ['office', 'table', 'text', 'draw', 'dc']
  .map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
  .join(' ');

/** `content.xml` with one sheet of this XML. */
export const contentXml = (sheet: string, before = ''): string =>
  `<?xml version="1.0" encoding="UTF-8"?>${before}<office:document-content ${NAMESPACES} office:version="1.3">
  <office:body><office:spreadsheet><table:table table:name="1">${sheet}</table:table></office:spreadsheet></office:body>
  </office:document-content>`;

export const odsOf = (content: string, more: Readonly<Record<string, string>> = {}): Uint8Array =>
  zipSync({
    mimetype: [strToU8('application/vnd.oasis.opendocument.spreadsheet'), { level: 0 }],
    'content.xml': strToU8(content),
    ...Object.fromEntries(Object.entries(more).map(([name, text]) => [name, strToU8(text)])),
  });

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** A sheet of texts, each paragraph of a cell on its own as LibreOffice writes them. */
export const odsTable = (rows: ReadonlyArray<readonly string[]>): Uint8Array =>
  odsOf(
    contentXml(
      rows
        .map(
          (cells) =>
            `<table:table-row>${cells
              .map(
                (cell) =>
                  `<table:table-cell office:value-type="string">${cell
                    .split('\n')
                    .map((line) => `<text:p>${escapeXml(line)}</text:p>`)
                    .join('')}</table:table-cell>`,
              )
              .join('')}</table:table-row>`,
        )
        .join(''),
    ),
  );
