import type { Sqlite } from '#platform/sqlite.js';
import type { KnownWindow } from '../imports/earlierWindow.js';
import type { CellLedger } from './aggregates/cellLedger.js';
import { rebuildCells } from './aggregates/rebuildCells.js';
import { importContents } from './importContents.js';
import { type LoadedWindow, loadWindows } from './windowLoader.js';

/** One file that was taken over. */
export interface ImportRecord {
  readonly id: string;
  readonly atMs: number;
  readonly by: string;
  readonly kind: 'ratings' | 'survey';
  readonly rows: number;
  /** SHA-256 of the file, hexadecimal. */
  readonly digest: string;
}

/** What was imported. Writing methods run inside a transaction. */
export class ImportStore {
  private readonly sql;

  constructor(
    private readonly db: Sqlite,
    private readonly cells: CellLedger,
  ) {
    this.sql = {
      insert: db.prepare('INSERT INTO import (id, at_ms, by, kind, rows, digest) VALUES (?, ?, ?, ?, ?, ?)'),
      known: db.prepare(
        `SELECT i.counter, i.clerk, i.service, i.issued_ms AS issuedMs, w.outcome, w.reason, w.level,
           w.after_ms AS afterMs
         FROM issuance i JOIN rating_window w ON w.id = i.window
         WHERE i.office = ? AND i.kind = ? AND i.number = ?`,
      ),
    };
  }

  insert({ id, atMs, by, kind, rows, digest }: ImportRecord): void {
    this.sql.insert.run(id, atMs, by, kind, rows, digest);
  }

  /** Digest over what an import has stored. */
  contents(kind: ImportRecord['kind'], id: string): string {
    return importContents(this.db, kind, id);
  }

  /** What is stored of a document. */
  known(office: string, kind: string, number: string): KnownWindow | undefined {
    return this.sql.known.get(office, kind, number) as KnownWindow | undefined;
  }

  /** Stores windows and counts them. */
  load(windows: Iterable<LoadedWindow>): void {
    loadWindows(this.db, windows, this.cells);
  }

  /** Stores windows without counting them, which is much faster for very many; `countAnew` is due after the commit. */
  loadUncounted(windows: Iterable<LoadedWindow>): void {
    loadWindows(this.db, windows);
  }

  /** Counts all windows. Should it not come to this, the hub does so at its next start. */
  countAnew(): void {
    rebuildCells(this.db);
  }

  /**
   * Runs a task that takes many turns of the event loop in one transaction, for whoever has the database alone. What it
   * rejects with undoes everything.
   */
  async alone<T>(task: () => Promise<T>): Promise<T> {
    this.db.exec('BEGIN IMMEDIATE');
    try {
      const result = await task();
      this.db.exec('COMMIT');
      return result;
    } catch (error) {
      if (this.db.inTransaction) this.db.exec('ROLLBACK');
      this.cells.forget();
      throw error;
    }
  }
}
