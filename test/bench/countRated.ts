import { join } from 'node:path';
import { openSqlite } from '#platform/sqlite.js';
import { migrations } from '../../hub/store/migrations/index.js';

/** How many ratings the stopped hub in `folder`/hub counts for offices of the load. */
export function countRated(folder: string): number {
  const db = openSqlite(join(folder, 'hub', 'hub.db'), migrations);
  try {
    return db
      .prepare(`SELECT count(*) FROM rating_window WHERE outcome = 'rated' AND office != 'live'`)
      .pluck()
      .get() as number;
  } finally {
    db.close();
  }
}
