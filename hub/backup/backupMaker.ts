import { CodedError, messageOf } from '#platform/errors.js';

/** One backup to be made. */
export interface BackupOrder {
  readonly id: string;
  readonly startedMs: number;
  /** Where the hub keeps its data. */
  readonly data: string;
  /** Where backups are kept, each in a folder of its own. */
  readonly folder: string;
  /** The second place, if there is one. */
  readonly copyFolder: string | undefined;
  readonly software: string;
}

export interface BackupMade {
  readonly name: string;
  readonly finishedMs: number;
  readonly bytes: number;
  readonly windows: number;
  readonly events: number;
  readonly copy: 'off' | 'good' | 'failed';
  /** Why the second place does not have it. */
  readonly copyProblem?: string;
}

/** Makes backups, beside the work of the hub. */
export interface BackupMaker {
  /**
   * Resolves once the backup was opened and checked, is durable under its name, and was brought to the second place as far
   * as that could be; old ones are gone by then. Rejects with a `CodedError` `backup/…` when there is none; nothing is
   * left of it then.
   */
  make(order: BackupOrder): Promise<BackupMade>;
  /** Ends what is being made, which then rejects with `backup/stopped`. */
  stop(): Promise<void>;
}

/** A fault with a code of its own, or with `backup/failed`. */
export const backupFault = (error: unknown): CodedError =>
  error instanceof CodedError
    ? error
    : new CodedError('backup/failed', `the backup could not be made: ${messageOf(error)}`, { cause: error });
