import type { Chart } from '../../charts/chart.js';
import type { Block, KeyFigure, ModelPart, ReportModel } from '../reportModel.js';
import { settledText } from '../svgText.js';
import { AUTOMATIC, odtStyles, PARAGRAPHS, TEXT_WIDTH } from './odtStyles.js';
import { box, columnStyle, odtTable, row, tableStyle } from './odtTable.js';
import { fontFaces, metaFile, type OdfFile, odfPackage } from './package.js';
import { document, element, escaped, textContent } from './xml.js';

export const ODT_TYPE = 'application/vnd.oasis.opendocument.text';

const CHART_PX = 720;
const PER_ROW = 3;

/** The report as an OpenDocument text that can be edited: headings by level, tables with heads, charts as drawings. */
export function writeOdt(model: ReportModel, drawChart: (chart: Chart, width: number) => string): Uint8Array {
  const writer = new OdtWriter(drawChart);
  const body = titleOf(model) + model.parts.map((part, at) => writer.part(part, at === 0, model)).join('');
  const content = document(
    'office:document-content',
    `${fontFaces}<office:automatic-styles>${AUTOMATIC}${writer.styles}</office:automatic-styles>` +
      `<office:body><office:text>${body}</office:text></office:body>`,
  );
  const files: OdfFile[] = [
    { path: 'content.xml', type: 'text/xml', content },
    odtStyles(`${model.office} ${model.title} ${model.period}`),
    metaFile(model),
    ...writer.pictures,
  ];
  return odfPackage(ODT_TYPE, files, model.madeMs);
}

const paragraph = (style: string, content: string): string =>
  `<text:p text:style-name="${style}">${content}</text:p>`;

const titleOf = ({ office, title, period, made }: ReportModel): string =>
  paragraph(PARAGRAPHS.office, textContent(office)) +
  paragraph(PARAGRAPHS.title, textContent(title)) +
  paragraph(PARAGRAPHS.period, textContent(period)) +
  paragraph(PARAGRAPHS.running, textContent(made.join('　')));

/** Collects the styles and pictures that the text refers to. */
class OdtWriter {
  styles = '';
  readonly pictures: OdfFile[] = [];
  private tables = 0;

  constructor(private readonly drawChart: (chart: Chart, width: number) => string) {}

  part({ blocks, wide }: ModelPart, isFirst: boolean, model: ReportModel): string {
    return blocks
      .map((block, at) =>
        !isFirst && at === 0 && block.kind === 'heading'
          ? heading(block.level, block.text, wide ? 'PartWide' : 'PartUpright')
          : this.block(block, wide, model),
      )
      .join('');
  }

  private block(block: Block, wide: boolean, model: ReportModel): string {
    const width = wide ? TEXT_WIDTH.wide : TEXT_WIDTH.upright;
    switch (block.kind) {
      case 'heading':
        return heading(block.level, block.text);
      case 'paragraph':
        return paragraph(PARAGRAPHS.body, textContent(block.text));
      case 'list':
        return `<text:list text:style-name="Bullets">${block.items.map((item) => `<text:list-item>${paragraph(PARAGRAPHS.item, textContent(item))}</text:list-item>`).join('')}</text:list>`;
      case 'keyFigures':
        return this.keyFigures(block.items, width);
      case 'table':
        return this.table(block, { width, dense: wide });
      case 'chart':
        return this.chart(block, width);
      case 'contents':
        return contents(block.title, model);
    }
  }

  private table(
    { caption, table }: Extract<Block, { kind: 'table' }>,
    room: { width: number; dense: boolean },
  ): string {
    const { content, styles } = odtTable(`Table${++this.tables}`, table, room);
    this.styles += styles;
    const below = table.note ?? '';
    return (
      paragraph(PARAGRAPHS.caption, textContent(caption)) +
      content +
      paragraph(PARAGRAPHS.note, textContent(below))
    );
  }

  private keyFigures(items: readonly KeyFigure[], width: number): string {
    const name = `Table${++this.tables}`;
    this.styles += tableStyle(name, width) + columnStyle(`${name}.0`, width / PER_ROW);
    const boxes = items.map(
      ({ label, value, detail }) =>
        `<table:table-cell table:style-name="FigureBox" office:value-type="string">${paragraph(PARAGRAPHS.label, textContent(label))}${paragraph(PARAGRAPHS.value, textContent(value))}${paragraph(PARAGRAPHS.label, textContent(detail))}</table:table-cell>`,
    );
    while (boxes.length % PER_ROW !== 0) boxes.push(box('FigureBox', PARAGRAPHS.label, ''));
    const rows = Array.from({ length: boxes.length / PER_ROW }, (_none, at) =>
      row(boxes.slice(at * PER_ROW, (at + 1) * PER_ROW)),
    );
    const columns = `<table:table-column table:style-name="${name}.0" table:number-columns-repeated="${PER_ROW}"/>`;
    return (
      element('table:table', { 'table:name': name, 'table:style-name': name }, columns + rows.join('')) +
      paragraph(PARAGRAPHS.note, '')
    );
  }

  private chart({ caption, chart }: Extract<Block, { kind: 'chart' }>, width: number): string {
    const number = this.pictures.length + 1;
    const path = `Pictures/chart-${number}.svg`;
    const svg = settledText(this.drawChart(chart, CHART_PX), (text) => text);
    this.pictures.push({ path, type: 'image/svg+xml', content: svg });
    const frame = element(
      'draw:frame',
      {
        'draw:name': `Chart${number}`,
        'draw:style-name': 'Chart',
        'text:anchor-type': 'as-char',
        'svg:width': `${width.toFixed(2)}cm`,
        'svg:height': `${(width * chart.aspect).toFixed(2)}cm`,
      },
      `${element('draw:image', {
        'xlink:href': path,
        'xlink:type': 'simple',
        'xlink:show': 'embed',
        'xlink:actuate': 'onLoad',
        'draw:mime-type': 'image/svg+xml',
      })}<svg:title>${escaped(chart.title)}</svg:title><svg:desc>${escaped(chart.reading)}</svg:desc>`,
    );
    return (
      paragraph(PARAGRAPHS.caption, textContent(caption)) +
      paragraph(PARAGRAPHS.figure, frame) +
      paragraph(PARAGRAPHS.note, textContent(chart.reading))
    );
  }
}

const heading = (level: 1 | 2, text: string, style = `Heading_20_${level}`): string =>
  `<text:h text:style-name="${style}" text:outline-level="${level}">${textContent(text)}</text:h>`;

/** The headings as links; page numbers come when the person who edits it has the list made anew. */
function contents(title: string, { parts }: ReportModel): string {
  const headings = parts.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === 'heading' ? [block] : [])),
  );
  const links = headings.map(({ text, level }) =>
    paragraph(
      PARAGRAPHS.item,
      `${level === 2 ? '<text:s text:c="4"/>' : ''}${element('text:a', { 'xlink:type': 'simple', 'xlink:href': `#${text}|outline` }, textContent(text))}`,
    ),
  );
  const source = [1, 2]
    .map(
      (level) =>
        `<text:table-of-content-entry-template text:outline-level="${level}" text:style-name="${PARAGRAPHS.item}"><text:index-entry-text/><text:index-entry-tab-stop style:type="right" style:leader-char="."/><text:index-entry-page-number/></text:table-of-content-entry-template>`,
    )
    .join('');
  const titleLine = paragraph(PARAGRAPHS.caption, textContent(title));
  return `<text:table-of-content text:name="Contents" text:protected="false"><text:table-of-content-source text:outline-level="2"><text:index-title-template text:style-name="${PARAGRAPHS.caption}">${escaped(title)}</text:index-title-template>${source}</text:table-of-content-source><text:index-body><text:index-title text:name="ContentsHead">${titleLine}</text:index-title>${links.join('')}</text:index-body></text:table-of-content>`;
}
