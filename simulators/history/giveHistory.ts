import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { claimDirectory } from '#platform/dataDirectory.js';
import { CodedError } from '#platform/errors.js';
import { openSqlite, openToRead, type Sqlite } from '#platform/sqlite.js';
import { readSite } from '../../hub/site.js';
import { CellLedger } from '../../hub/store/aggregates/cellLedger.js';
import { ensureCells } from '../../hub/store/aggregates/rebuildCells.js';
import { ListStore } from '../../hub/store/listStore.js';
import { migrations } from '../../hub/store/migrations/index.js';
import type { Temper } from '../people/citizen.js';
import { monthsBefore } from './calendar.js';
import { loadHistory, type Progress } from './loadHistory.js';

export interface HistoryOrder {
  /** The hub's data directory. */
  readonly data: string;
  /** The site file. */
  readonly site: string;
  /** It begins with the first day of the month so many before the present one. */
  readonly months: number;
  readonly seed: number;
  /** It ends here. */
  readonly nowMs: number;
  readonly temper?: Temper;
  readonly progress?: Progress;
}

/** Whether the hub that keeps its data there has no window yet. */
export function hasNoWindows(data: string): boolean {
  const file = join(data, 'hub.db');
  if (!existsSync(file)) return true;
  const db = openToRead(file);
  try {
    return isEmpty(db);
  } finally {
    db.close();
  }
}

/**
 * Gives a hub that has no window yet a past, all of it or, when interrupted, nothing. Needs the data directory for
 * itself. Returns how many windows. Throws `CodedError` `history/not-new` when there are windows already, and what
 * `claimDirectory`, `readSite` and `openSqlite` throw.
 */
export function giveHistory({ data, site, months, nowMs, ...rest }: HistoryOrder): number {
  const declared = readSite(site);
  const directory = claimDirectory(data);
  try {
    const db = openSqlite(join(directory.path, 'hub.db'), migrations);
    try {
      if (!isEmpty(db)) {
        throw new CodedError(
          'history/not-new',
          `the hub in ${data} has windows already; expected a data directory without any`,
        );
      }
      ensureCells(db);
      const period = { fromMs: monthsBefore(nowMs, months), untilMs: nowMs };
      const load = { ...rest, ...period, site: declared, cells: new CellLedger(db) };
      return db.transaction(() => loadHistory(db, load))();
    } finally {
      db.close();
    }
  } finally {
    directory.release();
  }
}

const isEmpty = (db: Sqlite): boolean => new ListStore(db).page('windows', { limit: 1 }).ids.length === 0;
