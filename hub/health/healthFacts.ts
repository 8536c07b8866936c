import type { DiskSpace } from '../equipment/equipmentRules.js';

/** What is known of each part of a hub when its health is asked for. Nothing of it names a person. */
export interface HealthFacts {
  /** Unix ms. */
  readonly nowMs: number;
  readonly clock: ClockFacts;
  /** Undefined while it cannot be measured. */
  readonly disk: DiskSpace | undefined;
  readonly store: StoreFacts;
  readonly broker: BrokerFacts;
  readonly boxes: BoxesFacts;
  /** Undefined where no backups are made. */
  readonly backup: BackupFacts | undefined;
  /** Undefined when it cannot be read. */
  readonly journal: JournalFacts | undefined;
  readonly certificate: CertificateFacts;
  /** Those outside who are to be told of alarms. */
  readonly outbound: readonly TargetFacts[];
}

export interface ClockFacts {
  /** Largest step of the wall clock against the monotonic one within the last 24 h, ms, never negative. */
  readonly jumpMs: number;
  /** Boxes whose last self-test found their clock wrong. */
  readonly wrongBoxes: readonly string[];
}

export type StoreFacts =
  | { readonly kind: 'open'; readonly writable: boolean; readonly walBytes: number }
  /** Older: of a version before this program's. */
  | { readonly kind: 'missing' | 'older' }
  | { readonly kind: 'damaged'; readonly detail: string };

export type BrokerFacts =
  | { readonly kind: 'up' | 'down' | 'hub-stopped' }
  /** Nobody listens there. */
  | { readonly kind: 'silent'; readonly address: string };

export interface BoxesFacts {
  readonly all: number;
  /** Undefined while no hub runs that could tell. */
  readonly present:
    | { readonly online: number; readonly off: number; readonly silent: readonly string[] }
    | undefined;
}

export interface BackupFacts {
  /** Since when there could have been one, Unix ms. */
  readonly sinceMs: number;
  /** When the newest one that passed its check was finished, Unix ms; undefined before the first. */
  readonly goodMs: number | undefined;
  /** The newest one of all failed. */
  readonly failed: boolean;
  /** The newest good one was not copied to the second place. */
  readonly copyFailed: boolean;
}

export interface JournalFacts {
  /** Number of the newest entry; 0 before the first. */
  readonly entries: number;
  /** Taipei day of the newest head. */
  readonly headDay: string | undefined;
  /** When the first entry that is under no head yet was written, Unix ms. */
  readonly uncoveredMs: number | undefined;
}

export type CertificateFacts =
  | { readonly kind: 'not-used' | 'missing' }
  | { readonly kind: 'until'; readonly untilMs: number };

export interface TargetFacts {
  readonly name: string;
  /** Attempts in a row that failed. */
  readonly failures: number;
}
