import { onTestFinished } from 'vitest';
import type { Level, MissedReason } from '#contract/values.js';
import { ManualClock } from '#platform/clock.js';
import { openSqlite } from '#platform/sqlite.js';
import { gather } from '../../hub/reports/gather.js';
import { readingMeans } from '../../hub/reports/readingMeans.js';
import type { ReportData, ReportOrder } from '../../hub/reports/reportData.js';
import { dayNumber, dayStart } from '../../hub/statistics/period.js';
import { CellLedger } from '../../hub/store/aggregates/cellLedger.js';
import { migrations } from '../../hub/store/migrations/index.js';
import { type Site, SiteStore } from '../../hub/store/siteStore.js';
import { type LoadedWindow, loadWindows } from '../../hub/store/windowLoader.js';
import { seededRandom } from '../../simulators/random.js';
import { type RecordedAlarm, ratingAlarm, storeAlarms } from './alarmRecords.js';
import { uuid } from './ids.js';
import { eastSite } from './sites.js';
import { temporaryFolder } from './temporary.js';

export interface RecordedWindow {
  readonly office: string;
  readonly counter: string;
  readonly clerk: string;
  readonly kind: 'receipt' | 'notice';
  readonly service: string | null;
  readonly issuedMs: number;
  readonly outcome: 'rated' | 'expired' | 'cancelled' | 'missed';
  readonly reason: MissedReason | null;
  readonly level: Level | null;
  readonly afterMs: number | null;
  readonly extended: boolean;
  readonly flagged: boolean;
  readonly excluded: boolean;
}

export interface RandomRecords {
  readonly seed: number;
  readonly places: ReadonlyArray<{ readonly office: string; readonly counter: string }>;
  readonly fromMs: number;
  readonly toMs: number;
  readonly perDay: number;
  readonly services: ReadonlyArray<string | null>;
  readonly clerks?: readonly string[];
}

const REASONS: readonly MissedReason[] = ['box-offline', 'late', 'box-fault', 'no-box', 'interrupted'];
const HOUR_MS = 3_600_000;

/** Windows on weekdays from 8 to 17, of which most that were answered are satisfied. */
export function* randomWindows(options: RandomRecords): Generator<RecordedWindow> {
  const random = seededRandom(options.seed);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  for (let day = dayNumber(options.fromMs); dayStart(day) < options.toMs; day++) {
    if ([2, 3].includes(((day % 7) + 7) % 7)) continue;
    for (let index = 0; index < options.perDay; index++) {
      const draw = random();
      const outcome = draw < 0.4 ? 'rated' : draw < 0.93 ? 'expired' : draw < 0.95 ? 'cancelled' : 'missed';
      const mood = random();
      const level: Level = mood < 0.62 ? 5 : mood < 0.88 ? 4 : mood < 0.95 ? 3 : mood < 0.985 ? 2 : 1;
      const rated = outcome === 'rated';
      yield {
        ...pick(options.places),
        clerk: pick(options.clerks ?? ['王小明', '李小華', '陳小玲']),
        kind: random() < 0.9 ? 'receipt' : 'notice',
        service: pick(options.services),
        issuedMs: dayStart(day) + 8 * HOUR_MS + Math.floor(random() * 9 * HOUR_MS),
        outcome,
        reason: outcome === 'missed' ? pick(REASONS) : null,
        level: rated ? level : null,
        afterMs: rated ? Math.floor(400 + random() * 24_000) : null,
        extended: outcome !== 'missed' && random() < 0.02,
        flagged: rated && random() < 0.01,
        excluded: rated && random() < 0.01,
      };
    }
  }
}

/** A database file with a site and these windows; each dissatisfied rating raised an alarm, most of which were met. */
export function recordedHub(site: Site, windows: Iterable<RecordedWindow>, nowMs: number) {
  const file = `${temporaryFolder()}/hub.db`;
  const db = openSqlite(file, migrations);
  onTestFinished(() => void db.close());
  const sites = new SiteStore(db);
  sites.apply(site, nowMs);
  const kept = [...windows];
  const alarms = alarmsOf(kept);
  db.transaction(() => {
    loadWindows(db, loaded(kept), new CellLedger(db));
    storeAlarms(db, alarms);
  })();
  return { file, db, sites, windows: kept, alarms, clock: new ManualClock(nowMs) };
}

const idOf = (index: number): string => uuid(2 * index + 1);

function* loaded(windows: readonly RecordedWindow[]): Generator<LoadedWindow> {
  for (const [index, window] of windows.entries()) {
    const { office, counter, clerk, kind, service, issuedMs } = window;
    const place = { office, counter, clerk, kind, service, visit: null, issuedMs };
    yield {
      window: {
        ...window,
        id: idOf(index),
        visit: null,
        box: null,
        state: 'ended',
        lengthMs: 30_000,
        openedMs: issuedMs,
        closesMs: issuedMs + 30_000,
        endedMs: issuedMs + (window.afterMs ?? 30_000),
        provisional: false,
        extraPresses: 0,
        source: null,
        dueMs: null,
      },
      issuance: {
        ...place,
        id: uuid(2 * index + 2),
        number: `N${index}`,
        receivedMs: issuedMs,
        voidedMs: null,
        offered: idOf(index),
        window: idOf(index),
      },
    };
  }
}

function alarmsOf(windows: readonly RecordedWindow[]): RecordedAlarm[] {
  return windows.flatMap(({ office, counter, level, issuedMs, afterMs }, index) =>
    level === null || level > 2
      ? []
      : [
          ratingAlarm(index, {
            office,
            counter,
            level,
            window: idOf(index),
            raisedMs: issuedMs + (afterMs ?? 0),
          }),
        ],
  );
}

/** What a report of these records says. */
export function reportData(
  hub: ReturnType<typeof recordedHub>,
  order: Partial<ReportOrder> & Pick<ReportOrder, 'fromMs' | 'toMs'>,
): ReportData {
  const madeMs = hub.clock.wall();
  const whole = { id: uuid(7), office: 'east', occasion: 'monthly', by: null, madeMs, ...order } as const;
  return gather(whole, readingMeans(hub.db, madeMs));
}

/** Taipei midnight. */
export const taipei = (day: string): number => Date.parse(`${day}T00:00:00+08:00`);

/** Two months of an office of six counters; a report of the second has one before to be compared with. */
export function twoMonths(options: Partial<RandomRecords> = {}) {
  const [fromMs, toMs] = [taipei('2026-09-01'), taipei('2026-11-01')];
  const places = [1, 2, 3, 4, 5, 6].map((n) => ({ office: 'east', counter: String(n) }));
  const services = ['出生登記', '結婚登記', '遷徙登記', '身分證補發', null];
  const windows = randomWindows({ seed: 1, places, fromMs, toMs, perDay: 60, services, ...options });
  return recordedHub(eastSite, windows, toMs + 720_000);
}

export const october = { fromMs: taipei('2026-10-01'), toMs: taipei('2026-11-01') } as const;
