import type { DutyView, ShelfView } from '#contract/alarms.js';
import { MAX_WINDOW_OPEN_MS } from '#contract/limits.js';
import type { ChimeTestView, LampView } from '#contract/signals.js';
import type { Snapshot, WindowView } from '#contract/views.js';
import { type Clock, type Timer, timestamp } from '#platform/clock.js';
import type { AlarmChange } from '../alarms/alarmRegister.js';
import type { AlarmViews } from '../alarms/alarmViews.js';
import { taipeiDay } from '../statistics/period.js';
import type { StatisticsDesk } from '../statistics/statisticsDesk.js';
import type { AlarmStore } from '../store/alarmStore.js';
import type { SiteStore } from '../store/siteStore.js';
import type { WindowStore } from '../store/windowStore.js';
import type { WindowRecord } from '../windows/windowRecord.js';
import type { BoxWatch } from './boxWatch.js';
import type { Feed } from './feed.js';
import { windowView } from './views.js';

export interface OfficeBoardOptions {
  readonly feed: Feed;
  readonly sites: SiteStore;
  readonly windows: WindowStore;
  readonly boxes: BoxWatch;
  readonly alarms: AlarmStore;
  readonly alarmViews: AlarmViews;
  /** Counters silenced now. */
  readonly shelvesOf: (office: string) => ShelfView[];
  readonly dutyOf: (office: string) => DutyView;
  readonly signals: {
    lampsOf(office: string): LampView[];
    newestTest(office: string): ChimeTestView | undefined;
  };
  readonly statistics: StatisticsDesk;
  readonly clock: Clock;
}

/** Figures of an office are counted anew at most this often, however many windows end. */
const FIGURES_EVERY_MS = 500;
/** More alarms than anybody can look at; the urgent are among them. */
const MOST_ALARMS = 500;

/** What an office looks like now, and word of each change to those who watch it. */
export class OfficeBoard {
  private readonly figuresDue = new Map<string, Timer>();

  constructor(private readonly options: OfficeBoardOptions) {}

  snapshot(office: string): Snapshot | undefined {
    const { sites, boxes, statistics, clock, signals } = this.options;
    const view = sites.offices().find(({ id }) => id === office);
    if (view === undefined) return undefined;
    const today = taipeiDay(clock.wall());
    return {
      now: timestamp(clock.wall()),
      office: view,
      boxes: boxes.ofOffice(office),
      windows: this.options.windows
        .latestPerCounter(office, today.from - MAX_WINDOW_OPEN_MS)
        .map((window) => this.view(window)),
      alarms: this.alarmsOf(office, today.from),
      shelves: this.options.shelvesOf(office),
      duty: this.options.dutyOf(office),
      lamps: signals.lampsOf(office),
      ...chimeTest(signals.newestTest(office)),
      today: statistics.today(office),
    };
  }

  window(id: string): WindowView | undefined {
    const window = this.options.windows.byId(id);
    return window === undefined ? undefined : this.view(window);
  }

  windowChanged(id: string): void {
    const { feed, windows } = this.options;
    if (!feed.isWatched()) return;
    const window = windows.byId(id);
    if (window === undefined || !feed.isWatched(window.office)) return;
    feed.publish(window.office, { event: 'window', data: this.view(window) });
    this.figuresChanged(window.office);
  }

  /** Each alarm is shown once, however many steps it took; that a counter is silent is told of the counter. */
  alarmsChanged(changes: readonly AlarmChange[]): void {
    if (!this.options.feed.isWatched()) return;
    const shown = changes.filter(({ step }) => step !== 'shelved' && step !== 'returned');
    for (const id of new Set(shown.map(({ alarm }) => alarm))) this.alarmChanged(id);
  }

  /** Who can be called has changed, and with it whom the alarms that call now will call later. */
  dutyChanged(view: DutyView): void {
    const { feed, alarms } = this.options;
    if (!feed.isWatched(view.office)) return;
    feed.publish(view.office, { event: 'duty', data: view });
    for (const { id } of alarms.calling(view.office)) this.alarmChanged(id);
  }

  shelfChanged(view: ShelfView): void {
    this.options.feed.publish(view.office, { event: 'shelf', data: view });
  }

  /** The office a lamp was taken from hears of it too. */
  lampChanged(view: LampView, from?: string): void {
    for (const office of new Set([view.office, from ?? view.office]))
      this.options.feed.publish(office, { event: 'lamp', data: view });
  }

  chimeTestChanged(view: ChimeTestView): void {
    this.options.feed.publish(view.office, { event: 'chimeTest', data: view });
  }

  boxChanged(id: string): void {
    const { feed, sites, boxes } = this.options;
    const office = sites.places.placeOf(id)?.office;
    if (office === undefined || !feed.isWatched(office)) return;
    const view = boxes.view(id);
    if (view !== undefined) feed.publish(office, { event: 'box', data: view });
  }

  /** The office a box has left hears of it too. */
  boxMoved(id: string, from: string | undefined): void {
    this.boxChanged(id);
    const { feed, boxes } = this.options;
    if (from === undefined || !feed.isWatched(from)) return;
    const view = boxes.view(id);
    if (view !== undefined && view.office !== from) feed.publish(from, { event: 'box', data: view });
  }

  stop(): void {
    for (const timer of this.figuresDue.values()) timer.cancel();
    this.figuresDue.clear();
  }

  private alarmsOf(office: string, sinceMs: number): Snapshot['alarms'] {
    const { alarms, alarmViews } = this.options;
    return alarms.current(office, sinceMs, MOST_ALARMS).map((alarm) => alarmViews.of(alarm));
  }

  /** What a flood holds back is shown to nobody (A8). */
  private alarmChanged(id: string): void {
    const { feed, alarms, alarmViews } = this.options;
    const alarm = alarms.byId(id);
    if (alarm === undefined || alarm.isolated || !feed.isWatched(alarm.office)) return;
    feed.publish(alarm.office, { event: 'alarm', data: alarmViews.of(alarm) });
  }

  private figuresChanged(office: string): void {
    if (this.figuresDue.has(office)) return;
    const { feed, statistics, clock } = this.options;
    this.figuresDue.set(
      office,
      clock.after(FIGURES_EVERY_MS, () => {
        this.figuresDue.delete(office);
        if (feed.isWatched(office))
          feed.publish(office, { event: 'figures', data: statistics.today(office) });
      }),
    );
  }

  private view(window: WindowRecord): WindowView {
    return windowView(window, this.options.windows.issuancesOf(window.id));
  }
}

const chimeTest = (view: ChimeTestView | undefined): Pick<Snapshot, 'chimeTest'> =>
  view === undefined ? {} : { chimeTest: view };
