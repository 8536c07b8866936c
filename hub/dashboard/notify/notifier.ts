import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { type Clock, every, type Timer } from '#platform/clock.js';
import type { Desktop, DesktopPermission } from './desktop.js';

/** What is said of one alarm beside chime and banner. */
export interface Notice {
  readonly alarm: string;
  readonly heading: string;
  readonly body: string;
}

/** What the browser's window or tab is called. */
export interface Titles {
  /** While nothing calls. */
  readonly calm: string;
  /** While something does; alternates with `calm`, or stays where motion is not wanted. */
  readonly calling: string;
}

export interface NotifierOptions {
  readonly desktop: Desktop;
  readonly clock: Clock;
  /** Whether the browser's user prefers less motion, asked anew each time. */
  readonly reducedMotion: () => boolean;
}

/** Each title stands so long, so a whole turn takes 2 s (WCAG 2.3.1 allows three flashes in one). */
export const TITLE_MS = 1_000;

/** Tells of alarms outside the page (A3): on the desktop where the browser may, and in the tab's title. */
export class Notifier {
  private readonly heading = signal('');
  private readonly allowed: Signal<DesktopPermission>;
  private readonly shown = new Map<string, () => void>();
  private titles: Titles = { calm: '', calling: '' };
  private flash: Timer | undefined;

  constructor(private readonly options: NotifierOptions) {
    this.allowed = signal(options.desktop.permission());
  }

  /** The title the page has to have now. */
  get title(): ReadonlySignal<string> {
    return this.heading;
  }

  get permission(): ReadonlySignal<DesktopPermission> {
    return this.allowed;
  }

  /** To be called from a click. */
  async allow(): Promise<void> {
    this.allowed.value = await this.options.desktop.request();
  }

  /** What calls from now on: notices that are new appear, those of alarms that call no more go away. */
  tell(notices: readonly Notice[], titles: Titles): void {
    this.tellDesktop(notices);
    this.entitle(notices.length > 0, titles);
  }

  private tellDesktop(notices: readonly Notice[]): void {
    const calling = new Set(notices.map(({ alarm }) => alarm));
    for (const [alarm, close] of this.shown) {
      if (calling.has(alarm)) continue;
      this.shown.delete(alarm);
      close();
    }
    if (this.allowed.value !== 'granted') return;
    for (const { alarm, heading, body } of notices) {
      if (this.shown.has(alarm)) continue;
      this.shown.set(alarm, this.options.desktop.show(`alarm-${alarm}`, heading, body));
    }
  }

  private entitle(calling: boolean, titles: Titles): void {
    const same = titles.calm === this.titles.calm && titles.calling === this.titles.calling;
    if (same && calling === (this.flash !== undefined)) return;
    this.titles = titles;
    this.flash?.cancel();
    this.flash = undefined;
    this.heading.value = calling ? titles.calling : titles.calm;
    if (calling) this.flash = every(this.options.clock, TITLE_MS, () => this.turn());
  }

  private turn(): void {
    const { calm, calling } = this.titles;
    const rests = this.heading.value === calling && !this.options.reducedMotion();
    this.heading.value = rests ? calm : calling;
  }
}
