import type { QueryOf } from '#contract/api.js';
import type { BackupView } from '#contract/care.js';
import type { Sqlite } from '#platform/sqlite.js';
import type { RecordPage } from './reportStore.js';
import { RowMap } from './rows.js';

/** One backup that was tried. Times are Unix milliseconds UTC. */
export interface BackupRecord {
  readonly id: string;
  readonly startedMs: number;
  readonly finishedMs: number | null;
  /** Null when it was due by itself. */
  readonly by: string | null;
  readonly state: BackupView['state'];
  readonly bytes: number | null;
  readonly windows: number | null;
  readonly events: number | null;
  /** Null when it failed or was rotated away. */
  readonly folder: string | null;
  readonly copy: BackupView['copy'];
  readonly problem: string | null;
  readonly copyProblem: string | null;
}

/** What tells whether a backup is due or late. */
export interface BackupHistory {
  /** Since when there could have been one. */
  readonly sinceMs: number;
  readonly newest: BackupRecord | undefined;
  /** The newest that has ended. */
  readonly ended: BackupRecord | undefined;
  readonly newestGood: BackupRecord | undefined;
}

const row = new RowMap<BackupRecord>([
  'id',
  'startedMs',
  'finishedMs',
  'by',
  'state',
  'bytes',
  'windows',
  'events',
  'folder',
  'copy',
  'problem',
  'copyProblem',
]);
const DEFAULT_LIMIT = 100;

/** Backups that were tried, for good. Writing methods run inside a transaction. */
export class BackupStore {
  private readonly sql;
  private readonly updateRow: (id: string, change: Partial<BackupRecord>) => void;

  constructor(db: Sqlite) {
    const select = `SELECT ${row.columns} FROM backup`;
    this.updateRow = row.updater(db, 'backup');
    this.sql = {
      insert: db.prepare(row.insertSql('backup')),
      page: row.query(db, `${select} WHERE id < ? ORDER BY id DESC LIMIT ?`),
      newest: row.query(db, `${select} ORDER BY started_ms DESC, id DESC LIMIT 1`),
      ended: row.query(db, `${select} WHERE state != 'running' ORDER BY started_ms DESC, id DESC LIMIT 1`),
      good: row.query(db, `${select} WHERE state = 'good' ORDER BY finished_ms DESC LIMIT 1`),
      running: row.query(db, `${select} WHERE state = 'running'`),
      kept: row.query(db, `${select} WHERE folder IS NOT NULL`),
      forgetFolder: db.prepare('UPDATE backup SET folder = NULL WHERE folder = ?'),
      begin: db.prepare('INSERT OR IGNORE INTO backup_since (one, at_ms) VALUES (1, ?)'),
      since: db.prepare('SELECT at_ms FROM backup_since').pluck(),
    };
  }

  insert(record: BackupRecord): void {
    this.sql.insert.run(...row.values(record));
  }

  update(id: string, change: Partial<BackupRecord>): void {
    this.updateRow(id, change);
  }

  /** Newest first; the ids are UUIDv7. */
  page({ after, limit = DEFAULT_LIMIT }: QueryOf<'backups'>): RecordPage<BackupRecord> {
    const found = row.all(this.sql.page, after ?? 'g', limit + 1);
    const items = found.slice(0, limit);
    const last = found.length > limit ? items.at(-1) : undefined;
    return { items, ...(last === undefined ? {} : { next: last.id }) };
  }

  /** Those that a process that ended had begun. */
  running(): BackupRecord[] {
    return row.all(this.sql.running);
  }

  /** Those whose folder is kept. */
  kept(): BackupRecord[] {
    return row.all(this.sql.kept);
  }

  forgetFolder(folder: string): void {
    this.sql.forgetFolder.run(folder);
  }

  /** From now on there could be backups, unless there could already. */
  begin(nowMs: number): void {
    this.sql.begin.run(nowMs);
  }

  history(): BackupHistory {
    return {
      sinceMs: (this.sql.since.get() as number | undefined) ?? 0,
      newest: row.first(this.sql.newest),
      ended: row.first(this.sql.ended),
      newestGood: row.first(this.sql.good),
    };
  }
}
