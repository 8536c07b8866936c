import { createReadStream, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ImportReport } from '#contract/imports.js';
import { type Clock, systemClock } from '#platform/clock.js';
import { claimDirectory } from '#platform/dataDirectory.js';
import { CodedError, messageOf } from '#platform/errors.js';
import { type IdSource, systemIds } from '#platform/identity.js';
import { openSqlite } from '#platform/sqlite.js';
import type { ImportParts } from './imports/importParts.js';
import { OfflineRatings } from './imports/offlineRatings.js';
import { SurveyImport } from './imports/surveyImport.js';
import { CellLedger } from './store/aggregates/cellLedger.js';
import { GroupWriter } from './store/groupWriter.js';
import { ImportStore } from './store/importStore.js';
import { JournalStore } from './store/journalStore.js';
import { migrations } from './store/migrations/index.js';
import { SiteStore } from './store/siteStore.js';
import { SurveyStore } from './store/surveyStore.js';

export interface ImportCommand {
  /** The spreadsheet, CSV in UTF-8 or ODS. */
  readonly file: string;
  /** Data directory of the hub, which must be stopped. */
  readonly data: string;
  readonly by: string;
  /** A survey table instead of earlier ratings. */
  readonly survey?: boolean;
  readonly dryRun?: boolean;
  readonly clock?: Clock;
  readonly ids?: IdSource;
}

/** No table of a million rows is larger. */
const MAX_FILE_BYTES = 1024 * 1024 * 1024;
const MAX_SURVEY_BYTES = 16 * 1024 * 1024;

/**
 * `rating-hub import FILE --by NAME [--survey] [--dry-run]`: takes a file over with the hub stopped. Offices and counters
 * are those of the hub's last start.
 *
 * Throws `CodedError`: `import/no-file`, `data/in-use` while the hub runs, `data/…`, `store/…` and what the imports throw.
 */
export async function importFile(command: ImportCommand): Promise<ImportReport> {
  const most = command.survey === true ? MAX_SURVEY_BYTES : MAX_FILE_BYTES;
  refuseFile(command.file, most);
  const directory = claimDirectory(command.data);
  try {
    const db = openSqlite(join(directory.path, 'hub.db'), migrations);
    try {
      const { clock = systemClock, ids = systemIds } = command;
      const parts: ImportParts = {
        imports: new ImportStore(db, new CellLedger(db)),
        surveys: new SurveyStore(db),
        journal: new JournalStore(db),
        sites: new SiteStore(db),
        clock,
        ids,
      };
      if (command.survey !== true)
        return await new OfflineRatings(parts).take(() => createReadStream(command.file), command);
      const writer = new GroupWriter({ db, clock });
      return await new SurveyImport({ ...parts, writer }).take(await readFile(command.file), command);
    } finally {
      db.close();
    }
  } finally {
    directory.release();
  }
}

function refuseFile(file: string, most: number): void {
  let size: number;
  try {
    const found = statSync(file);
    if (!found.isFile()) throw new Error('it is no file');
    size = found.size;
  } catch (error) {
    throw new CodedError('import/no-file', `${file} cannot be read: ${messageOf(error)}`, { cause: error });
  }
  if (size > most)
    throw new CodedError(
      'import/too-many-rows',
      `${file} has ${size} bytes; at most ${most} are read: split it, e.g. by year`,
    );
}
