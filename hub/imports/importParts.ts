import { createHash } from 'node:crypto';
import type { ImportReport } from '#contract/imports.js';
import type { Clock } from '#platform/clock.js';
import type { IdSource } from '#platform/identity.js';
import type { ImportStore } from '../store/importStore.js';
import type { JournalStore } from '../store/journalStore.js';
import type { SiteStore } from '../store/siteStore.js';
import type { SurveyStore } from '../store/surveyStore.js';
import type { TableLimits } from '../tables/tableReader.js';
import type { FaultList } from './faultList.js';

/** What every import needs. */
export interface ImportParts {
  readonly imports: ImportStore;
  readonly surveys: SurveyStore;
  readonly journal: JournalStore;
  readonly sites: SiteStore;
  readonly clock: Clock;
  readonly ids: IdSource;
}

/** Who brings a file, and whether it is only looked at. */
export interface ImportOrder {
  readonly by: string;
  readonly dryRun?: boolean;
}

const TABLE = { columns: 64, cellLength: 2_000 } as const;

/** Of a file that is brought while windows are served. */
export const ONLINE_LIMITS: TableLimits = {
  ...TABLE,
  rows: 2_000,
  bytes: 64 * 1024 * 1024,
  tooManyRows: 'stop the hub and import the file with "rating-hub import FILE --by NAME"',
};

/** Of a file on the hub's machine while the hub is stopped. */
export const OFFLINE_LIMITS: TableLimits = {
  ...TABLE,
  rows: 1_000_000,
  bytes: 4 * 1024 * 1024 * 1024,
  tooManyRows: 'split the file, e.g. by year, and import one after the other',
};

export const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The report of a file of which nothing has been stored. */
export const reportOf = (
  table: { rows: number; good: number; faults: FaultList },
  known = 0,
): ImportReport => ({
  rows: table.rows,
  good: table.good,
  faultCount: table.faults.count,
  faults: table.faults.named,
  known,
  imported: false,
});
