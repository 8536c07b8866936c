import { strToU8, type Zippable, zipSync } from 'fflate';
import { type CsvCell, csvText } from '../tables/csvWriter.js';
import { packedAt } from './packedAt.js';
import type { ReportData } from './reportData.js';
import { type ReportModel, tablesOf } from './reportModel.js';
import { NOTHING, type ReportCell, type ReportTable } from './table.js';

/** One CSV per table, as printed, in the order of the report; in a ZIP. */
export function writeCsv(model: ReportModel): Uint8Array {
  const entries: Zippable = {};
  for (const [at, table] of tablesOf(model).entries())
    entries[`${String(at + 1).padStart(2, '0')}-${table.id}.csv`] = strToU8(csvOf(table));
  return zipSync(entries, { level: 6, mtime: packedAt(model.madeMs) });
}

const csvOf = ({ columns, rows }: ReportTable): string =>
  csvText(
    columns.map(({ head }) => head),
    rows.map((row) => columns.map((_column, at) => csvCell(row[at]))),
    { bom: true },
  );

/** A number as it is printed but without thousands separators; nothing where there is nothing. */
function csvCell(cell: ReportCell | undefined): CsvCell {
  if (cell === undefined || cell === NOTHING) return null;
  return cell.value === undefined ? cell.text : Number(cell.text.replaceAll(',', ''));
}

/** Every number of the report, exact, in the form that `schema` names. */
export const writeJson = (data: ReportData): Uint8Array => strToU8(`${JSON.stringify(data, null, 1)}\n`);
