import type { ColumnKind, ReportCell } from '../table.js';
import { fontFaces, letters, type OdfFile } from './package.js';
import { document, element, escaped } from './xml.js';

const MOST_DECIMALS = 6;
const decimals = Array.from({ length: MOST_DECIMALS + 1 }, (_none, digits) => digits);

const numberStyle = (digits: number): string =>
  element(
    'number:number-style',
    { 'style:name': `n${digits}` },
    element('number:number', {
      'number:decimal-places': digits,
      'number:min-decimal-places': digits,
      'number:min-integer-digits': 1,
      'number:grouping': digits === 0 ? 'true' : undefined,
    }),
  );

const PERCENT =
  '<number:percentage-style style:name="p2"><number:number number:decimal-places="2" number:min-decimal-places="2" number:min-integer-digits="1"/><number:text>%</number:text></number:percentage-style>';

const cellStyle = (name: string, data: string): string =>
  `<style:style style:name="${name}" style:family="table-cell" style:data-style-name="${data}"/>`;

/** By how a number is printed: as a share, or with as many decimals as its text has. */
export function cellStyleOf({ text }: ReportCell, kind: ColumnKind): string {
  if (kind === 'percent') return 'percent';
  const point = text.indexOf('.');
  return `number${point < 0 ? 0 : Math.min(MOST_DECIMALS, text.length - point - 1)}`;
}

export const SHEET_STYLES = [
  ...decimals.map(numberStyle),
  PERCENT,
  ...decimals.map((digits) => cellStyle(`number${digits}`, `n${digits}`)),
  cellStyle('percent', 'p2'),
  '<style:style style:name="wrapped" style:family="table-cell"><style:table-cell-properties fo:wrap-option="wrap" style:vertical-align="top"/></style:style>',
  '<style:style style:name="right" style:family="table-cell"><style:paragraph-properties fo:text-align="end"/></style:style>',
  `<style:style style:name="title" style:family="table-cell">${letters(14, { bold: true })}</style:style>`,
  `<style:style style:name="head" style:family="table-cell"><style:table-cell-properties fo:background-color="#e9efed" fo:wrap-option="wrap"/>${letters(10, { bold: true })}</style:style>`,
  `<style:style style:name="headnumber" style:family="table-cell"><style:table-cell-properties fo:background-color="#e9efed" fo:wrap-option="wrap"/><style:paragraph-properties fo:text-align="end"/>${letters(10, { bold: true })}</style:style>`,
  '<style:style style:name="ro" style:family="table-row"><style:table-row-properties style:use-optimal-row-height="true"/></style:style>',
  '<style:style style:name="sheet" style:family="table" style:master-page-name="Default"><style:table-properties table:display="true"/></style:style>',
  '<style:style style:name="first" style:family="table-column"><style:table-column-properties style:column-width="9cm"/></style:style>',
  '<style:style style:name="second" style:family="table-column"><style:table-column-properties style:column-width="16cm"/></style:style>',
].join('');

/** Sheets are printed across, as wide as the page. */
export function odsStyles(head: string): OdfFile {
  const content =
    `${fontFaces}<office:styles><style:default-style style:family="table-cell">${letters(10)}</style:default-style><style:style style:name="Default" style:family="table-cell"/></office:styles>` +
    '<office:automatic-styles><style:page-layout style:name="Wide"><style:page-layout-properties fo:page-width="29.7cm" fo:page-height="21cm" style:print-orientation="landscape" fo:margin="1.5cm" style:scale-to-X="1" style:scale-to-Y="0"/><style:header-style><style:header-footer-properties fo:min-height="0.6cm" fo:margin-bottom="0.2cm"/></style:header-style><style:footer-style><style:header-footer-properties fo:min-height="0.6cm" fo:margin-top="0.2cm"/></style:footer-style></style:page-layout></office:automatic-styles>' +
    `<office:master-styles><style:master-page style:name="Default" style:page-layout-name="Wide"><style:header><text:p>${escaped(head)} <text:sheet-name>-</text:sheet-name></text:p></style:header><style:footer><text:p><text:page-number>1</text:page-number> / <text:page-count>1</text:page-count></text:p></style:footer></style:master-page></office:master-styles>`;
  return { path: 'styles.xml', type: 'text/xml', content: document('office:document-styles', content) };
}
