import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import { LANGUAGE_TAGS } from '#words/language.js';
import type { Chart } from '../../charts/chart.js';
import type { Block, KeyFigure, ModelPart, ReportModel } from '../reportModel.js';
import { settledText } from '../svgText.js';
import { FONT } from './fonts.js';
import { pdfTable } from './pdfTable.js';

/** A4 in pt, and the margins around its text. */
const PAGE = { width: 595.28, height: 841.89 };
const MARGIN = { side: 48, top: 56, bottom: 52 };
const CHART_PX = 720;
/** What a heading needs below itself on its page. */
const LEAST_BELOW = 150;

export interface PdfMeans {
  readonly drawChart: (chart: Chart, width: number) => string;
  readonly printable: (text: string) => string;
}

/** The report as pdfmake takes it. */
export function pdfDefinition(model: ReportModel, means: PdfMeans): TDocumentDefinitions {
  const show = means.printable;
  return {
    pageSize: 'A4',
    pageMargins: [MARGIN.side, MARGIN.top, MARGIN.side, MARGIN.bottom],
    version: '1.7',
    language: LANGUAGE_TAGS[model.language],
    displayTitle: true,
    info: {
      title: `${model.office} ${model.title} ${model.period}`,
      author: model.author,
      subject: model.period,
      creator: model.author,
      producer: 'pdfmake',
      creationDate: new Date(model.madeMs),
      modDate: new Date(model.madeMs),
    },
    defaultStyle: { font: FONT, fontSize: 10, lineHeight: 1 },
    styles,
    header: (page) => (page === 1 ? null : headerOf(model, show)),
    footer: (page, of) => ({
      text: show(model.page(page, of)),
      style: 'running',
      alignment: 'center',
      margin: [0, 18, 0, 0],
    }),
    content: [titleOf(model, show), ...new PartWriter(means).all(model.parts)],
  };
}

const headerOf = (model: ReportModel, show: (text: string) => string): Content => ({
  columns: [
    { text: show(`${model.office} ${model.title}`), style: 'running' },
    { text: show(model.period), style: 'running', alignment: 'right' },
  ],
  margin: [MARGIN.side, 26, MARGIN.side, 0],
});

const titleOf = (model: ReportModel, show: (text: string) => string): Content => ({
  stack: [
    { text: show(model.office), fontSize: 15 },
    { text: show(model.title), fontSize: 23, bold: true },
    { text: show(model.period), fontSize: 14, margin: [0, 2, 0, 4] },
    { text: show(model.made.join('　')), style: 'running' },
  ],
  margin: [0, 0, 0, 8],
});

/** Writes parts one after the other, so that bookmarks of sections lie below those of their chapters. */
class PartWriter {
  private headings = 0;
  private chapter: string | undefined;

  constructor(private readonly means: PdfMeans) {}

  all(parts: readonly ModelPart[]): Content[] {
    return parts.flatMap((part, index) => {
      const content = part.blocks.flatMap((block) => this.block(block, part.wide));
      return index === 0 ? content : onNewPage(content, part.wide);
    });
  }

  private block(block: Block, wide: boolean): Content[] {
    const width = (wide ? PAGE.height : PAGE.width) - 2 * MARGIN.side;
    const show = this.means.printable;
    switch (block.kind) {
      case 'heading':
        return keptWithNext(this.heading(show(block.text), block.level));
      case 'paragraph':
        return [{ text: show(block.text), margin: [0, 0, 0, 6] }];
      case 'list':
        return [
          {
            ul: block.items.map((item) => ({ text: show(item), margin: [0, 0, 0, 2] })),
            margin: [0, 2, 0, 8],
          },
        ];
      case 'keyFigures':
        return [keyFigures(block.items, show)];
      case 'table':
        return pdfTable(block.caption, block.table, { width, dense: wide }, show);
      case 'chart':
        return [this.chart(block, width)];
      case 'contents':
        return [contentsOf(show(block.title))];
    }
  }

  private heading(text: string, level: 1 | 2): Content {
    const id = `heading-${++this.headings}`;
    const parent = level === 2 ? this.chapter : undefined;
    if (level === 1) this.chapter = id;
    return {
      id,
      text,
      style: level === 1 ? 'chapter' : 'section',
      outline: true,
      ...(parent === undefined ? { outlineExpanded: true } : { outlineParentId: parent }),
      tocItem: true,
      tocStyle: { fontSize: 9, bold: level === 1, lineHeight: 0.8 },
      tocMargin: [level === 1 ? 0 : 14, -1, 0, -1],
    };
  }

  private chart({ caption, chart }: Extract<Block, { kind: 'chart' }>, width: number): Content {
    const show = this.means.printable;
    return {
      unbreakable: true,
      stack: [
        { text: show(caption), style: 'caption' },
        { svg: settledText(this.means.drawChart(chart, CHART_PX), show), width, font: FONT },
        { text: show(chart.reading), style: 'note' },
      ],
      margin: [0, 6, 0, 6],
    };
  }
}

/**
 * A heading that goes to the next page unless there is room below it on its own: it is set with empty space that cannot be
 * parted from it, and what follows is set into that space. Asking the library to lay everything out again for each such
 * heading would take many times as long.
 */
const keptWithNext = (heading: Content): Content[] => [
  { unbreakable: true, stack: [heading, { stack: [], margin: [0, LEAST_BELOW, 0, 0] }] },
  { stack: [], margin: [0, -LEAST_BELOW, 0, 0] },
];

/** Makes the first of these begin a page of its own. */
function onNewPage(content: readonly Content[], wide: boolean): Content[] {
  const [first, ...rest] = content;
  if (first === undefined) return [];
  const orientation = { pageOrientation: wide ? 'landscape' : 'portrait', pageBreak: 'before' } as const;
  return [{ ...(first as object), ...orientation } as Content, ...rest];
}

/** All on one page. */
const contentsOf = (title: string): Content => ({
  unbreakable: true,
  stack: [
    { toc: { title: { text: title, style: 'tocTitle' }, numberStyle: { fontSize: 9, lineHeight: 0.8 } } },
  ],
});

const PER_ROW = 3;

function keyFigures(items: readonly KeyFigure[], show: (text: string) => string): Content {
  const cells = items.map(({ label, value, detail }) => ({
    stack: [
      { text: show(label), fontSize: 9, color: GREY },
      { text: show(value), fontSize: 19, bold: true },
      { text: show(detail), fontSize: 8, color: GREY },
    ],
    margin: [4, 2, 4, 2] as [number, number, number, number],
  }));
  const rows = Array.from({ length: Math.ceil(cells.length / PER_ROW) }, (_none, row) =>
    Array.from({ length: PER_ROW }, (_empty, at) => cells[row * PER_ROW + at] ?? { text: '' }),
  );
  return {
    table: { widths: Array(PER_ROW).fill('*'), body: rows, dontBreakRows: true },
    layout: 'figures',
    margin: [0, 2, 0, 8],
  };
}

const GREY = '#565c63';
const INK = '#0a4a42';
const styles: NonNullable<TDocumentDefinitions['styles']> = {
  chapter: { fontSize: 15, bold: true, color: INK, margin: [0, 12, 0, 4] },
  section: { fontSize: 12, bold: true, color: INK, margin: [0, 8, 0, 3] },
  tocTitle: { fontSize: 12, bold: true, color: INK, margin: [0, 6, 0, 2] },
  caption: { fontSize: 9.5, bold: true, margin: [0, 2, 0, 1] },
  note: { fontSize: 8.5, color: GREY, margin: [0, 1, 0, 8] },
  running: { fontSize: 8.5, color: GREY },
  cell: { fontSize: 9 },
  dense: { fontSize: 7.5 },
};
