import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { ManualClock } from '#platform/clock.js';
import { openSqlite, type Sqlite } from '#platform/sqlite.js';
import { roomIn } from '../../../hub/backup/backupFolders.js';
import type { BackupOrder } from '../../../hub/backup/backupMaker.js';
import { type BackupMeans, makeBackup } from '../../../hub/backup/makeBackup.js';
import { docketKeyIn } from '../../../hub/docket/docketKey.js';
import { CellLedger } from '../../../hub/store/aggregates/cellLedger.js';
import { migrations } from '../../../hub/store/migrations/index.js';
import { loadWindows } from '../../../hub/store/windowLoader.js';
import { uuid } from '../../support/ids.js';
import { temporaryFolder } from '../../support/temporary.js';

/** A data directory with a key, certificates and so many windows, and where its backups go. */
export class BackupRig {
  readonly folder = temporaryFolder();
  readonly data = join(this.folder, 'data');
  readonly backups = join(this.folder, 'backups');
  readonly second = join(this.folder, 'second');
  readonly clock = new ManualClock();
  readonly db: Sqlite;
  private made = 0;
  private loaded = 0;

  constructor(windows = 50) {
    mkdirSync(join(this.data, 'tls/boxes'), { recursive: true });
    writeFileSync(join(this.data, 'tls/ca.key'), randomBytes(64), { mode: 0o600 });
    writeFileSync(join(this.data, 'tls/boxes/box-1.pem'), 'certificate');
    docketKeyIn(this.data);
    this.db = openSqlite(join(this.data, 'hub.db'), migrations);
    onTestFinished(() => void this.db.close());
    this.load(windows);
  }

  /** That many more windows, in one transaction. */
  load(count: number): void {
    const from = this.loaded;
    this.loaded += count;
    this.db.transaction(() => loadWindows(this.db, pastWindows(from, count), new CellLedger(this.db)))();
  }

  order(change: Partial<BackupOrder> = {}): BackupOrder {
    this.clock.advance(1_000);
    return {
      id: uuid(++this.made),
      startedMs: this.clock.wall(),
      data: this.data,
      folder: this.backups,
      copyFolder: undefined,
      software: '1.2.3',
      ...change,
    };
  }

  make(change: Partial<BackupOrder> = {}, means: Partial<BackupMeans> = {}) {
    return makeBackup(this.order(change), { clock: this.clock, roomIn, rest: () => undefined, ...means });
  }
}

function* pastWindows(
  from: number,
  count: number,
): Iterable<Parameters<typeof loadWindows>[1] extends Iterable<infer W> ? W : never> {
  for (let n = from; n < from + count; n++) {
    const issuedMs = Date.UTC(2026, 0, 5, 1) + n * 60_000;
    const [id, issuance] = [uuid(1_000_000 + n), uuid(50_000_000 + n)];
    const document = {
      ...{ office: 'east', counter: String((n % 6) + 1), clerk: `clerk-${n % 17}`, kind: 'receipt' as const },
      ...{ service: null, visit: null, issuedMs },
    };
    yield {
      window: {
        ...document,
        ...{
          id,
          box: 'box-1',
          state: 'ended',
          lengthMs: 30_000,
          openedMs: issuedMs,
          closesMs: issuedMs + 30_000,
        },
        ...{ endedMs: issuedMs + 5_000, outcome: 'rated', reason: null, provisional: false },
        level: ((n % 5) + 1) as 1 | 2 | 3 | 4 | 5,
        ...{ afterMs: 5_000, extraPresses: 0, extended: false, flagged: false, excluded: false },
        ...{ source: null, dueMs: null },
      },
      issuance: {
        ...document,
        ...{ id: issuance, number: `P${n}`, receivedMs: issuedMs, voidedMs: null, offered: id, window: id },
      },
    };
  }
}
