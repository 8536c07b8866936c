import { CodedError } from '#platform/errors.js';
import type { ReportModel } from '../reportModel.js';
import { tablesOf } from '../reportModel.js';
import type { ReportTable } from '../table.js';

/** A table as a sheet: its name, and where its cells are. */
export interface Sheet {
  readonly name: string;
  readonly table: ReportTable;
}

const LONGEST_NAME = 31;

/** Rows before the first one of a table: its head. */
export const HEAD_ROWS = 1;

/** The tables of the report as sheets; names are unique, short, and without the signs that sheets may not have. */
export function sheetsOf(model: ReportModel): Sheet[] {
  return tablesOf(model).map((table, at) => ({
    name: model
      .sheet(at + 1, table.title)
      .replace(/[[\]*?:/\\']/g, ' ')
      .slice(0, LONGEST_NAME)
      .trim(),
    table,
  }));
}

const PLACE = /\{(?:([a-z0-9-]+)\.)?([a-z0-9]+)\}/g;

/** A formula of a cell in `row`, counted from 0, with its references as a spreadsheet reads them. */
export function formulaAt(formula: string, row: number, own: Sheet, sheets: readonly Sheet[]): string {
  return formula.replace(PLACE, (_place, tableId: string | undefined, column: string) => {
    const sheet = tableId === undefined ? own : sheets.find(({ table }) => table.id === tableId);
    const at = sheet?.table.columns.findIndex(({ id }) => id === column) ?? -1;
    if (sheet === undefined || at < 0)
      throw new CodedError('report/formula', `${formula} names no column of ${own.table.id}`);
    const cell = `${columnName(at)}${row + 1 + HEAD_ROWS}`;
    return sheet === own ? `[.${cell}]` : `[$'${sheet.name}'.${cell}]`;
  });
}

/** A, B … Z, AA … */
export function columnName(at: number): string {
  const letter = String.fromCharCode(65 + (at % 26));
  return at < 26 ? letter : columnName(Math.floor(at / 26) - 1) + letter;
}
