import type { Clock, Timer } from '#platform/clock.js';
import { RetrySchedule } from '#platform/retrySchedule.js';
import type { Key, KeyEdge } from '../ports/panel.js';
import {
  BEAT_MS,
  type ChoiceReport,
  type Choices,
  MAX_EDGES,
  type Report,
  type ScreenEvents,
  type ScreenState,
  SILENT_MS,
} from '../screen/screenMessages.js';

/** Pauses between attempts to reach the box's program, ms: short, because a citizen may be waiting. */
const RETRY = { first: 250, most: 1_500 } as const;

/** `live` once the box's program has answered a report of this page; only then does a key do anything. */
export type LinkPhase = 'connecting' | 'live' | 'superseded';

/** The part of `EventSource` that is used. */
export interface EventLine {
  addEventListener(name: string, listener: (event: { readonly data?: string }) => void): void;
  close(): void;
}

export interface ScreenLinkOptions {
  /** Opens the way down. */
  readonly listen: (path: '/live') => EventLine;
  /** Resolves with the status of the answer; rejects when there was none. */
  readonly post: (path: '/report' | '/choice', body: Report | ChoiceReport) => Promise<number>;
  readonly clock: Clock;
  readonly random: () => number;
  /** Keys down right now. */
  readonly held: () => readonly Key[];
  readonly phase: (phase: LinkPhase) => void;
  readonly state: (state: ScreenState) => void;
  /** The box serves another build of the page than the one it served first. */
  readonly outdated: () => void;
}

/**
 * The page's line to the box's program. Reports go one after another, so that no release overtakes its press, and
 * every one is a sign of life. Whatever breaks, it begins anew by itself with the keys that are down then; what
 * moved in between is not told.
 */
export class ScreenLink {
  private readonly retries: RetrySchedule;
  private line: EventLine | undefined;
  private page: string | undefined;
  private build: string | undefined;
  private moved: KeyEdge[] = [];
  private reporting = false;
  private timer: Timer | undefined;

  constructor(private readonly options: ScreenLinkOptions) {
    this.retries = new RetrySchedule({ ...RETRY, random: options.random });
  }

  /** Also begins anew after another page took over. */
  start(): void {
    this.end();
    this.options.phase('connecting');
    const line = this.options.listen('/live');
    this.line = line;
    const on = <N extends keyof ScreenEvents>(name: N, heard: (data: ScreenEvents[N]) => void) =>
      line.addEventListener(name, ({ data = '{}' }) => {
        if (this.line === line) heard(JSON.parse(data));
      });
    on('page', ({ page, build }) => this.begin(page, build));
    on('state', (state) => this.options.state(state));
    on('superseded', () => this.giveWay());
    on('farewell', () => this.restart());
    line.addEventListener('error', () => {
      if (this.line === line) this.restart();
    });
    this.timer = this.options.clock.after(SILENT_MS, () => this.restart());
  }

  edge(edge: KeyEdge): void {
    if (this.page === undefined) return;
    this.moved.push(edge);
    this.report();
  }

  /** A choice that does not get through is not made: the screen shows what the box's program says. */
  choose(choices: Choices): void {
    const { page } = this;
    if (page === undefined) return;
    this.options.post('/choice', { page, ...choices }).catch(() => undefined);
  }

  private begin(page: string, build: string): void {
    if (this.build !== undefined && this.build !== build) return this.options.outdated();
    this.build = build;
    this.page = page;
    this.report();
  }

  private report(): void {
    const { page } = this;
    if (this.reporting || page === undefined) return;
    const { clock, held, post } = this.options;
    const edges = this.moved.splice(0).slice(0, MAX_EDGES);
    this.reporting = true;
    this.timer?.cancel();
    this.timer = clock.after(SILENT_MS, () => this.restart());
    const answered = (status: number | undefined) => {
      if (this.page !== page) return;
      if (status !== 204) return this.restart();
      this.retries.reset();
      this.options.phase('live');
      this.rest();
    };
    post('/report', { page, edges, held: held() }).then(answered, () => answered(undefined));
  }

  /** What moved while the last report was under way goes at once. */
  private rest(): void {
    this.reporting = false;
    this.timer?.cancel();
    if (this.moved.length > 0) this.report();
    else this.timer = this.options.clock.after(BEAT_MS, () => this.report());
  }

  private restart(): void {
    this.end();
    this.options.phase('connecting');
    this.timer = this.options.clock.after(this.retries.next(), () => this.start());
  }

  private giveWay(): void {
    this.end();
    this.options.phase('superseded');
  }

  private end(): void {
    this.timer?.cancel();
    this.line?.close();
    this.line = undefined;
    this.page = undefined;
    this.moved = [];
    this.reporting = false;
  }
}
