import type { ServerResponse } from 'node:http';
import type { Clock, Timer } from '#platform/clock.js';
import { CodedError } from '#platform/errors.js';
import type { Key, KeyEdge } from '../ports/panel.js';
import { HeldKeys } from './heldKeys.js';
import { PageLine } from './pageLine.js';
import type { DecodedReport } from './reports.js';
import { type ScreenState, SILENT_MS } from './screenMessages.js';

/** A reload, and one more by mistake; older ones that are not the panel make room. */
const MAX_PAGES = 4;
/** Last part of the waiting, so that reports which queued up while this process was busy are read first. */
const SECOND_LOOK_MS = 100;
/** Longest that `farewell` waits for the page to hang up. */
const FAREWELL_MS = 300;

export interface PagesOptions {
  readonly clock: Clock;
  /** What every page shows now. */
  readonly state: () => ScreenState;
  /** Of the page's files. */
  readonly build: string;
  readonly ready: (held: readonly Key[]) => void;
  readonly edge: (edge: KeyEdge) => void;
  readonly lost: (detail: string) => void;
}

/**
 * The open pages, of which the newest that reported is the panel. `ready` and `lost` alternate, and edges come only
 * between them. A page that falls silent is hung up on: a browser that thaws finds its line broken and comes back.
 */
export class Pages {
  private readonly open = new Map<string, PageLine>();
  private readonly keys = new HeldKeys();
  private panel: PageLine | undefined;
  private silence: Timer | undefined;

  constructor(private readonly options: PagesOptions) {}

  /** Throws `CodedError` `screen/too-many-pages`; the response is untouched then. */
  admit(response: ServerResponse): void {
    const { build, state } = this.options;
    if (this.open.size >= MAX_PAGES)
      throw new CodedError('screen/too-many-pages', `at most ${MAX_PAGES} pages may be open`);
    const line = new PageLine(response);
    this.open.set(line.page, line);
    line.onGone(() => this.gone(line));
    line.send('page', { page: line.page, build });
    line.send('state', state());
    this.dropSilentNewcomer(line);
  }

  /** Throws `CodedError` `screen/page-gone`. */
  reported({ page, edges, held }: DecodedReport): void {
    const line = this.lineOf(page);
    if (line !== this.panel) return this.takeOver(line, held);
    this.listen();
    for (const edge of this.keys.follow(edges, held)) this.options.edge(edge);
  }

  /** Throws `CodedError` `screen/page-gone` unless this page is the panel. */
  expectPanel(page: string): void {
    if (this.lineOf(page) !== this.panel)
      throw new CodedError('screen/page-gone', 'another page is the panel');
  }

  /** Shows every page what is to be seen now. */
  tell(): void {
    const state = this.options.state();
    for (const line of this.open.values()) line.send('state', state);
  }

  /** Resolves when every page has hung up, which it does once it shows nothing any more, or soon after. */
  async farewell(): Promise<void> {
    this.silence?.cancel();
    this.panel = undefined;
    const lines = [...this.open.values()];
    for (const line of lines) line.send('farewell', {});
    await Promise.all(lines.map((line) => this.hungUp(line)));
  }

  private takeOver(line: PageLine, held: readonly Key[]): void {
    const { panel } = this;
    if (panel !== undefined) {
      this.lose('another page has become the panel');
      this.open.delete(panel.page);
      panel.send('superseded', {});
      panel.end();
    }
    this.panel = line;
    this.keys.begin(held);
    this.listen();
    this.options.ready(this.keys.held);
  }

  /** Waits for the panel's next report. */
  private listen(): void {
    const { clock } = this.options;
    this.silence?.cancel();
    this.silence = clock.after(SILENT_MS - SECOND_LOOK_MS, () => {
      this.silence = clock.after(SECOND_LOOK_MS, () => this.panel?.drop());
    });
  }

  /** A connection that never reports is no page and must not keep one out. */
  private dropSilentNewcomer(line: PageLine): void {
    const timer = this.options.clock.after(SILENT_MS, () => {
      if (line !== this.panel) line.drop();
    });
    line.onGone(() => timer.cancel());
  }

  private gone(line: PageLine): void {
    this.open.delete(line.page);
    if (line === this.panel) this.lose('the page went away or hangs');
  }

  private lose(detail: string): void {
    this.panel = undefined;
    this.silence?.cancel();
    this.options.lost(detail);
  }

  private lineOf(page: string): PageLine {
    const line = this.open.get(page);
    if (line === undefined) throw new CodedError('screen/page-gone', `no page is open as ${page}`);
    return line;
  }

  private hungUp(line: PageLine): Promise<void> {
    return new Promise((resolve) => {
      const timer = this.options.clock.after(FAREWELL_MS, resolve);
      line.onGone(() => {
        timer.cancel();
        resolve();
      });
    });
  }
}
