import { LIGHT } from './palette.js';

/**
 * First the font that reports embed, then those of the systems pages are shown on. Without quotation marks, so that the
 * text is the same within an SVG attribute.
 */
export const CHART_FONT = 'Noto Sans TC, Noto Sans CJK TC, PingFang TC, Microsoft JhengHei, sans-serif';

/** In px at the width a chart is made for; a report 17 cm wide prints it in about 9.5 pt. */
export const FONT_SIZE = 14;

/** The width, in px, that charts are made for. */
export const CHART_WIDTH = 720;

export const height = (px: number): number => px / CHART_WIDTH;

export const text = (color: string = LIGHT.ink, more: object = {}) => ({
  color,
  fontFamily: CHART_FONT,
  fontSize: FONT_SIZE,
  ...more,
});

/** What all charts have: no motion, one font, and hints drawn within the picture instead of over the page. */
export const frame = {
  animation: false,
  aria: { enabled: false },
  textStyle: { fontFamily: CHART_FONT, fontSize: FONT_SIZE, color: LIGHT.ink },
  tooltip: {
    trigger: 'item',
    renderMode: 'richText',
    confine: true,
    backgroundColor: LIGHT.surface,
    borderColor: LIGHT.muted,
    borderWidth: 1,
    padding: [8, 12],
    textStyle: { color: LIGHT.ink, fontFamily: CHART_FONT, fontSize: FONT_SIZE },
  },
} as const;

/** Nothing in a chart answers to a pointer but its hints, so nothing looks as if it did. */
export const still = { cursor: 'default', emphasis: { disabled: true } } as const;

/** Signs of the lines in a legend: how a line is drawn tells it from another, not its colour. */
export const LINE = 'path://M0 6h22v2H0z';
export const DASHES = 'path://M0 6h6v2H0zM8 6h6v2H8zM16 6h6v2h-6z';
const DOTTED_LINE = 'path://M0 6h7.3a4 4 0 0 1 7.4 0H22v2h-7.3a4 4 0 0 1-7.4 0H0z';

/** Changes for places narrower than a page, such as a phone. */
export const whenNarrow = (option: object) => ({ media: [{ query: { maxWidth: 520 }, option }] });

/** Where there is nothing to draw the picture says so. */
export const emptyNote = (note: string) => ({
  title: { text: note, left: 'center', top: 'middle', textStyle: text(LIGHT.muted, { fontWeight: 400 }) },
});

/** Names of a control chart's lines; the signal only where there is one. */
export const controlLegend = (
  names: {
    readonly value: string;
    readonly centre: string;
    readonly limits: string;
    readonly signal: string;
  },
  marked: boolean,
) =>
  legend([
    { name: names.value, icon: DOTTED_LINE },
    { name: names.centre, icon: LINE },
    { name: names.limits, icon: DASHES },
    ...(marked ? [{ name: names.signal, icon: 'diamond' }] : []),
  ]);

export const legend = (names: ReadonlyArray<string | object>, more: object = {}) => ({
  data: names,
  top: 0,
  left: 0,
  itemGap: 18,
  itemWidth: 22,
  selectedMode: false,
  textStyle: text(),
  ...more,
});

/** The plot keeps clear of the legend above it; labels of axes are kept within the picture by the library. */
export const grid = (more: object = {}) => ({
  top: 44,
  left: 8,
  right: 16,
  bottom: 8,
  outerBoundsMode: 'same',
  outerBoundsContain: 'axisLabel',
  ...more,
});

export const categoryAxis = (data: readonly string[], more: object = {}) => ({
  type: 'category',
  data,
  axisLine: { lineStyle: { color: LIGHT.limit } },
  axisTick: { show: false },
  axisLabel: text(LIGHT.muted, { hideOverlap: true }),
  ...more,
});

export const valueAxis = (more: object = {}) => ({
  type: 'value',
  axisLine: { show: false },
  axisTick: { show: false },
  splitLine: { lineStyle: { color: LIGHT.grid } },
  axisLabel: text(LIGHT.muted),
  ...more,
});

/** A share of 0 … 1 as a number of percent to be drawn. */
export const drawn = (share: number): number => Math.round(share * 100_000) / 1_000;

/** What is said when a mark is pointed at. */
export const hint = (...lines: readonly string[]) => ({ tooltip: { formatter: lines.join('\n') } });
