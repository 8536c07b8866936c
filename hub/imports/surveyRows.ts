import { imports } from '#words/imports.js';
import type { Phrase } from '#words/language.js';
import type { SurveyCellRecord } from '../store/surveyStore.js';
import type { TableRow } from '../tables/tableReader.js';
import { looksLikeFormula, type Read } from './cellChecks.js';
import { plain } from './columns.js';
import { clipped, type FaultList } from './faultList.js';

/** How the rows below the headings are laid out. */
export interface Layout {
  readonly middle: string;
  readonly headings: readonly string[];
  /** Adds the counts of one row. */
  readonly read: (row: TableRow, rows: SurveyRows) => void;
}

export const MAX_LABEL = 120;
const TOTALS = new Set(
  ['合計', '總計', '小計', '總和', 'total', 'sum', 'n', 'overall', 'subtotal'].map(plain),
);
/** Whether a label is that of a row or column of totals. */
export const isTotal = (label: string): boolean => TOTALS.has(plain(label));

const { surveyColumns: names, faults: words, expected } = imports;

export interface Place {
  readonly row: number;
  readonly column: string | undefined;
}

/** The rows below the headings, and what is wrong with them. */
export class SurveyRows {
  rows = 0;
  good = 0;
  readonly cells: SurveyCellRecord[] = [];
  /** Answers of all waves, and the row that named the item first. */
  readonly byItem = new Map<string, { row: number; answers: number }>();
  private readonly seen = new Map<string, number>();

  constructor(private readonly faults: FaultList) {}

  take(row: TableRow, layout: Layout): void {
    this.rows++;
    const before = this.faults.count;
    const extra = row.cells.length - layout.headings.length;
    if (extra > 0)
      this.faults.add(row.row, undefined, 'import/extra-cells', {
        zh: words.extraCells.zh(extra),
        en: words.extraCells.en(extra),
      });
    layout.read(row, this);
    if (this.faults.count === before) this.good++;
  }

  /** One cell of the survey; counted once for each item and wave. */
  add(
    place: Place,
    item: string | undefined,
    wave: string | undefined,
    counts: ReadonlyArray<number | undefined>,
  ): void {
    if (item === undefined || wave === undefined || counts.includes(undefined)) return;
    const key = JSON.stringify([item, wave]);
    const before = this.seen.get(key);
    if (before !== undefined) {
      const { zh, en } = words.duplicate;
      const found = clipped(`${item} ${wave}`);
      this.faults.add(place.row, place.column, 'import/duplicate', {
        zh: zh(found, before),
        en: en(found, before),
      });
      return;
    }
    this.seen.set(key, place.row);
    const levelCounts = counts as number[];
    this.cells.push({ item, wave, levels: levelCounts });
    const sum = this.byItem.get(item) ?? { row: place.row, answers: 0 };
    sum.answers += levelCounts.reduce((all, count) => all + count, 0);
    this.byItem.set(item, sum);
  }

  label(place: Place, cell: string): string | undefined {
    const label = cell.trim();
    if (isTotal(label) && place.column !== names.title.zh) {
      const { zh, en } = words.totalRow;
      this.faults.add(place.row, place.column, 'import/total-row', {
        zh: zh(clipped(label)),
        en: en(clipped(label)),
      });
      return undefined;
    }
    const text = { zh: expected.text.zh(MAX_LABEL), en: expected.text.en(MAX_LABEL) };
    const fits = label.length >= 1 && label.length <= MAX_LABEL && !looksLikeFormula(label);
    return this.value(place, label, fits ? { value: label } : { expected: text });
  }

  value<T>(place: Place, cell: string, found: Read<T>): T | undefined {
    if ('value' in found) return found.value;
    this.faults.add(
      place.row,
      place.column,
      cell === '' ? 'import/missing-value' : 'import/bad-value',
      told(cell, found.expected),
    );
    return undefined;
  }
}

function told(cell: string, { zh, en }: Phrase): Phrase {
  if (cell === '') return { zh: words.missing.zh(zh), en: words.missing.en(en) };
  return { zh: words.bad.zh(clipped(cell), zh), en: words.bad.en(clipped(cell), en) };
}
