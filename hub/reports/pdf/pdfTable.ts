import type { Content, CustomTableLayout, TableCell } from 'pdfmake/interfaces.js';
import type { Column, ReportCell, ReportTable } from '../table.js';

const PADDING = 3;
/** More columns than this are set in small type. */
const MOST_LARGE = 8;
const LINE = '#b9b5a8';
const HEAD = '#e9efed';

/** Lines between rows only, the head shaded. */
export const reportLayout: CustomTableLayout = {
  hLineWidth: (row, node) =>
    row === 0 || row === 1 ? 0 : row === 2 || row === node.table.body.length ? 0.8 : 0.4,
  vLineWidth: () => 0,
  hLineColor: () => LINE,
  paddingLeft: () => PADDING,
  paddingRight: () => PADDING,
  paddingTop: () => 1.5,
  paddingBottom: () => 1.5,
};

/**
 * A table as wide as the page. Its caption is the first row of its head, so that both are repeated on each page it
 * reaches and never stand alone; no row is broken.
 */
export function pdfTable(
  caption: string,
  { columns, rows, total, note }: ReportTable,
  { width, dense }: { readonly width: number; readonly dense: boolean },
  printable: (text: string) => string,
): Content[] {
  const style = dense || columns.length > MOST_LARGE ? 'dense' : 'cell';
  const last = total === true ? rows.length - 1 : -1;
  const body: TableCell[][] = [
    captionRow(printable(caption), columns.length),
    columns.map((column) => headCell(column, printable)),
    ...rows.map((row, at) =>
      columns.map((column, index) => bodyCell(row[index], column, at === last, printable)),
    ),
  ];
  const table: Content = {
    style,
    layout: 'report',
    margin: [0, 4, 0, note === undefined ? 10 : 2],
    table: {
      headerRows: 2,
      keepWithHeaderRows: 1,
      dontBreakRows: true,
      widths: widthsOf(columns, width),
      body,
    },
  };
  return note === undefined ? [table] : [table, { text: printable(note), style: 'note' }];
}

function widthsOf(columns: readonly Column[], width: number): number[] {
  const whole = columns.reduce((sum, column) => sum + column.width, 0);
  return columns.map((column) => (width * column.width) / whole - 2 * PADDING);
}

const captionRow = (text: string, columns: number): TableCell[] => [
  { text, colSpan: columns, style: 'caption' },
  ...Array.from({ length: columns - 1 }, () => ({ text: '' })),
];

const headCell = ({ head, kind }: Column, printable: (text: string) => string): TableCell => ({
  text: printable(head),
  bold: true,
  fillColor: HEAD,
  alignment: kind === 'text' ? 'left' : 'right',
});

const bodyCell = (
  cell: ReportCell | undefined,
  { kind }: Column,
  bold: boolean,
  printable: (text: string) => string,
): TableCell => ({
  text: printable(cell?.text ?? ''),
  alignment: kind === 'text' ? 'left' : 'right',
  ...(bold ? { bold } : {}),
});
