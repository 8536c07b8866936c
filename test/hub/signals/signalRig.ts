import { onTestFinished } from 'vitest';
import { type AlarmSettings, DEFAULT_ALARM_SETTINGS } from '#contract/alarms.js';
import type { ChimeTestView, LampReport, LampView } from '#contract/signals.js';
import { ManualClock } from '#platform/clock.js';
import { silentLogger } from '#platform/logger.js';
import { openSqlite, type Sqlite } from '#platform/sqlite.js';
import { ChimeTestWatch } from '../../../hub/signals/chimeTestWatch.js';
import { SignalDesk } from '../../../hub/signals/signalDesk.js';
import { ChimeTestStore } from '../../../hub/store/chimeTestStore.js';
import { GroupWriter } from '../../../hub/store/groupWriter.js';
import { JournalStore } from '../../../hub/store/journalStore.js';
import { LampStore } from '../../../hub/store/lampStore.js';
import { migrations } from '../../../hub/store/migrations/index.js';
import { SiteStore } from '../../../hub/store/siteStore.js';
import { countedIds } from '../../support/ids.js';
import { eastSite } from '../../support/sites.js';
import { temporaryFolder } from '../../support/temporary.js';

/** Of a day of July 2026 in Taipei. */
export const taipei = (day: number, hour: number, minute = 0): number =>
  Date.UTC(2026, 6, day, hour - 8, minute);

export const lampReport = (change: Partial<LampReport> = {}): LampReport => ({
  office: 'east',
  light: 'patlite',
  state: 'connected',
  shows: 'off',
  ...change,
});

const STEP_MS = 5_000;

/** The signals of a hub with a database file, and what it said of them. */
export class SignalRig {
  readonly clock: ManualClock;
  readonly db: Sqlite;
  readonly sites: SiteStore;
  readonly journal: JournalStore;
  readonly lampStore: LampStore;
  readonly lamps: Array<LampView & { from?: string }> = [];
  readonly tests: ChimeTestView[] = [];
  settings: AlarmSettings = DEFAULT_ALARM_SETTINGS;
  desk: SignalDesk;
  writer: GroupWriter;
  private watch: ChimeTestWatch;
  private readonly ids = countedIds();

  constructor(startMs = taipei(7, 7)) {
    this.clock = new ManualClock(startMs);
    this.db = openSqlite(`${temporaryFolder()}/hub.db`, migrations);
    onTestFinished(() => void this.db.close());
    this.sites = new SiteStore(this.db);
    this.sites.apply(eastSite, startMs);
    this.journal = new JournalStore(this.db);
    this.lampStore = new LampStore(this.db);
    [this.writer, this.desk, this.watch] = this.hub();
    this.up();
  }

  /** Time passes as for a hub that stores between its looks. */
  async pass(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= STEP_MS) {
      this.clock.advance(Math.min(STEP_MS, left));
      await this.settle();
    }
  }

  async passUntil(wallMs: number): Promise<void> {
    await this.pass(wallMs - this.clock.wall());
  }

  async settle(): Promise<void> {
    if (this.writer.depth === 0) return;
    this.writer.flush();
    await Promise.resolve();
    await Promise.resolve();
  }

  /** The process is killed; nothing of it is there for `ms`; then it starts again. */
  restart(ms = 0): void {
    this.watch.stop();
    this.desk.stop();
    this.clock.advance(ms);
    [this.writer, this.desk, this.watch] = this.hub();
    this.up();
  }

  private up(): void {
    this.desk.start();
    this.watch.start();
  }

  private hub(): [GroupWriter, SignalDesk, ChimeTestWatch] {
    const { db, clock, sites, journal, ids } = this;
    const writer = new GroupWriter({ db, clock });
    const desk = new SignalDesk({
      lamps: this.lampStore,
      tests: new ChimeTestStore(db),
      ...{ writer, journal, sites, clock, ids, logger: silentLogger },
      settingsOf: () => this.settings,
      lampChanged: (lamp, from) => this.lamps.push({ ...lamp, ...(from === undefined ? {} : { from }) }),
      testChanged: (test) => this.tests.push(test),
    });
    return [writer, desk, new ChimeTestWatch({ tests: desk.tests, clock })];
  }
}
