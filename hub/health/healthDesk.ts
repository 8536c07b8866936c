import { statSync } from 'node:fs';
import type { HealthView } from '#contract/care.js';
import { type Clock, timestamp } from '#platform/clock.js';
import { canWrite, type Sqlite } from '#platform/sqlite.js';
import { type DataDisk, diskSpaceOf } from '../equipment/dataDisk.js';
import type { BackupHistory } from '../store/backupStore.js';
import type { HealthStore } from '../store/healthStore.js';
import type { ClockWatch } from './clockWatch.js';
import type { BackupFacts, BoxesFacts, CertificateFacts, HealthFacts, JournalFacts } from './healthFacts.js';
import { checksOf } from './healthRules.js';

/** What the hub's other parts tell of themselves. Each answers at once, from what is known. */
export interface HealthSources {
  /** Undefined where no backups are made. */
  readonly backup: () => BackupFacts | undefined;
  /** End of the certificate the hub shows, Unix ms; undefined where it shows none. */
  readonly certificateUntil: () => number | undefined;
  /** Names of those outside who are told of alarms, as the store knows them. */
  readonly targets: () => readonly string[];
  readonly brokerUp: () => boolean;
}

export interface HealthDeskOptions {
  readonly db: Sqlite;
  readonly store: HealthStore;
  readonly disk: DataDisk;
  readonly steps: Pick<ClockWatch, 'largestStep'>;
  readonly sources: HealthSources;
  readonly clock: Clock;
  readonly software: string;
}

/** How a running hub and its parts are, for the machine room (R25). Reads only. */
export class HealthDesk {
  constructor(private readonly options: HealthDeskOptions) {}

  async view(): Promise<HealthView> {
    const { clock, software } = this.options;
    const facts = await this.facts();
    return { at: timestamp(clock.wall()), software, checks: checksOf(facts) };
  }

  private async facts(): Promise<HealthFacts> {
    const { db, store, disk, steps, sources, clock } = this.options;
    return {
      nowMs: clock.wall(),
      clock: { jumpMs: steps.largestStep(), wrongBoxes: store.wrongClocks() },
      disk: await diskSpaceOf(disk),
      store: { kind: 'open', writable: canWrite(db), walBytes: sizeOf(`${db.name}-wal`) },
      broker: { kind: sources.brokerUp() ? 'up' : 'down' },
      boxes: presentBoxes(store),
      backup: sources.backup(),
      journal: journalFacts(store),
      certificate: certificateFacts(sources.certificateUntil()),
      outbound: outboundFacts(store, sources.targets()),
    };
  }
}

export function presentBoxes(store: HealthStore): BoxesFacts {
  const boxes = store.boxes();
  const of = (...presences: readonly string[]) =>
    boxes.filter(({ presence }) => presences.includes(presence));
  return {
    all: boxes.length,
    present: {
      online: of('online').length,
      off: of('offline').length,
      silent: of('lost', 'unknown').map(({ id }) => id),
    },
  };
}

/** Undefined where no backups are made. */
export function backupFacts({ sinceMs, ended, newestGood }: BackupHistory): BackupFacts | undefined {
  if (sinceMs === 0) return undefined;
  return {
    sinceMs,
    goodMs: newestGood?.finishedMs ?? undefined,
    failed: ended?.state === 'failed',
    copyFailed: newestGood?.copy === 'failed',
  };
}

export function journalFacts(store: HealthStore): JournalFacts {
  const head = store.newestHead();
  return {
    entries: store.newestEntry(),
    headDay: head?.day,
    uncoveredMs: store.firstAfterMs(head?.number ?? 0),
  };
}

const certificateFacts = (untilMs: number | undefined): CertificateFacts =>
  untilMs === undefined ? { kind: 'not-used' } : { kind: 'until', untilMs };

/** Only those that are told now: the store remembers earlier ones too. */
export function outboundFacts(store: HealthStore, names: readonly string[]): HealthFacts['outbound'] {
  const failures = new Map(store.targets().map((target) => [target.name, target.failures]));
  return names.map((name) => ({ name, failures: failures.get(name) ?? 0 }));
}

/** Bytes of a file; 0 when there is none. */
export const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;
