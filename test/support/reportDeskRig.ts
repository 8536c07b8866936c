import { CodedError } from '#platform/errors.js';
import { silentLogger } from '#platform/logger.js';
import type { ReportOrder } from '../../hub/reports/reportData.js';
import { ReportDesk } from '../../hub/reports/reportDesk.js';
import { storeFiles } from '../../hub/reports/reportFolder.js';
import { type ReportMaker, stoppedMaking } from '../../hub/reports/reportMaker.js';
import { ReportQueue } from '../../hub/reports/reportQueue.js';
import { GroupWriter } from '../../hub/store/groupWriter.js';
import { ImprovementStore } from '../../hub/store/improvementStore.js';
import { JournalStore } from '../../hub/store/journalStore.js';
import { ReportStore } from '../../hub/store/reportStore.js';
import { countedIds } from './ids.js';
import type { recordedHub } from './reportRig.js';
import { temporaryFolder } from './temporary.js';

/** Makes files of a few bytes when it is told to; fails as it is told to. */
export class ScriptedMaker implements ReportMaker {
  readonly orders: ReportOrder[] = [];
  /** The next one fails with this code. */
  failure: string | undefined;
  /** Nothing is made until `go`. */
  held = false;
  private waiting: ((error?: Error) => void) | undefined;

  constructor(private readonly folder: string) {}

  async make(order: ReportOrder): Promise<void> {
    this.orders.push(order);
    if (this.held)
      await new Promise<void>((resolve, reject) => {
        this.waiting = (error) => (error === undefined ? resolve() : reject(error));
      });
    const { failure } = this;
    this.failure = undefined;
    if (failure !== undefined) throw new CodedError(failure, 'as scripted');
    const bytes = new TextEncoder().encode(order.id);
    await storeFiles(this.folder, order.id, { pdf: bytes, odt: bytes, ods: bytes, csv: bytes, json: bytes });
  }

  go(): void {
    this.held = false;
    this.waiting?.();
  }

  async stop(): Promise<void> {
    this.waiting?.(stoppedMaking());
  }
}

/** The desk of reports of a hub; `again` is the same hub after a restart. */
export function reportDeskRig(
  hub: ReturnType<typeof recordedHub>,
  folder = `${temporaryFolder()}/reports`,
  ids = countedIds(),
) {
  const { db, clock, sites } = hub;
  const writer = new GroupWriter({ db, clock });
  const reports = new ReportStore(db);
  const journal = new JournalStore(db);
  const maker = new ScriptedMaker(folder);
  const shared = { reports, sites, writer, folder, clock, ids };
  const queue = new ReportQueue({ ...shared, maker, logger: silentLogger });
  const desk = new ReportDesk({ ...shared, queue, journal, improvements: new ImprovementStore(db) });
  return {
    desk,
    queue,
    maker,
    reports,
    journal,
    folder,
    clock,
    writer,
    again: () => reportDeskRig(hub, folder, ids),
  };
}
