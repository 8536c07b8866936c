import { openSqlite, openToRead, type Sqlite } from '#platform/sqlite.js';
import { migrations } from './migrations/index.js';

/** What a database holds, as far as a backup tells of it. */
export interface Contents {
  readonly schema: number;
  readonly counts: {
    readonly windows: number;
    readonly issuances: number;
    readonly events: number;
    readonly alarms: number;
    readonly journal: number;
  };
  /** The newest entry; `hash` where entries carry one. */
  readonly journal: { readonly number: number; readonly hash: string | null } | undefined;
}

export interface CopyPace {
  /** Pages of 4 KiB copied at a time. */
  readonly pagesPerStep: number;
  /** Called between steps, with the size of the copy so far in pages. */
  readonly pause: (copiedPages: number) => void;
}

/** The state of a database at one moment, for as long as this is open, while others go on writing. */
export class Snapshot {
  private readonly db: Sqlite;
  readonly contents: Contents;

  /** Throws what SQLite throws. */
  constructor(file: string) {
    this.db = openToRead(file);
    this.db.exec('BEGIN');
    this.contents = contentsOf(this.db);
  }

  /**
   * Copies it by SQLite's own backup, in steps. The copy is one file that needs no other beside it. Rejects as SQLite or
   * the disk refuses.
   */
  async copyTo(file: string, { pagesPerStep, pause }: CopyPace): Promise<void> {
    await this.db.backup(file, {
      progress: ({ totalPages, remainingPages }) => {
        pause(totalPages - remainingPages);
        return pagesPerStep;
      },
    });
    const copy = openSqlite(file, migrations);
    try {
      copy.pragma('journal_mode = DELETE');
    } finally {
      copy.close();
    }
  }

  close(): void {
    this.db.close();
  }
}

/** Opens a copy without changing it, reads every page, and tells what it holds, or what is wrong with it. */
export function inspectCopy(file: string): { readonly contents: Contents } | { readonly damage: string } {
  const db = openToRead(file);
  try {
    const found = db.pragma('integrity_check(1)', { simple: true });
    return found === 'ok' ? { contents: contentsOf(db) } : { damage: String(found) };
  } finally {
    db.close();
  }
}

/** Brings a copy to the schema of this program and does something with it. Throws as `openSqlite`. */
export function withCopy<T>(file: string, task: (db: Sqlite) => T): T {
  const db = openSqlite(file, migrations);
  try {
    const result = db.transaction(() => task(db))();
    db.pragma('wal_checkpoint(TRUNCATE)');
    return result;
  } finally {
    db.close();
  }
}

function contentsOf(db: Sqlite): Contents {
  const count = (table: string): number =>
    db.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number;
  return {
    schema: db.pragma('user_version', { simple: true }) as number,
    counts: {
      windows: count('rating_window'),
      issuances: count('issuance'),
      events: count('event'),
      alarms: count('alarm'),
      journal: count('journal'),
    },
    journal: newestEntry(db),
  };
}

function newestEntry(db: Sqlite): Contents['journal'] {
  const row = db.prepare('SELECT * FROM journal ORDER BY number DESC LIMIT 1').get() as
    | { number: number; hash?: string | null }
    | undefined;
  return row === undefined ? undefined : { number: row.number, hash: row.hash ?? null };
}
