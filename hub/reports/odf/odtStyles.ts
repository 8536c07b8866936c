import { fontFaces, letters, type OdfFile } from './package.js';
import { document, element, escaped } from './xml.js';

/** Of A4, in cm. */
export const PAGE = { short: 21, long: 29.7, side: 1.8, top: 1.5, bottom: 1.5 } as const;
export const TEXT_WIDTH = { upright: PAGE.short - 2 * PAGE.side, wide: PAGE.long - 2 * PAGE.side } as const;

const INK = '#0a4a42';
const GREY = '#565c63';
const LINE = '0.5pt solid #b9b5a8';

/** Names by which the text refers to styles. */
export const PARAGRAPHS = {
  office: 'Office',
  title: 'Title',
  period: 'Period',
  running: 'Running',
  body: 'Text_20_body',
  item: 'Item',
  caption: 'Caption',
  note: 'Note',
  cell: 'Cell',
  number: 'Number',
  dense: 'Dense',
  denseNumber: 'DenseNumber',
  headCell: 'HeadCell',
  headNumber: 'HeadNumber',
  figure: 'Figure',
  label: 'Label',
  value: 'Value',
} as const;

interface Look {
  readonly size: number;
  readonly bold?: boolean;
  readonly color?: string;
  readonly right?: boolean;
  readonly above?: number;
  readonly below?: number;
  readonly keep?: boolean;
}

const LOOKS: Readonly<Record<string, Look>> = {
  [PARAGRAPHS.office]: { size: 15 },
  [PARAGRAPHS.title]: { size: 22, bold: true },
  [PARAGRAPHS.period]: { size: 14, below: 0.15 },
  [PARAGRAPHS.running]: { size: 8.5, color: GREY },
  [PARAGRAPHS.body]: { size: 10, below: 0.2 },
  [PARAGRAPHS.item]: { size: 10, below: 0.08 },
  [PARAGRAPHS.caption]: { size: 9.5, bold: true, above: 0.25, below: 0.05, keep: true },
  [PARAGRAPHS.note]: { size: 8.5, color: GREY, above: 0.05, below: 0.25 },
  [PARAGRAPHS.cell]: { size: 9 },
  [PARAGRAPHS.number]: { size: 9, right: true },
  [PARAGRAPHS.dense]: { size: 7.5 },
  [PARAGRAPHS.denseNumber]: { size: 7.5, right: true },
  [PARAGRAPHS.headCell]: { size: 8, bold: true },
  [PARAGRAPHS.headNumber]: { size: 8, bold: true, right: true },
  [PARAGRAPHS.figure]: { size: 10, keep: true },
  [PARAGRAPHS.label]: { size: 9, color: GREY },
  [PARAGRAPHS.value]: { size: 18, bold: true },
};

const paragraphStyle = (name: string, look: Look): string =>
  element(
    'style:style',
    { 'style:name': name, 'style:display-name': name.replace('_20_', ' '), 'style:family': 'paragraph' },
    paragraphProperties(look) + letters(look.size, look),
  );

const paragraphProperties = ({ right, above = 0, below = 0, keep }: Look): string =>
  element('style:paragraph-properties', {
    'fo:margin-top': `${above}cm`,
    'fo:margin-bottom': `${below}cm`,
    'fo:text-align': right === true ? 'end' : undefined,
    'fo:keep-with-next': keep === true ? 'always' : undefined,
  });

const headingStyle = (level: 1 | 2, size: number): string =>
  element(
    'style:style',
    {
      'style:name': `Heading_20_${level}`,
      'style:display-name': `Heading ${level}`,
      'style:family': 'paragraph',
      'style:next-style-name': PARAGRAPHS.body,
      'style:default-outline-level': level,
    },
    paragraphProperties({ size, above: 0.4, below: 0.15, keep: true }) +
      letters(size, { bold: true, color: INK }),
  );

const pageLayout = (name: string, wide: boolean): string =>
  element(
    'style:page-layout',
    { 'style:name': name },
    element('style:page-layout-properties', {
      'fo:page-width': `${wide ? PAGE.long : PAGE.short}cm`,
      'fo:page-height': `${wide ? PAGE.short : PAGE.long}cm`,
      'style:print-orientation': wide ? 'landscape' : 'portrait',
      'fo:margin-top': `${PAGE.top}cm`,
      'fo:margin-bottom': `${PAGE.bottom}cm`,
      'fo:margin-left': `${PAGE.side}cm`,
      'fo:margin-right': `${PAGE.side}cm`,
    }) +
      '<style:header-style><style:header-footer-properties fo:min-height="0.5cm" fo:margin-bottom="0.3cm"/></style:header-style>' +
      '<style:footer-style><style:header-footer-properties fo:min-height="0.5cm" fo:margin-top="0.3cm"/></style:footer-style>',
  );

const masterPage = (name: string, layout: string, head: string): string =>
  `<style:master-page style:name="${name}" style:page-layout-name="${layout}"><style:header><text:p text:style-name="Running">${escaped(head)}</text:p></style:header><style:footer><text:p text:style-name="Running"><text:page-number text:select-page="current"/> / <text:page-count/></text:p></style:footer></style:master-page>`;

/** Styles that a person who edits the report sees by name. */
export function odtStyles(head: string): OdfFile {
  const styles = [
    `<style:default-style style:family="paragraph">${letters(10)}</style:default-style>`,
    ...Object.entries(LOOKS).map(([name, look]) => paragraphStyle(name, look)),
    headingStyle(1, 15),
    headingStyle(2, 12),
    '<text:outline-style style:name="Outline"><text:outline-level-style text:level="1" style:num-format=""/><text:outline-level-style text:level="2" style:num-format=""/></text:outline-style>',
  ].join('');
  const content =
    `${fontFaces}<office:styles>${styles}</office:styles>` +
    `<office:automatic-styles>${pageLayout('Upright', false)}${pageLayout('Wide', true)}</office:automatic-styles>` +
    `<office:master-styles>${masterPage('Standard', 'Upright', head)}${masterPage('Landscape', 'Wide', head)}</office:master-styles>`;
  return { path: 'styles.xml', type: 'text/xml', content: document('office:document-styles', content) };
}

/** Styles of the text itself: beginnings of parts, lists, tables, charts. */
export const AUTOMATIC = [
  '<style:style style:name="PartUpright" style:family="paragraph" style:parent-style-name="Heading_20_1" style:master-page-name="Standard"><style:paragraph-properties style:page-number="auto"/></style:style>',
  '<style:style style:name="PartWide" style:family="paragraph" style:parent-style-name="Heading_20_1" style:master-page-name="Landscape"><style:paragraph-properties style:page-number="auto"/></style:style>',
  '<text:list-style style:name="Bullets"><text:list-level-style-bullet text:level="1" text:bullet-char="•"><style:list-level-properties text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment text:label-followed-by="listtab" fo:text-indent="-0.5cm" fo:margin-left="0.5cm"/></style:list-level-properties></text:list-level-style-bullet></text:list-style>',
  '<style:style style:name="Row" style:family="table-row"><style:table-row-properties fo:keep-together="always"/></style:style>',
  `<style:style style:name="HeadBox" style:family="table-cell"><style:table-cell-properties fo:background-color="#e9efed" fo:padding="0.06cm" fo:border-bottom="${LINE}" fo:border-top="${LINE}"/></style:style>`,
  `<style:style style:name="Box" style:family="table-cell"><style:table-cell-properties fo:padding="0.06cm" fo:border-bottom="${LINE}"/></style:style>`,
  `<style:style style:name="FigureBox" style:family="table-cell"><style:table-cell-properties fo:padding="0.15cm" fo:border="${LINE}"/></style:style>`,
  '<style:style style:name="Bold" style:family="text"><style:text-properties fo:font-weight="bold" style:font-weight-asian="bold"/></style:style>',
  '<style:style style:name="Chart" style:family="graphic"><style:graphic-properties style:vertical-pos="top" style:vertical-rel="baseline" fo:border="none"/></style:style>',
].join('');
