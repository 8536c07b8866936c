import type { BackupMade, BackupOrder } from './backupMaker.js';

/** What the thread that makes a backup is given, and what it answers. */
export type BackupTask = BackupOrder;

export type BackupVerdict =
  | { readonly made: BackupMade }
  | { readonly code: string; readonly message: string };
