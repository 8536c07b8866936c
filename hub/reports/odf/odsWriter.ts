import type { ReportModel } from '../reportModel.js';
import type { Column, ReportCell } from '../table.js';
import { cellStyleOf, odsStyles, SHEET_STYLES } from './odsStyles.js';
import { fontFaces, metaFile, type OdfFile, odfPackage } from './package.js';
import { formulaAt, HEAD_ROWS, type Sheet, sheetsOf } from './sheets.js';
import { document, element, escaped } from './xml.js';

export const ODS_TYPE = 'application/vnd.oasis.opendocument.spreadsheet';

/**
 * The tables of the report as a spreadsheet, one sheet each, behind a sheet that says what they are. Numbers are numbers,
 * exact, and rates are the printed formulas over the counts beside them, so that they follow when a count is changed.
 */
export function writeOds(model: ReportModel): Uint8Array {
  const sheets = sheetsOf(model);
  const widths = new Set(sheets.flatMap(({ table }) => table.columns.map(columnWidth)));
  const content = document(
    'office:document-content',
    `${fontFaces}<office:automatic-styles>${SHEET_STYLES}${[...widths].map(widthStyle).join('')}</office:automatic-styles>` +
      `<office:body><office:spreadsheet>${titleSheet(model, sheets)}${sheets.map((sheet) => sheetContent(sheet, sheets)).join('')}</office:spreadsheet></office:body>`,
  );
  const files: OdfFile[] = [
    { path: 'content.xml', type: 'text/xml', content },
    odsStyles(`${model.office} ${model.title} ${model.period}`),
    metaFile(model),
    settings(sheets),
  ];
  return odfPackage(ODS_TYPE, files, model.madeMs);
}

/** In mm: room for a number, or for text in proportion. */
const columnWidth = ({ width, kind }: Column): number =>
  kind === 'text' ? Math.round(Math.max(30, width * 2.4)) : 24;

const widthStyle = (mm: number): string =>
  element(
    'style:style',
    { 'style:name': `w${mm}`, 'style:family': 'table-column' },
    element('style:table-column-properties', { 'style:column-width': `${mm / 10}cm` }),
  );

const textCell = (text: string, style: string): string =>
  `<table:table-cell${style === '' ? '' : ` table:style-name="${style}"`} office:value-type="string">${lines(text)}</table:table-cell>`;

const lines = (text: string): string =>
  text
    .split(/\r\n|\r|\n/)
    .map((line) => `<text:p>${escaped(line)}</text:p>`)
    .join('');

const row = (cells: string): string => `<table:table-row table:style-name="ro">${cells}</table:table-row>`;

const titleName = 'Report';

function titleSheet({ office, title, period, made }: ReportModel, sheets: readonly Sheet[]): string {
  const rows = [
    row(textCell(office, '')),
    row(textCell(title, 'title')),
    row(textCell(period, '')),
    ...made.map((line) => row(textCell(line, ''))),
    row('<table:table-cell/>'),
    ...sheets.map(({ name, table }) => row(textCell(name, '') + textCell(table.note ?? '', 'wrapped'))),
  ];
  return `<table:table table:name="${titleName}" table:style-name="sheet"><table:table-column table:style-name="first"/><table:table-column table:style-name="second"/>${rows.join('')}</table:table>`;
}

function sheetContent(sheet: Sheet, sheets: readonly Sheet[]): string {
  const { columns, rows, note } = sheet.table;
  const head = row(
    columns.map(({ head: text, kind }) => textCell(text, kind === 'text' ? 'head' : 'headnumber')).join(''),
  );
  const body = rows.map((cells, at) =>
    row(columns.map((column, index) => valueCell(cells[index], column, at, sheet, sheets)).join('')),
  );
  const below = note === undefined ? '' : row('<table:table-cell/>') + row(textCell(note, ''));
  return element(
    'table:table',
    { 'table:name': sheet.name, 'table:style-name': 'sheet' },
    `${columns
      .map((column) => element('table:table-column', { 'table:style-name': `w${columnWidth(column)}` }))
      .join('')}<table:table-header-rows>${head}</table:table-header-rows>${body.join('')}${below}`,
  );
}

function valueCell(
  cell: ReportCell | undefined,
  { kind }: Column,
  at: number,
  sheet: Sheet,
  sheets: readonly Sheet[],
): string {
  if (cell?.value === undefined) return textCell(cell?.text ?? '', kind === 'text' ? 'wrapped' : 'right');
  return element(
    'table:table-cell',
    {
      'table:style-name': cellStyleOf(cell, kind),
      'table:formula':
        cell.formula === undefined ? undefined : `of:=${formulaAt(cell.formula, at, sheet, sheets)}`,
      'office:value-type': kind === 'percent' ? 'percentage' : 'float',
      'office:value': String(cell.value),
    },
    `<text:p>${escaped(cell.text)}</text:p>`,
  );
}

/** Keeps the heads of the sheets in sight. */
function settings(sheets: readonly Sheet[]): OdfFile {
  const item = (name: string, type: string, value: string | number): string =>
    `<config:config-item config:name="${name}" config:type="${type}">${value}</config:config-item>`;
  const tables = sheets
    .map(({ name }) =>
      element(
        'config:config-item-map-entry',
        { 'config:name': name },
        item('HorizontalSplitMode', 'short', 2) +
          item('VerticalSplitMode', 'short', 2) +
          item('HorizontalSplitPosition', 'int', 1) +
          item('VerticalSplitPosition', 'int', HEAD_ROWS) +
          item('ActiveSplitRange', 'short', 3) +
          item('PositionLeft', 'int', 0) +
          item('PositionRight', 'int', 1) +
          item('PositionTop', 'int', 0) +
          item('PositionBottom', 'int', HEAD_ROWS),
      ),
    )
    .join('');
  const view =
    item('ViewId', 'string', 'view1') +
    `<config:config-item-map-named config:name="Tables">${tables}</config:config-item-map-named>` +
    item('ActiveTable', 'string', titleName);
  const content = `<office:settings><config:config-item-set config:name="ooo:view-settings"><config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>${view}</config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set></office:settings>`;
  return { path: 'settings.xml', type: 'text/xml', content: document('office:document-settings', content) };
}
