import { CodedError } from '#platform/errors.js';

/** One row that holds anything, as text. */
export interface TableRow {
  /** As a spreadsheet numbers it, empty rows included: the first one is 1. */
  readonly row: number;
  /** Without the empty cells at its end. */
  readonly cells: readonly string[];
}

export interface TableLimits {
  /** Most rows that hold anything, beside the first one, which has the headings. */
  readonly rows: number;
  readonly columns: number;
  /** Most characters of one cell. */
  readonly cellLength: number;
  /** Most bytes of the table as text or XML, unpacked. */
  readonly bytes: number;
  /** What to do with a table that has more rows. */
  readonly tooManyRows: string;
}

/**
 * Reads the rows of one spreadsheet format in order, without holding the event loop for longer than a few ms at a time
 * and without keeping rows. Guarantees that the same table gives the same rows in every format, and that no file makes
 * it exceed the limits. Leaving the iteration early releases everything.
 *
 * Throws `CodedError`: `import/unreadable`, `import/wrong-encoding`, `import/too-many-rows`, each naming what was found
 * and, where there is one, the row.
 */
export interface TableReader {
  rows(file: AsyncIterable<Uint8Array>, limits: TableLimits): AsyncIterable<TableRow>;
}

export const unreadable = (message: string, cause?: unknown): CodedError =>
  new CodedError('import/unreadable', message, { cause });

/** Counts rows and cells as they come and turns them into `TableRow`s; throws where one goes beyond the limits. */
export class RowGauge {
  private row = 0;
  private filled = 0;

  constructor(private readonly limits: TableLimits) {}

  /** The row that comes next. */
  get next(): number {
    return this.row + 1;
  }

  /** Empty rows, however many. */
  skip(rows: number): void {
    this.row += rows;
  }

  /** The next row, or nothing where all its cells are empty. */
  take(cells: readonly string[]): TableRow | undefined {
    this.row++;
    const length = cells.findLastIndex((cell) => cell !== '') + 1;
    if (length === 0) return undefined;
    const { rows, columns, cellLength, tooManyRows } = this.limits;
    if (++this.filled > rows + 1)
      throw new CodedError('import/too-many-rows', `the table has more than ${rows} rows: ${tooManyRows}`);
    if (length > columns)
      throw tooLarge(`row ${this.row} has ${length} columns; at most ${columns} are read`);
    const long = cells.findIndex((cell) => cell.length > cellLength);
    if (long >= 0)
      throw tooLarge(`row ${this.row}, column ${long + 1} has more than ${cellLength} characters`);
    return { row: this.row, cells: cells.slice(0, length).map(withoutGuard) };
  }
}

/** A file that unpacks to, or pretends to be, more than any honest one. */
export const tooLarge = (message: string): CodedError => unreadable(message);

/** Text guarded against being taken for a formula (`csvWriter`) is the text behind the guard. */
const withoutGuard = (cell: string): string => (/^'[=+\-@\t\r＝＋－＠]/.test(cell) ? cell.slice(1) : cell);
