import type { SaxesTagNS } from 'saxes';
import { type RowGauge, type TableRow, tooLarge, unreadable } from './tableReader.js';

const ODF = 'urn:oasis:names:tc:opendocument:xmlns:';
const TABLE = `${ODF}table:1.0`;
const TEXT = `${ODF}text:1.0`;
const OFFICE = `${ODF}office:1.0`;

/** Deeper nesting than any spreadsheet has. */
const MAX_DEPTH = 100;
/** A sheet of any program has fewer columns and rows than this, so that a number beyond it is no repetition. */
const MAX_REPEATED = 100_000_000;
const MAX_SPACES = 1_000;

/** Attributes that hold a cell's value by its type, for text its own. */
const VALUES: Readonly<Record<string, string>> = {
  float: 'value',
  percentage: 'value',
  currency: 'value',
  date: 'date-value',
  time: 'time-value',
  boolean: 'boolean-value',
  string: 'string-value',
};

interface Cell {
  readonly depth: number;
  readonly repeated: number;
  readonly value: string | undefined;
  paragraphs: string[];
}

/**
 * Follows the elements of `content.xml` and collects the rows of the first sheet. Repeated cells and rows are unfolded
 * only where they hold something, so that a sheet that ends in a million empty rows costs nothing.
 */
export class OdsSheet {
  /** The sheet is over; nothing after it is of interest. */
  ended = false;
  private depth = 0;
  private sheetDepth = 0;
  private rowRepeated = 0;
  private cells: string[] = [];
  /** Empty cells that count only if a filled one follows. */
  private blanks = 0;
  private cell: Cell | undefined;
  private paragraphDepth = 0;
  /** Where something begins whose text is no content of the cell: a remark, a drawing. */
  private asideDepth = 0;
  private rows: TableRow[] = [];

  constructor(private readonly gauge: RowGauge) {}

  /** The rows since the last call. */
  taken(): readonly TableRow[] {
    const { rows } = this;
    this.rows = [];
    return rows;
  }

  open(tag: SaxesTagNS): void {
    if (++this.depth > MAX_DEPTH) throw unreadable('the file is nested deeper than any spreadsheet');
    if (this.ended || this.asideDepth > 0) return;
    if (this.cell !== undefined) this.openInCell(tag, this.cell);
    else if (tag.uri === TABLE) this.openTable(tag);
  }

  close(tag: SaxesTagNS): void {
    const depth = this.depth--;
    if (this.ended) return;
    if (depth === this.asideDepth) this.asideDepth = 0;
    else if (this.asideDepth > 0) return;
    else if (depth === this.paragraphDepth) this.paragraphDepth = 0;
    else if (depth === this.cell?.depth) this.endCell(this.cell);
    else if (this.cell === undefined && tag.uri === TABLE) this.closeTable(tag, depth);
  }

  text(text: string): void {
    if (this.asideDepth > 0 || this.paragraphDepth === 0) return;
    this.add(text);
  }

  private openTable(tag: SaxesTagNS): void {
    switch (tag.local) {
      case 'table':
        this.sheetDepth ||= this.depth;
        break;
      case 'table-row':
        this.rowRepeated = repetition(tag, 'number-rows-repeated');
        this.cells = [];
        this.blanks = 0;
        break;
      case 'table-cell':
      case 'covered-table-cell':
        this.cell = {
          depth: this.depth,
          repeated: repetition(tag, 'number-columns-repeated'),
          value: cellValue(tag),
          paragraphs: [],
        };
        break;
      case 'shapes':
        this.asideDepth = this.depth;
    }
  }

  private openInCell(tag: SaxesTagNS, cell: Cell): void {
    if (this.paragraphDepth === 0) {
      if (tag.uri === TEXT && tag.local === 'p' && this.depth === cell.depth + 1) {
        cell.paragraphs.push('');
        this.paragraphDepth = this.depth;
      } else this.asideDepth = this.depth;
    } else if (tag.uri !== TEXT) this.asideDepth = this.depth;
    else if (tag.local === 's') this.add(' '.repeat(Math.min(repetition(tag, 'c', TEXT), MAX_SPACES)));
    else if (tag.local === 'tab') this.add('\t');
    else if (tag.local === 'line-break') this.add('\n');
  }

  private add(text: string): void {
    const paragraphs = this.cell?.paragraphs;
    if (paragraphs !== undefined) paragraphs[paragraphs.length - 1] += text;
  }

  private endCell({ value, paragraphs, repeated }: Cell): void {
    this.cell = undefined;
    const content = value === undefined || value === '' ? paragraphs.join('\n') : value;
    if (content === '') {
      this.blanks += repeated;
      return;
    }
    this.fill('', this.blanks);
    this.blanks = 0;
    this.fill(content, repeated);
  }

  private fill(content: string, times: number): void {
    if (this.cells.length + times > MAX_CELLS)
      throw tooLarge(`row ${this.gauge.next} has ${this.cells.length + times} columns`);
    for (let index = 0; index < times; index++) this.cells.push(content);
  }

  private closeTable(tag: SaxesTagNS, depth: number): void {
    if (tag.local === 'table-row') this.endRow();
    else if (tag.local === 'table' && depth === this.sheetDepth) this.ended = true;
  }

  private endRow(): void {
    if (this.cells.length === 0) {
      this.gauge.skip(this.rowRepeated);
      return;
    }
    for (let index = 0; index < this.rowRepeated; index++) {
      const row = this.gauge.take(this.cells);
      if (row !== undefined) this.rows.push(row);
    }
  }
}

/** No sheet has more columns; the limits of the reader are narrower. */
const MAX_CELLS = 16_384;

function repetition(tag: SaxesTagNS, name: string, uri = TABLE): number {
  const text = attribute(tag, uri, name);
  if (text === undefined) return 1;
  const times = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (times < 1 || times > MAX_REPEATED)
    throw unreadable(`the file repeats something ${text.slice(0, 20)} times`);
  return times;
}

function cellValue(tag: SaxesTagNS): string | undefined {
  const attributeName = VALUES[attribute(tag, OFFICE, 'value-type') ?? ''];
  return attributeName === undefined ? undefined : attribute(tag, OFFICE, attributeName);
}

function attribute(tag: SaxesTagNS, uri: string, local: string): string | undefined {
  for (const found of Object.values(tag.attributes))
    if (found.local === local && found.uri === uri) return found.value;
  return undefined;
}
