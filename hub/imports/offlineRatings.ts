import { createHash, type Hash } from 'node:crypto';
import type { ImportReport } from '#contract/imports.js';
import { CodedError } from '#platform/errors.js';
import { hasMoreRows } from '../tables/csvReader.js';
import { tableRows } from '../tables/openTable.js';
import { earlierRecord } from './earlierRecords.js';
import { differences, type EarlierWindow } from './earlierWindow.js';
import { type ImportOrder, type ImportParts, OFFLINE_LIMITS, reportOf } from './importParts.js';
import { RatingTable } from './ratingTable.js';

/** Opens the file from its beginning, each time it is asked. */
export type FileSource = () => AsyncIterable<Uint8Array>;

/** Windows stored between two looks at the file; they are all that is in memory at a time. */
const STORED_AT_ONCE = 5_000;

/** Above this number it is faster to count all windows anew than each of these. */
const MOST_COUNTED_SINGLY = 50_000;

interface Checked {
  readonly digest: string;
  readonly counts: boolean;
}

interface Stored extends Pick<Checked, 'counts'> {
  readonly id: string;
  readonly atMs: number;
  rows: number;
}

/**
 * Takes over earlier ratings from a file of up to a million rows while the hub is stopped: reads it once to check it and
 * once to store it, keeping no more of it than the identity of each row.
 */
export class OfflineRatings {
  constructor(private readonly parts: ImportParts) {}

  /**
   * Throws as `RatingsImport.take`, and `import/changed` when the file is another one the second time; then nothing is
   * stored.
   */
  async take(file: FileSource, { by, dryRun = false }: ImportOrder): Promise<ImportReport> {
    const { imports } = this.parts;
    await this.refuseTooMany(file);
    const { report, digest } = await this.check(file);
    const fresh = report.good - report.known;
    if (report.faultCount > 0 || dryRun || fresh === 0) return report;
    const counts = fresh <= MOST_COUNTED_SINGLY;
    const id = await imports.alone(() => this.store(file, by, { digest, counts }));
    if (!counts) imports.countAnew();
    return { ...report, imported: true, id };
  }

  private async check(file: FileSource): Promise<{ report: ImportReport; digest: string }> {
    const { imports, sites, clock } = this.parts;
    const hash = createHash('sha256');
    const table = new RatingTable(sites.offices(), clock.wall());
    let known = 0;
    for await (const row of tableRows(hashed(file(), hash), OFFLINE_LIMITS)) {
      const window = table.take(row);
      if (window === undefined) continue;
      const stored = imports.known(window.office, window.kind, window.number);
      const fields = stored === undefined ? [] : differences(window, stored);
      if (fields.length > 0) table.conflict(window, fields);
      else if (stored !== undefined) known++;
    }
    table.end();
    return { report: reportOf(table, known), digest: hash.digest('hex') };
  }

  /** So that a file of ten million rows is refused in a moment and not after minutes. */
  private async refuseTooMany(file: FileSource): Promise<void> {
    if (await hasMoreRows(file(), 2 * OFFLINE_LIMITS.rows))
      throw new CodedError(
        'import/too-many-rows',
        `the file has far more than ${OFFLINE_LIMITS.rows} lines: ${OFFLINE_LIMITS.tooManyRows}`,
      );
  }

  private async store(file: FileSource, by: string, { digest, counts }: Checked): Promise<string> {
    const { imports, journal, sites, clock, ids } = this.parts;
    const stored: Stored = { id: ids.uuid(), atMs: clock.wall(), counts, rows: 0 };
    const second = createHash('sha256');
    const table = new RatingTable(sites.offices(), clock.wall(), false);
    let batch: EarlierWindow[] = [];
    for await (const row of tableRows(hashed(file(), second), OFFLINE_LIMITS)) {
      const window = table.take(row);
      if (window !== undefined) batch.push(window);
      if (batch.length < STORED_AT_ONCE) continue;
      this.load(batch, stored);
      batch = [];
    }
    this.load(batch, stored);
    if (second.digest('hex') !== digest || table.faults.count > 0)
      throw new CodedError('import/changed', 'the file changed while it was imported; nothing is stored');
    const { id, atMs, rows } = stored;
    imports.insert({ id, atMs, by, kind: 'ratings', rows, digest });
    journal.append({
      atMs,
      by,
      action: 'import/ratings',
      office: null,
      subject: id,
      detail: `${rows} rows, SHA-256 ${digest}, stored ${imports.contents('ratings', id)}`,
    });
    return id;
  }

  private load(batch: readonly EarlierWindow[], stored: Stored): void {
    const { imports } = this.parts;
    const fresh = batch.filter(
      ({ office, kind, number }) => imports.known(office, kind, number) === undefined,
    );
    const records = fresh.map((window) => earlierRecord(window, stored.id, stored.atMs));
    if (stored.counts) imports.load(records);
    else imports.loadUncounted(records);
    stored.rows += fresh.length;
  }
}

/** The same pieces, of which a digest is made on the way. */
async function* hashed(pieces: AsyncIterable<Uint8Array>, hash: Hash): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) {
    hash.update(piece);
    yield piece;
  }
}
