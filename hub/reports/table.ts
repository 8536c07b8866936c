import { percent, percentOf, ratio } from '#words/percent.js';

/** What stands in a column; decides alignment, and how a spreadsheet shows its numbers. */
export type ColumnKind = 'text' | 'count' | 'percent' | 'decimal';

export interface Column {
  /** Named by formulas; of lower-case letters and digits. */
  readonly id: string;
  readonly head: string;
  readonly kind: ColumnKind;
  /** Of decimals of a `decimal` column. */
  readonly decimals?: number;
  /** Width in relation to the other columns. */
  readonly width: number;
}

/** One cell: as it is printed, and for numbers the exact value and how it is computed from other cells. */
export interface ReportCell {
  readonly text: string;
  /** A share is 0 … 1, although it is printed as a percentage. */
  readonly value?: number;
  /**
   * In OpenFormula, where `{column}` is the cell of that column in the same row and `{table.column}` the one in the row of
   * the same number of another table.
   */
  readonly formula?: string;
}

export interface ReportTable {
  /** Of the files of the tables; lower-case letters, digits, hyphens. */
  readonly id: string;
  readonly title: string;
  readonly columns: readonly Column[];
  readonly rows: ReadonlyArray<readonly ReportCell[]>;
  /** Whether the last row is the total. */
  readonly total?: boolean;
  readonly note?: string;
}

/** Where there is nothing to say. */
export const NOTHING: ReportCell = { text: '–' };
const WHOLE = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
export const PERCENT_DECIMALS = 2;

/** 12,047 */
export const whole = (n: number): string => WHOLE.format(n);
export const textCell = (text: string): ReportCell => ({ text });
export const countCell = (value: number, formula?: string): ReportCell => ({
  text: whole(value),
  value,
  ...computed(formula),
});

/** `count` of `of` as a percentage without its sign, half-up from the exact ratio (S4). Both may be 0; −1 … 1. */
export const shareCell = (count: number, of: number, formula?: string): ReportCell =>
  of === 0
    ? NOTHING
    : { text: percent(count, of, PERCENT_DECIMALS), value: count / of, ...computed(formula) };

/** A bound or limit, 0 … 1, that is no ratio of counts. */
export const boundCell = (value: number | undefined, formula?: string): ReportCell =>
  value === undefined ? NOTHING : { text: percentOf(value, PERCENT_DECIMALS), value, ...computed(formula) };

/** Rounded half-up from the exact expansion of the number. */
export const decimalCell = (value: number | undefined, decimals: number, formula?: string): ReportCell =>
  value === undefined ? NOTHING : { text: value.toFixed(decimals), value, ...computed(formula) };

/** A ratio of whole numbers, exact to the last digit shown. */
export const ratioCell = (
  numerator: number,
  denominator: number,
  decimals: number,
  formula?: string,
): ReportCell =>
  denominator === 0
    ? NOTHING
    : {
        text: ratio(numerator, denominator, decimals),
        value: numerator / denominator,
        ...computed(formula),
      };

const computed = (formula: string | undefined): Pick<ReportCell, 'formula'> =>
  formula === undefined ? {} : { formula };

export const column = (
  id: string,
  head: string,
  kind: ColumnKind,
  width: number,
  decimals?: number,
): Column => ({
  id,
  head,
  kind,
  width,
  ...(decimals === undefined ? {} : { decimals }),
});
