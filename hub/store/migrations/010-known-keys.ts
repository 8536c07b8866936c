import type { Sqlite } from '#platform/sqlite.js';
import { JournalStore } from '../journalStore.js';

/**
 * From here on the journal tells of every key of a box that comes in (D5). Those that are there already are written into it
 * once, as they are found.
 */
export const knownKeys = { number: 10, sql: '', fill: journalKeys } as const;

function journalKeys(db: Sqlite): void {
  const journal = new JournalStore(db);
  const keys = db
    .prepare(
      'SELECT box, public_key AS publicKey, from_ms AS fromMs, seals FROM box_key ORDER BY box, from_ms',
    )
    .all() as Array<{ box: string; publicKey: string; fromMs: number; seals: number }>;
  for (const { box, publicKey, fromMs, seals } of keys)
    journal.append({
      ...{ atMs: fromMs, by: 'rating-hub', action: 'box/key-known', office: null, subject: box },
      detail: `${publicKey}, ${seals === 1 ? 'seals' : 'seals nothing yet'}`,
    });
}
