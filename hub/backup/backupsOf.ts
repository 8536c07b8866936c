import { join } from 'node:path';
import type { Clock } from '#platform/clock.js';
import type { IdSource } from '#platform/identity.js';
import type { Logger } from '#platform/logger.js';
import type { Sqlite } from '#platform/sqlite.js';
import { BackupStore } from '../store/backupStore.js';
import type { GroupWriter } from '../store/groupWriter.js';
import type { Stores } from '../store/stores.js';
import { BackupDesk } from './backupDesk.js';
import type { BackupMaker } from './backupMaker.js';
import { timesOf } from './backupRules.js';

/** What the hub lends to those who make backups of it. */
export interface BackupTools {
  readonly db: Sqlite;
  readonly stores: Pick<Stores, 'journal'>;
  readonly writer: GroupWriter;
  readonly software: string;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly logger: Logger;
}

export type AssembleBackups = (tools: BackupTools) => BackupDesk;

export interface BackupSettings {
  readonly 'backup-at': string;
  readonly 'backup-dir': string;
  readonly 'backup-copy-dir': string;
}

/** Backups of a data directory as the settings want them. */
export const backupsOf =
  (data: string, settings: BackupSettings, maker: BackupMaker): AssembleBackups =>
  ({ db, stores, ...tools }) =>
    new BackupDesk({
      ...tools,
      store: new BackupStore(db),
      journal: stores.journal,
      maker,
      times: timesOf(settings['backup-at']),
      data,
      folder: settings['backup-dir'] === '' ? join(data, 'backups') : settings['backup-dir'],
      copyFolder: settings['backup-copy-dir'] === '' ? undefined : settings['backup-copy-dir'],
    });
