import { MAX_WINDOW_TOTAL_MS } from '#contract/limits.js';
import type { BoxView, Snapshot, WindowView } from '#contract/views.js';
import { type Clock, type Timer, timestamp } from '#platform/clock.js';
import type { Ledgers } from '../ingest/ledgers.js';
import { taipeiDay } from '../statistics/period.js';
import type { StatisticsDesk } from '../statistics/statisticsDesk.js';
import type { AlarmRecord, AlarmStore } from '../store/alarmStore.js';
import type { BoxStore } from '../store/boxStore.js';
import type { SiteStore } from '../store/siteStore.js';
import type { WindowStore } from '../store/windowStore.js';
import type { WindowRecord } from '../windows/windowRecord.js';
import type { Feed } from './feed.js';
import { alarmView, boxView, windowView } from './views.js';

export interface OfficeBoardOptions {
  readonly feed: Feed;
  readonly sites: SiteStore;
  readonly windows: WindowStore;
  readonly boxes: BoxStore;
  readonly alarms: AlarmStore;
  readonly statistics: StatisticsDesk;
  readonly ledgers: Ledgers;
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
      boxes: boxes
        .all()
        .filter((box) => box.office === office)
        .map((box) => this.boxView(box.id))
        .filter(isThere),
      windows: this.options.windows
        .latestPerCounter(office, today.from - MAX_WINDOW_TOTAL_MS)
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

  boxView(id: string): BoxView | undefined {
    const box = this.options.boxes.byId(id);
    if (box === undefined) return undefined;
    const ledger = this.options.ledgers.current(id)?.ledger;
    return boxView(box, { contiguous: ledger?.contiguous ?? 0, missing: ledger?.missing() ?? 0 });
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
    const { feed, boxes } = this.options;
    const box = boxes.byId(id);
    if (box === undefined || !feed.isWatched(box.office)) return;
    const view = this.boxView(id);
    if (view !== undefined) feed.publish(box.office, { event: 'box', data: view });
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
