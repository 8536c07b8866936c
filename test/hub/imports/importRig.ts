import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { ImportReport } from '#contract/imports.js';
import { ManualClock } from '#platform/clock.js';
import { openSqlite, type Sqlite } from '#platform/sqlite.js';
import { ImportDesk } from '../../../hub/imports/importDesk.js';
import type { ImportParts } from '../../../hub/imports/importParts.js';
import { checkCells } from '../../../hub/store/aggregates/rebuildCells.js';
import { GroupWriter } from '../../../hub/store/groupWriter.js';
import { ImportStore } from '../../../hub/store/importStore.js';
import { migrations } from '../../../hub/store/migrations/index.js';
import { openDesk } from '../../../hub/store/openDesk.js';
import { SiteStore } from '../../../hub/store/siteStore.js';
import { openStores, type Stores } from '../../../hub/store/stores.js';
import { SurveyStore } from '../../../hub/store/surveyStore.js';
import { countedIds } from '../../support/ids.js';
import { eastSite } from '../../support/sites.js';
import { temporaryFolder } from '../../support/temporary.js';

export const sample = (name: string): Uint8Array =>
  readFileSync(new URL(`./samples/${name}`, import.meta.url));

/** The columns of a ratings table, in the order of `ratingsCsv`. */
const HEAD = 'office,counter,clerk,kind,number,service,issued_at,outcome,reason,level,answer_seconds';
export const ratingsCsv = (...rows: readonly string[]): string => `${[HEAD, ...rows].join('\r\n')}\r\n`;

/** An import desk on a real database of the two offices of `eastSite`. */
export class ImportRig {
  readonly folder = temporaryFolder();
  readonly clock = new ManualClock();
  readonly db: Sqlite;
  readonly stores: Stores;
  readonly writer: GroupWriter;
  readonly parts: ImportParts;
  readonly desk: ImportDesk;

  constructor() {
    const { clock } = this;
    this.db = openSqlite(join(this.folder, 'hub.db'), migrations);
    onTestFinished(() => void this.db.close());
    this.stores = openStores(this.db);
    const { cells, journal } = this.stores;
    const sites = new SiteStore(this.db);
    sites.apply(eastSite, clock.wall());
    this.writer = new GroupWriter({ db: this.db, clock });
    this.writer.hook({
      beforeCommit: () => cells.save(),
      afterCommit: () => undefined,
      onRollback: () => cells.forget(),
    });
    const imports = new ImportStore(this.db, cells);
    const surveys = new SurveyStore(this.db);
    this.parts = { imports, surveys, journal, sites, clock, ids: countedIds() };
    this.desk = new ImportDesk({ ...this.parts, writer: this.writer });
  }

  ratings(file: Uint8Array | string, order: { by?: string; dryRun?: boolean } = {}): Promise<ImportReport> {
    return this.desk.ratings(brought(file), { by: 'director', ...order });
  }

  survey(file: Uint8Array | string, order: { by?: string; dryRun?: boolean } = {}): Promise<ImportReport> {
    return this.desk.survey(brought(file), { by: 'director', ...order });
  }

  /** Rows of each table that an import could write to. */
  stored(): Record<string, number> {
    const count = (table: string): number =>
      this.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number;
    const tables = ['rating_window', 'issuance', 'import', 'survey', 'survey_cell', 'journal', 'alarm'];
    return Object.fromEntries(tables.map((table) => [table, count(table)]));
  }

  /** Cells that differ from what the windows say. */
  differingCells(): number {
    return checkCells(this.db).differing;
  }

  statistics(from: string, to: string) {
    return openDesk(this.db, this.clock).statistics({ from, to, by: 'office' });
  }
}

const brought = (file: Uint8Array | string) => ({
  type: 'text/csv',
  bytes: typeof file === 'string' ? Buffer.from(file) : file,
});
