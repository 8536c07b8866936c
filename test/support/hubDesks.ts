import type { Clock } from '#platform/clock.js';
import type { Sqlite } from '#platform/sqlite.js';
import { roomIn } from '../../hub/backup/backupFolders.js';
import { backupsOf } from '../../hub/backup/backupsOf.js';
import { InlineBackupMaker } from '../../hub/backup/inlineBackupMaker.js';
import { docketKeyIn } from '../../hub/docket/docketKey.js';
import { Dockets } from '../../hub/docket/dockets.js';
import { fileDesksOf } from '../../hub/fileDesks.js';
import type { HubParts } from '../../hub/hub.js';
import { Outbound } from '../../hub/outbound/outbound.js';
import type { ReportOrder } from '../../hub/reports/reportData.js';
import { storeFiles } from '../../hub/reports/reportFolder.js';
import type { ReportMaker } from '../../hub/reports/reportMaker.js';
import { InlineAnalyst } from '../../hub/statistics/inlineAnalyst.js';
import { openDesk } from '../../hub/store/openDesk.js';

/** The desks of a hub that answers questions in its own thread, keeps its files and keys in a folder, and tells nobody outside. */
export const hubDesks = (
  db: Sqlite,
  clock: Clock,
  folder: string,
): Pick<HubParts, 'analyst' | 'fileDesks' | 'backups' | 'dockets' | 'outbound'> => ({
  analyst: new InlineAnalyst(openDesk(db, clock)),
  fileDesks: fileDesksOf({ data: folder, maker: (reports) => new TitleMaker(reports) }),
  backups: backupsOf(folder, NO_BACKUPS, inlineMaker(clock)),
  dockets: new Dockets(docketKeyIn(folder)),
  outbound: () => new Outbound([]),
});

/** Backups only when somebody asks. */
export const NO_BACKUPS = { 'backup-at': 'off', 'backup-dir': '', 'backup-copy-dir': '' } as const;

export const inlineMaker = (clock: Clock): InlineBackupMaker =>
  new InlineBackupMaker({ clock, roomIn, rest: () => undefined });

/** Reports of a title page, for hubs that are tried for something else: the real ones take seconds each. */
class TitleMaker implements ReportMaker {
  constructor(private readonly folder: string) {}

  make({ id, office }: ReportOrder): Promise<void> {
    const title = new TextEncoder().encode(JSON.stringify({ office }));
    return storeFiles(this.folder, id, { pdf: title, odt: title, ods: title, csv: title, json: title });
  }

  async stop(): Promise<void> {}
}
