import { MAX_WINDOW_OPEN_MS } from '#contract/limits.js';
import type { Snapshot, WindowView } from '#contract/views.js';
import { type Clock, type Timer, timestamp } from '#platform/clock.js';
import { taipeiDay } from '../statistics/period.js';
import type { StatisticsDesk } from '../statistics/statisticsDesk.js';
import type { AlarmRecord, AlarmStore } from '../store/alarmStore.js';
import type { SiteStore } from '../store/siteStore.js';
import type { WindowStore } from '../store/windowStore.js';
import type { WindowRecord } from '../windows/windowRecord.js';
import type { BoxWatch } from './boxWatch.js';
import type { Feed } from './feed.js';
import { alarmView, windowView } from './views.js';

export interface OfficeBoardOptions {
  readonly feed: Feed;
  readonly sites: SiteStore;
  readonly windows: WindowStore;
  readonly boxes: BoxWatch;
  readonly alarms: AlarmStore;
  readonly statistics: StatisticsDesk;
  readonly clock: Clock;
}

/** Figures of an office are counted anew at most this often, however many windows end. */
const FIGURES_EVERY_MS = 500;

/** What an office looks like now, and word of each change to those who watch it. */
export class OfficeBoard {
  private readonly figuresDue = new Map<string, Timer>();

  constructor(private readonly options: OfficeBoardOptions) {}

  snapshot(office: string): Snapshot | undefined {
    const { sites, boxes, alarms, statistics, clock } = this.options;
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
      alarms: alarms
        .current(office, today.from)
        .map((alarm) => this.alarmView(alarm))
        .filter(isThere),
      today: statistics.today(office),
    };
  }

  window(id: string): WindowView | undefined {
    const window = this.options.windows.byId(id);
    return window === undefined ? undefined : this.view(window);
  }

  alarmView(alarm: AlarmRecord) {
    const window = this.options.windows.byId(alarm.window);
    return window === undefined ? undefined : alarmView(alarm, window);
  }

  windowChanged(id: string): void {
    const { feed, windows } = this.options;
    if (!feed.isWatched()) return;
    const window = windows.byId(id);
    if (window === undefined || !feed.isWatched(window.office)) return;
    feed.publish(window.office, { event: 'window', data: this.view(window) });
    this.figuresChanged(window.office);
  }

  alarmChanged(id: string): void {
    const { feed, alarms } = this.options;
    const alarm = alarms.byId(id);
    if (alarm === undefined || !feed.isWatched(alarm.office)) return;
    const view = this.alarmView(alarm);
    if (view !== undefined) feed.publish(alarm.office, { event: 'alarm', data: view });
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

const isThere = <T>(value: T | undefined): value is T => value !== undefined;
