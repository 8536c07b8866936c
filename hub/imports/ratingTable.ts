import type { OfficeView } from '#contract/views.js';
import { imports } from '#words/imports.js';
import type { TableRow } from '../tables/tableReader.js';
import { findColumns, wrongColumns } from './columns.js';
import { type EarlierWindow, identityOf } from './earlierWindow.js';
import { FaultList } from './faultList.js';
import { placesOf, type RatingRowRules, readRatingRow } from './ratingRow.js';
import { RATING_COLUMNS } from './ratingVocabulary.js';

/**
 * Reads a table of earlier ratings row by row: a heading row, then one row for each document, in any order. Remembers
 * the identity of each row, about 150 bytes, to find the ones that are there twice.
 */
export class RatingTable {
  readonly faults = new FaultList();
  /** Rows below the headings. */
  rows = 0;
  good = 0;
  private rules: RatingRowRules | undefined;
  private readonly seen = new Map<string, number>();

  constructor(
    private readonly offices: readonly OfficeView[],
    private readonly nowMs: number,
    /** Whether rows that are there twice are found; not needed where the same file was read before. */
    private readonly remembers = true,
  ) {}

  /** The window of a row without faults. Throws `CodedError` `import/wrong-columns` at the first row. */
  take(row: TableRow): EarlierWindow | undefined {
    if (this.rules === undefined) {
      this.rules = this.rulesFrom(row.cells);
      return undefined;
    }
    this.rows++;
    const window = readRatingRow(row, this.rules);
    if (window === undefined || !this.isFirst(window)) return undefined;
    this.good++;
    return window;
  }

  /** Throws where there was not even a heading. */
  end(): void {
    if (this.rules === undefined) throw wrongColumns('there is no row at all');
  }

  /** A fault that only what is stored already can tell: the row was good until then. */
  conflict(window: EarlierWindow, fields: readonly string[]): void {
    this.good--;
    const { zh, en } = imports.faults.conflict;
    const names = fields.join(', ');
    this.faults.add(window.row, this.rules?.columns.number?.heading, 'import/conflict', {
      zh: zh(window.number, names),
      en: en(window.number, names),
    });
  }

  private rulesFrom(headings: readonly string[]): RatingRowRules {
    return {
      columns: findColumns(headings, RATING_COLUMNS),
      width: headings.length,
      places: placesOf(this.offices),
      nowMs: this.nowMs,
      faults: this.faults,
    };
  }

  private isFirst(window: EarlierWindow): boolean {
    if (!this.remembers) return true;
    const identity = identityOf(window);
    const before = this.seen.get(identity);
    if (before === undefined) {
      this.seen.set(identity, window.row);
      return true;
    }
    const { zh, en } = imports.faults.duplicate;
    this.faults.add(window.row, this.rules?.columns.number?.heading, 'import/duplicate', {
      zh: zh(window.number, before),
      en: en(window.number, before),
    });
    return false;
  }
}
