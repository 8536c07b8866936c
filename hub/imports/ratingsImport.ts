import { setImmediate } from 'node:timers/promises';
import type { ImportReport } from '#contract/imports.js';
import type { GroupWriter } from '../store/groupWriter.js';
import type { LoadedWindow } from '../store/windowLoader.js';
import { tableRows } from '../tables/openTable.js';
import { slices } from '../tables/slices.js';
import { earlierRecord } from './earlierRecords.js';
import { differences, type EarlierWindow } from './earlierWindow.js';
import { digestOf, type ImportOrder, type ImportParts, ONLINE_LIMITS, reportOf } from './importParts.js';
import { RatingTable } from './ratingTable.js';

export interface RatingsImportOptions extends ImportParts {
  readonly writer: GroupWriter;
}

/** What of the windows of a file is stored already. */
interface Known {
  readonly conflicts: Array<{ readonly window: EarlierWindow; readonly fields: readonly string[] }>;
  known: number;
}

interface Sorted extends Known {
  readonly fresh: Array<{ readonly window: EarlierWindow; readonly record: LoadedWindow }>;
}

interface Stored extends Known {
  readonly stored: number;
}

interface Brought {
  readonly id: string;
  readonly atMs: number;
  readonly by: string;
  readonly digest: string;
}

/** Windows prepared in one turn of the event loop, in a few ms. */
const PREPARED_AT_ONCE = 100;

/** Takes over earlier ratings while windows are served; all rows of a file, or none. */
export class RatingsImport {
  constructor(private readonly options: RatingsImportOptions) {}

  /**
   * Reads and checks a file in small slices, then stores it in one transaction. The same file again changes nothing.
   * Throws what `TableReader` throws, `import/wrong-columns`, and `store/commit-failed`.
   */
  async take(bytes: Uint8Array, { by, dryRun = false }: ImportOrder): Promise<ImportReport> {
    const { sites, clock, ids, writer } = this.options;
    const table = new RatingTable(sites.offices(), clock.wall());
    const windows: EarlierWindow[] = [];
    for await (const row of tableRows(slices(bytes), ONLINE_LIMITS)) {
      const window = table.take(row);
      if (window !== undefined) windows.push(window);
    }
    table.end();
    const brought = { id: ids.uuid(), atMs: clock.wall(), by, digest: digestOf(bytes) };
    const found = await this.prepared(windows, brought);
    if (found.conflicts.length + table.faults.count > 0 || dryRun || found.fresh.length === 0)
      return this.report(table, found);
    const sorted = await writer.write(() => this.store(found, brought));
    const report = this.report(table, sorted);
    return sorted.stored === 0 ? report : { ...report, imported: true, id: brought.id };
  }

  /** Everything that can be done before the transaction, which holds up all other writers. */
  private async prepared(windows: readonly EarlierWindow[], { id, atMs }: Brought): Promise<Sorted> {
    const found: Sorted = { fresh: [], conflicts: [], known: 0 };
    for (let start = 0; start < windows.length; start += PREPARED_AT_ONCE) {
      await setImmediate();
      for (const window of windows.slice(start, start + PREPARED_AT_ONCE)) {
        const differing = this.differing(window);
        if (differing === undefined) found.fresh.push({ window, record: earlierRecord(window, id, atMs) });
        else if (differing.length === 0) found.known++;
        else found.conflicts.push({ window, fields: differing });
      }
    }
    return found;
  }

  /** What a window issued meanwhile has made known or a conflict is seen here, inside the transaction. */
  private store({ fresh, known }: Sorted, { id, atMs, by, digest }: Brought): Stored {
    const { imports, journal } = this.options;
    const stored: Stored = { conflicts: [], known, stored: 0 };
    const records: LoadedWindow[] = [];
    for (const { window, record } of fresh) {
      const differing = this.differing(window);
      if (differing === undefined) records.push(record);
      else if (differing.length === 0) stored.known++;
      else stored.conflicts.push({ window, fields: differing });
    }
    if (stored.conflicts.length > 0 || records.length === 0) return stored;
    const rows = records.length;
    imports.insert({ id, atMs, by, kind: 'ratings', rows, digest });
    imports.load(records);
    const detail = `${rows} rows, SHA-256 ${digest}, stored ${imports.contents('ratings', id)}`;
    journal.append({ atMs, by, action: 'import/ratings', office: null, subject: id, detail });
    return { ...stored, stored: rows };
  }

  /** The fields that are stored otherwise; undefined where nothing is stored of the document. */
  private differing(window: EarlierWindow): readonly string[] | undefined {
    const known = this.options.imports.known(window.office, window.kind, window.number);
    return known === undefined ? undefined : differences(window, known);
  }

  private report(table: RatingTable, { conflicts, known }: Known): ImportReport {
    for (const { window, fields } of conflicts) table.conflict(window, fields);
    return reportOf(table, known);
  }
}
