import { openToRead, type Sqlite } from '#platform/sqlite.js';

/** How far an outbox went. */
export interface OutboxEnd {
  readonly epoch: string;
  readonly lastSeq: number;
}

const EPOCH = /^[0-9a-f]{16}$/;

/** What can still be read of a damaged outbox. Throws what SQLite throws when not even its epoch can. */
export function outboxTraces(file: string): OutboxEnd | undefined {
  const db = openToRead(file);
  try {
    const epoch = db.prepare('SELECT epoch FROM identity').pluck().get();
    return typeof epoch === 'string' && EPOCH.test(epoch)
      ? { epoch, lastSeq: newestReadable(db) }
      : undefined;
  } finally {
    db.close();
  }
}

/** Read from both ends, because a damaged page may lie on the way. */
function newestReadable(db: Sqlite): number {
  let newest = 0;
  for (const order of ['DESC', 'ASC']) {
    try {
      for (const seq of db.prepare(`SELECT seq FROM event ORDER BY seq ${order}`).pluck().iterate()) {
        newest = Math.max(newest, Number(seq));
        if (order === 'DESC') return newest;
      }
    } catch {
      // The other end may be whole.
    }
  }
  return newest;
}
