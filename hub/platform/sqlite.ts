import Database from 'better-sqlite3';
import { CodedError, messageOf } from './errors.js';

export type Sqlite = Database.Database;

export interface Migration {
  /** 1, 2, 3 … in the order they were released; a released migration never changes. */
  readonly number: number;
  readonly sql: string;
  /** What SQL alone cannot compute, after `sql` and in its transaction. */
  readonly fill?: (db: Sqlite) => void;
}

/**
 * Opens a database file for durable writing: WAL with `synchronous=FULL`, so that a committed transaction
 * survives a power cut on an honest disk (D1). Applies pending migrations, each in a transaction of its own.
 *
 * Throws `CodedError` `store/unwritable`, `store/corrupt`, or `store/newer` when the file was written by a
 * newer version of the program.
 */
export function openSqlite(file: string, migrations: readonly Migration[]): Sqlite {
  const db = open(file);
  try {
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma('foreign_keys = ON');
    db.pragma('busy_timeout = 5000');
    migrate(db, file, migrations);
    return db;
  } catch (error) {
    db.close();
    throw error instanceof CodedError ? error : refuse(file, error);
  }
}

/** Whether a write could begin at this moment. Takes the lock for writing and gives it back; writes nothing. */
export function canWrite(db: Sqlite): boolean {
  if (!db.open || db.readonly) return false;
  if (db.inTransaction) return true;
  try {
    db.exec('BEGIN IMMEDIATE; ROLLBACK');
    return true;
  } catch {
    if (db.inTransaction) db.exec('ROLLBACK');
    return false;
  }
}

/** Opens a file that is not to be changed. Throws what SQLite throws. */
export function openToRead(file: string): Sqlite {
  return new Database(file, { readonly: true });
}

function open(file: string): Sqlite {
  try {
    return new Database(file);
  } catch (error) {
    throw refuse(file, error);
  }
}

function migrate(db: Sqlite, file: string, migrations: readonly Migration[]): void {
  const applied = db.pragma('user_version', { simple: true }) as number;
  const newest = migrations.at(-1)?.number ?? 0;
  if (applied > newest) {
    throw new CodedError(
      'store/newer',
      `${file} has schema ${applied}; this program knows up to ${newest}: install a newer version`,
    );
  }
  for (const { number, sql, fill } of migrations) {
    if (number <= applied) continue;
    db.transaction(() => {
      db.exec(sql);
      fill?.(db);
      db.pragma(`user_version = ${number}`);
    })();
  }
}

function refuse(file: string, cause: unknown): CodedError {
  const code = (cause as { code?: string }).code ?? '';
  if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT')) {
    return new CodedError('store/corrupt', `${file} is not a sound SQLite database: ${messageOf(cause)}`, {
      cause,
    });
  }
  return new CodedError('store/unwritable', `cannot open ${file} for writing: ${messageOf(cause)}`, {
    cause,
  });
}
