import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { claimDirectory, type DataDirectory } from '#platform/dataDirectory.js';
import { CodedError } from '#platform/errors.js';
import { openSqlite, type Sqlite } from '#platform/sqlite.js';
import { cellsAreCurrent, checkCells, rebuildCells } from './store/aggregates/rebuildCells.js';
import { migrations } from './store/migrations/index.js';

export interface RebuildSummary {
  /** Ended windows in the data. */
  readonly windows: number;
  /** Cells that did not show what the windows say; undefined when none of this version had been counted yet. */
  readonly differing?: number;
  /** The cells were counted anew. */
  readonly rebuilt: boolean;
}

/**
 * Compares the aggregates in a hub's data directory with its windows, and counts them anew where they differ or are of
 * another version. Needs the directory for itself. Throws `CodedError` `rebuild/no-data` where no hub has kept data,
 * `rebuild/hub-running` while a hub does, and what `openSqlite` throws.
 */
export function rebuild(path: string): RebuildSummary {
  const file = join(path, 'hub.db');
  if (!existsSync(file)) {
    throw new CodedError('rebuild/no-data', `${path} holds no hub.db; name the data directory of a hub`);
  }
  const directory = claim(path);
  try {
    const db = openSqlite(file, migrations);
    try {
      return inspect(db);
    } finally {
      db.close();
    }
  } finally {
    directory.release();
  }
}

function inspect(db: Sqlite): RebuildSummary {
  if (!cellsAreCurrent(db)) return { windows: rebuildCells(db), rebuilt: true };
  const { windows, differing } = checkCells(db);
  if (differing > 0) rebuildCells(db);
  return { windows, differing, rebuilt: differing > 0 };
}

function claim(path: string): DataDirectory {
  try {
    return claimDirectory(path);
  } catch (error) {
    if (!(error instanceof CodedError) || error.code !== 'data/in-use') throw error;
    throw new CodedError('rebuild/hub-running', `a hub is working with ${path}: stop it, then rebuild`, {
      cause: error,
    });
  }
}
