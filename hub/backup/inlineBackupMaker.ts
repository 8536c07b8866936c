import { type BackupMade, type BackupMaker, type BackupOrder, backupFault } from './backupMaker.js';
import { type BackupMeans, makeBackup } from './makeBackup.js';

/** Makes backups in this thread, for programs that do nothing else. */
export class InlineBackupMaker implements BackupMaker {
  constructor(private readonly means: BackupMeans) {}

  async make(order: BackupOrder): Promise<BackupMade> {
    try {
      return await makeBackup(order, this.means);
    } catch (error) {
      throw backupFault(error);
    }
  }

  async stop(): Promise<void> {}
}
