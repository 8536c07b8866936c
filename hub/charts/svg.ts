import type { Chart } from './chart.js';
import { init } from './drawing.js';

/**
 * The chart as an SVG document `width` px wide and `aspect` times as high, drawn without a browser: no script, no style
 * sheet, text as text in `CHART_FONT`. The same chart gives the same bytes.
 */
export function renderSvg(chart: Chart, width: number): string {
  const size = { width, height: Math.round(width * chart.aspect) };
  const drawing = init(undefined, undefined, { renderer: 'svg', ssr: true, ...size });
  try {
    drawing.setOption(chart.option);
    return settled(drawing.renderToSVGString());
  } finally {
    drawing.dispose();
  }
}

/** Drops what only a browser with a pointer uses, and the running number that the library puts into ids. */
const settled = (svg: string): string =>
  svg
    .replace(/<style[\s\S]*?<\/style>\s*/g, '')
    .replace(/ (class|pointer-events|ecmeta_\w+)="[^"]*"/g, '')
    .replace(/\bzr\d+-/g, 'zr-');
