import { SaxesParser } from 'saxes';
import { OdsSheet } from './odsSheet.js';
import { inSlices } from './slices.js';
import { RowGauge, type TableReader, type TableRow, tooLarge, unreadable } from './tableReader.js';
import { unpacked, type ZipEntry, zipEntries } from './zipFile.js';

/** Largest archive; it is held in memory because its directory is at its end. */
const MAX_ARCHIVE_BYTES = 128 * 1024 * 1024;
const MAX_MANIFEST_BYTES = 1024 * 1024;
const ODS = 'application/vnd.oasis.opendocument.spreadsheet';

/** The first sheet of an OpenDocument spreadsheet (ISO/IEC 26300); of formulas, the values saved with them. */
export const odsReader: TableReader = {
  async *rows(file, limits): AsyncGenerator<TableRow> {
    const content = await contentOf(zipEntries(await collect(file)));
    const sheet = new OdsSheet(new RowGauge(limits));
    const parser = parserFor(sheet);
    const decoder = new TextDecoder();
    for await (const piece of inSlices(unpacked(content, limits.bytes))) {
      write(parser, decoder.decode(piece, { stream: true }));
      yield* sheet.taken();
      if (sheet.ended) return;
    }
    throw unreadable('the file holds no sheet, or it is cut off');
  },
};

async function collect(file: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of file) {
    size += piece.length;
    if (size > MAX_ARCHIVE_BYTES)
      throw tooLarge(`an ODS file may have at most ${MAX_ARCHIVE_BYTES} bytes: save it as CSV`);
    pieces.push(piece);
  }
  return pieces.length === 1 && pieces[0] !== undefined ? pieces[0] : Buffer.concat(pieces);
}

async function contentOf(entries: ReadonlyMap<string, ZipEntry>): Promise<ZipEntry> {
  if (entries.has('[Content_Types].xml'))
    throw unreadable(
      'the file is an Excel workbook or other Office document; save it as ODS or as CSV in UTF-8',
    );
  const manifest = await textOf(entries.get('META-INF/manifest.xml'));
  const content = entries.get('content.xml');
  if (content?.encrypted || entries.has('encrypted-package') || manifest.includes('encryption-data'))
    throw unreadable('the file is protected by a password; save it without one');
  if (content === undefined) throw unreadable('the archive is no ODS file: it has no content.xml');
  const type = (await textOf(entries.get('mimetype'))) || ODS;
  if (!type.startsWith(ODS))
    throw unreadable(`the file is ${type.slice(0, 80)}; expected a spreadsheet, ${ODS}`);
  return content;
}

async function textOf(entry: ZipEntry | undefined): Promise<string> {
  let text = '';
  if (entry !== undefined)
    for await (const piece of unpacked(entry, MAX_MANIFEST_BYTES))
      text += Buffer.from(piece).toString('utf8');
  return text;
}

function parserFor(sheet: OdsSheet): SaxesParser<{ xmlns: true; position: false }> {
  const parser = new SaxesParser({ xmlns: true, position: false });
  parser.on('doctype', () => {
    throw unreadable('the file declares a document type, which no spreadsheet needs');
  });
  parser.on('error', (error) => {
    throw unreadable(`the file is no sound XML: ${error.message}`, error);
  });
  parser.on('opentag', (tag) => sheet.open(tag));
  parser.on('closetag', (tag) => sheet.close(tag));
  parser.on('text', (text) => sheet.text(text));
  parser.on('cdata', (text) => sheet.text(text));
  return parser;
}

/** Text that outgrows what a string can hold fails as the XML fails. */
function write(parser: SaxesParser<{ xmlns: true; position: false }>, text: string): void {
  try {
    parser.write(text);
  } catch (error) {
    throw error instanceof RangeError ? tooLarge('a cell is larger than any cell can be') : error;
  }
}
