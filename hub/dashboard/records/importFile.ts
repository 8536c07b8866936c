import type { BroughtFile } from '../api/hubClient.js';
import { HubProblem } from '../api/hubProblem.js';

/** As the contract has it; a test compares the two. */
export const MAX_FILE_BYTES = 4 * 1024 * 1024;

/** Media types by the end of a file's name, because browsers often know none for a spreadsheet. */
export const FILE_TYPES: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
};

/** What of a browser's `File` is needed. */
export interface ChosenFile {
  readonly name: string;
  readonly size: number;
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** Reads a file that can be brought at all. Throws `HubProblem` with a code `page/file-…` otherwise. */
export async function readFile(file: ChosenFile): Promise<BroughtFile> {
  const type = FILE_TYPES[/\.([^.]+)$/.exec(file.name)?.[1]?.toLowerCase() ?? ''];
  if (type === undefined) throw new HubProblem('page/file-type', `${file.name} is neither .csv nor .ods`);
  if (file.size === 0) throw new HubProblem('page/file-empty', `${file.name} is empty`);
  if (file.size > MAX_FILE_BYTES)
    throw new HubProblem(
      'page/file-too-large',
      `${file.name} has ${file.size} bytes, more than ${MAX_FILE_BYTES}`,
    );
  try {
    return { type, bytes: await file.arrayBuffer() };
  } catch (cause) {
    throw new HubProblem('page/file-unread', `${file.name} cannot be read`, [], { cause });
  }
}
