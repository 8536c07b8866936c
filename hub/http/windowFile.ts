import type { QueryOf } from '#contract/api.js';
import { WINDOW_COLUMNS } from '#contract/records.js';
import type { Analyst, WindowRow } from '../statistics/analyst.js';
import { BYTE_ORDER_MARK, CSV_TYPE, csvRows } from '../tables/csvWriter.js';
import type { FileAnswer } from './deskPorts.js';

/**
 * Windows one by one as a file. Resolves once the first of them are read and `granted` has resolved, so that a wrong
 * question is refused before any file begins; the others are read as fast as the file is taken.
 */
export async function windowFile(
  analyst: Analyst,
  query: QueryOf<'exportWindows'>,
  granted: () => Promise<void>,
): Promise<FileAnswer> {
  const pages = analyst.rows(query)[Symbol.asyncIterator]();
  const first = await pages.next();
  try {
    await granted();
  } catch (error) {
    await pages.return?.();
    throw error;
  }
  const name = `windows-${query.office ?? 'city'}`;
  const all = rest(first, pages, query.viewer !== undefined);
  return query.format === 'csv'
    ? { type: CSV_TYPE, name: `${name}.csv`, body: csv(all) }
    : { type: 'application/x-ndjson', name: `${name}.jsonl`, body: jsonLines(all) };
}

type Pages = AsyncIterator<readonly WindowRow[]>;

/** Whoever stops taking stops the reading. Without somebody to be journalled, no clerk is named (P5). */
async function* rest(
  first: IteratorResult<readonly WindowRow[]>,
  pages: Pages,
  named: boolean,
): AsyncGenerator<readonly WindowRow[]> {
  try {
    for (let page = first; page.done !== true; page = await pages.next())
      yield named ? page.value : page.value.map((row) => ({ ...row, clerk: '' }));
  } finally {
    await pages.return?.();
  }
}

/** UTF-8 with its mark, CR LF, and text that no spreadsheet takes for a formula (RFC 4180). */
async function* csv(pages: AsyncIterable<readonly WindowRow[]>): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvRows([WINDOW_COLUMNS]);
  for await (const page of pages)
    yield csvRows(page.map((row) => WINDOW_COLUMNS.map((column) => row[column])));
}

async function* jsonLines(pages: AsyncIterable<readonly WindowRow[]>): AsyncGenerator<string> {
  for await (const page of pages) yield page.map((row) => `${JSON.stringify(row)}\n`).join('');
}
