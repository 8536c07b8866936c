import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '#platform/clock.js';
import { claimDirectory } from '#platform/dataDirectory.js';
import { CodedError } from '#platform/errors.js';
import { openSqlite, type Sqlite } from '#platform/sqlite.js';
import { checkCells, ensureCells } from '../store/aggregates/rebuildCells.js';
import { ClerkNames } from '../store/clerkNames.js';
import { JournalStore } from '../store/journalStore.js';
import { migrations } from '../store/migrations/index.js';

export interface Forgetting {
  /** Data directory of a hub that is stopped. */
  readonly data: string;
  readonly name: string;
  /** Only there; everywhere if not given. */
  readonly office: string | undefined;
  readonly by: string;
  readonly clock: Clock;
  /** Eight bytes nobody can guess. */
  readonly random: () => Uint8Array;
}

export interface Forgotten {
  readonly pseudonym: string;
  readonly windows: number;
  readonly documents: number;
}

/**
 * Replaces a clerk's name by a pseudonym that cannot be traced back, in windows, documents and counts alike: all or
 * nothing, in one transaction, with an entry in the journal that does not say the name. Figures stay what they were, and
 * what boxes signed is not touched: no event holds a name that can be read. What the journal says of earlier looks at this
 * clerk stays, because the journal is never rewritten (D5).
 *
 * Throws `CodedError` `forget/no-data`, `forget/unknown` where nothing bears the name, `forget/figures` where the counts do
 * not show the windows, and what `claimDirectory` and `openSqlite` throw.
 */
export function forgetClerk(order: Forgetting): Forgotten {
  const file = join(order.data, 'hub.db');
  if (!existsSync(file))
    throw new CodedError('forget/no-data', `${order.data} holds no hub.db; name the data directory of a hub`);
  const directory = claimDirectory(order.data);
  try {
    const db = openSqlite(file, migrations);
    try {
      return forgetIn(db, order);
    } finally {
      db.close();
    }
  } finally {
    directory.release();
  }
}

function forgetIn(db: Sqlite, { name, office, by, clock, random }: Forgetting): Forgotten {
  const names = new ClerkNames(db);
  if (!names.knows(name, office))
    throw new CodedError('forget/unknown', `nothing is stored under the name ${JSON.stringify(name)}`);
  ensureCells(db);
  if (checkCells(db).differing > 0)
    throw new CodedError(
      'forget/figures',
      'the counts do not show the windows; run rating-hub rebuild first',
    );
  const pseudonym = freePseudonym(names, random);
  const done = db.transaction(() => {
    const { rating_window: windows, issuance: documents } = names.replace(name, pseudonym, office);
    const detail = `${windows} windows, ${documents} documents`;
    const deed = { atMs: clock.wall(), by, action: 'clerk/forgotten', subject: pseudonym, detail };
    new JournalStore(db).append({ ...deed, office: office ?? null });
    return { pseudonym, windows, documents };
  })();
  names.scrub();
  return done;
}

function freePseudonym(names: ClerkNames, random: () => Uint8Array): string {
  for (;;) {
    const pseudonym = `former-${Buffer.from(random()).toString('hex').slice(0, 12)}`;
    if (!names.knows(pseudonym, undefined)) return pseudonym;
  }
}
