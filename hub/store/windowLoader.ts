import type { Outcome } from '#contract/values.js';
import type { Sqlite } from '#platform/sqlite.js';
import type { IssuanceRecord, WindowRecord } from '../windows/windowRecord.js';
import type { CellLedger } from './aggregates/cellLedger.js';
import { CellState } from './aggregates/cellState.js';
import { WindowStore } from './windowStore.js';

/** A window that has ended, and the document it was opened for. */
export interface LoadedWindow {
  readonly window: WindowRecord & {
    readonly state: 'ended';
    readonly endedMs: number;
    readonly outcome: Outcome;
  };
  readonly issuance: IssuanceRecord;
}

/** Windows between two writings of the cells, so that any number of them takes little memory. */
const SAVE_EVERY = 20_000;

/** Who is told nothing, because everything is counted anew afterwards. */
const UNTOLD = { note: () => undefined };

/**
 * Stores windows of earlier times, in the caller's transaction, taking one after the other. With `cells` they are counted
 * when this returns. Without, which is faster for millions, the cells are marked as stale in the same transaction and
 * `rebuildCells` is due, which the hub does at its next opening at the latest. Returns how many were stored; throws what
 * SQLite throws, e.g. for a document that was issued before.
 */
export function loadWindows(db: Sqlite, rows: Iterable<LoadedWindow>, cells?: CellLedger): number {
  const store = new WindowStore(db, cells ?? UNTOLD);
  if (cells === undefined) new CellState(db).markStale();
  let stored = 0;
  for (const { window, issuance } of rows) {
    store.insert(window);
    store.insertIssuance(issuance);
    if (++stored % SAVE_EVERY === 0) cells?.save();
  }
  cells?.save();
  return stored;
}
