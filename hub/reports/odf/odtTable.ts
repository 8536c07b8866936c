import type { Column, ReportCell, ReportTable } from '../table.js';
import { PARAGRAPHS } from './odtStyles.js';
import { element, textContent } from './xml.js';

/** More columns than this are set in small type. */
const MOST_LARGE = 8;

/** A table as wide as the text, with its automatic styles. */
export function odtTable(
  name: string,
  { columns, rows, total }: ReportTable,
  { width, dense }: { readonly width: number; readonly dense: boolean },
): { readonly content: string; readonly styles: string } {
  const small = dense || columns.length > MOST_LARGE;
  const sum = columns.reduce((all, column) => all + column.width, 0);
  const styles = [
    tableStyle(name, width),
    ...columns.map((column, at) => columnStyle(`${name}.${at}`, (width * column.width) / sum)),
  ].join('');
  const head = row(columns.map((column) => box('HeadBox', headStyle(column), textContent(column.head))));
  const body = rows.map((cells, at) =>
    row(
      columns.map((column, index) =>
        bodyBox(cells[index], column, small, total === true && at === rows.length - 1),
      ),
    ),
  );
  const content = element(
    'table:table',
    { 'table:name': name, 'table:style-name': name },
    `${columns
      .map((_column, at) => element('table:table-column', { 'table:style-name': `${name}.${at}` }))
      .join('')}<table:table-header-rows>${head}</table:table-header-rows>${body.join('')}`,
  );
  return { content, styles };
}

export const tableStyle = (name: string, width: number): string =>
  element(
    'style:style',
    { 'style:name': name, 'style:family': 'table' },
    element('style:table-properties', {
      'style:width': `${width.toFixed(2)}cm`,
      'table:align': 'left',
      'table:border-model': 'collapsing',
    }),
  );

export const columnStyle = (name: string, width: number): string =>
  element(
    'style:style',
    { 'style:name': name, 'style:family': 'table-column' },
    element('style:table-column-properties', { 'style:column-width': `${width.toFixed(3)}cm` }),
  );

export const row = (boxes: readonly string[]): string =>
  `<table:table-row table:style-name="Row">${boxes.join('')}</table:table-row>`;

export const box = (style: string, paragraph: string, content: string): string =>
  `<table:table-cell table:style-name="${style}" office:value-type="string"><text:p text:style-name="${paragraph}">${content}</text:p></table:table-cell>`;

const headStyle = ({ kind }: Column): string =>
  kind === 'text' ? PARAGRAPHS.headCell : PARAGRAPHS.headNumber;

function bodyBox(cell: ReportCell | undefined, { kind }: Column, dense: boolean, bold: boolean): string {
  const text = textContent(cell?.text ?? '');
  const content = bold ? `<text:span text:style-name="Bold">${text}</text:span>` : text;
  const [plain, number] = dense
    ? [PARAGRAPHS.dense, PARAGRAPHS.denseNumber]
    : [PARAGRAPHS.cell, PARAGRAPHS.number];
  return box('Box', kind === 'text' ? plain : number, content);
}
