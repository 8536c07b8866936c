import type { Chart } from '../../charts/chart.js';
import { init } from '../../charts/drawing.js';
import { DARK, repainted } from '../../charts/palette.js';
import { CHART_WIDTH } from '../../charts/parts.js';

/**
 * A chart is as high as in a place at least and at most this wide, in CSS px: on a phone its rows keep their height, and
 * on a wide screen it stays within the eye's reach.
 */
const HEIGHT_FROM = { min: CHART_WIDTH, max: 900 };
/** What an A4 page with margins of 15 mm leaves, at 96 px to the inch. */
const PRINT_WIDTH = 676;

/** A chart in a place of a page: follows the width of the place and the colours of the page, also on paper. */
export class DrawnChart {
  private readonly drawing: ReturnType<typeof init>;
  private readonly dark: MediaQueryList;
  private readonly print: MediaQueryList;
  private readonly watch: ResizeObserver;
  private chart: Chart | undefined;
  /** Between the browser's word that it will print and its word that it has. */
  private printing = false;

  constructor(
    private readonly place: HTMLElement,
    private readonly page: Window,
  ) {
    this.drawing = init(place, undefined, { renderer: 'svg', width: PRINT_WIDTH, height: 1 });
    this.dark = page.matchMedia('(prefers-color-scheme: dark)');
    this.print = page.matchMedia('print');
    this.watch = new ResizeObserver(this.fit);
    this.watch.observe(place);
    for (const query of [this.dark, this.print]) query.addEventListener('change', this.paint);
    page.addEventListener('beforeprint', this.prepare);
    page.addEventListener('afterprint', this.prepare);
  }

  show(chart: Chart): void {
    this.chart = chart;
    this.paint();
  }

  end(): void {
    this.watch.disconnect();
    for (const query of [this.dark, this.print]) query.removeEventListener('change', this.paint);
    this.page.removeEventListener('beforeprint', this.prepare);
    this.page.removeEventListener('afterprint', this.prepare);
    this.drawing.dispose();
  }

  /** Pages are counted right after the event, so that the chart must have its size on paper by then. */
  private readonly prepare = (event: Event): void => {
    this.printing = event.type === 'beforeprint';
    this.paint();
  };

  private get onPaper(): boolean {
    return this.printing || this.print.matches;
  }

  private readonly paint = (): void => {
    if (this.chart === undefined) return;
    const dark = this.dark.matches && !this.onPaper;
    this.fit();
    this.drawing.setOption(dark ? repainted(this.chart.option, DARK) : this.chart.option, { notMerge: true });
    this.drawing.getZr().flush();
  };

  /** Before printing the page is not laid out for the paper yet, so the width of the paper is taken. */
  private readonly fit = (): void => {
    if (this.chart === undefined) return;
    const width = this.onPaper ? PRINT_WIDTH : this.place.clientWidth;
    if (width === 0) return;
    const height = Math.round(
      this.chart.aspect * Math.min(Math.max(width, HEIGHT_FROM.min), HEIGHT_FROM.max),
    );
    if (this.drawing.getWidth() !== width || this.drawing.getHeight() !== height)
      this.drawing.resize({ width, height });
  };
}
