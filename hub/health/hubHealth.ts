import { dirname } from 'node:path';
import type { Clock } from '#platform/clock.js';
import type { Sqlite } from '#platform/sqlite.js';
import { DirectoryDisk } from '../equipment/dataDisk.js';
import type { PartGauges } from '../http/metrics.js';
import { HealthStore } from '../store/healthStore.js';
import { ClockWatch } from './clockWatch.js';
import { HealthDesk, type HealthSources } from './healthDesk.js';

export interface HubHealthParts {
  readonly db: Sqlite;
  readonly clock: Clock;
  readonly software: string;
  readonly sources: HealthSources;
}

/** What the hub tells of itself, to people and to programs that watch it. */
export interface HubHealth {
  readonly desk: HealthDesk;
  readonly gauges: PartGauges;
  /** Runs with the hub. */
  readonly watch: ClockWatch;
}

const DAY_MS = 24 * 3_600_000;

export function hubHealthOf({ db, clock, software, sources }: HubHealthParts): HubHealth {
  const store = new HealthStore(db);
  const watch = new ClockWatch(clock);
  const disk = new DirectoryDisk(dirname(db.name));
  const since = (ms: number | undefined): number | undefined =>
    ms === undefined ? undefined : Math.max(0, clock.wall() - ms) / 1_000;
  return {
    watch,
    desk: new HealthDesk({ db, store, disk, steps: watch, sources, clock, software }),
    gauges: {
      openAlarms: () => store.openAlarms(),
      oldestCallSeconds: () => since(store.oldestCallMs()) ?? 0,
      mostUnacked: () => store.mostUnacked(),
      journalNumber: () => store.newestEntry(),
      backupAgeSeconds: () => since(sources.backup()?.goodMs),
      certificateDays: () => {
        const until = sources.certificateUntil();
        return until === undefined ? undefined : (until - clock.wall()) / DAY_MS;
      },
    },
  };
}
