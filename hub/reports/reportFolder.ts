import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { ReportFormat } from '#contract/reports.js';

export type ReportFiles = Readonly<Record<ReportFormat, Uint8Array>>;

export const EXTENSIONS: Readonly<Record<ReportFormat, string>> = {
  pdf: 'pdf',
  odt: 'odt',
  ods: 'ods',
  csv: 'zip',
  json: 'json',
};

const MAKING = '.making-';

/** Where a file of a report is. */
export const reportPath = (folder: string, id: string, format: ReportFormat): string =>
  join(folder, id, `report.${EXTENSIONS[format]}`);

/**
 * Puts the files of a report into its folder, all of them or none: they are written and flushed beside it and get their
 * name at last. Rejects as the disk refuses.
 */
export async function storeFiles(folder: string, id: string, files: ReportFiles): Promise<void> {
  const making = join(folder, `${MAKING}${id}`);
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making, { recursive: true });
  try {
    for (const [format, bytes] of Object.entries(files) as Array<[ReportFormat, Uint8Array]>)
      await writeDurably(join(making, `report.${EXTENSIONS[format]}`), bytes);
    rmSync(join(folder, id), { recursive: true, force: true });
    renameSync(making, join(folder, id));
  } catch (error) {
    rmSync(making, { recursive: true, force: true });
    throw error;
  }
}

async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'w');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Removes what a process that ended left unfinished. Makes the folder if need be. */
export function tidyFolder(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder))
    if (name.startsWith(MAKING)) rmSync(join(folder, name), { recursive: true, force: true });
}
