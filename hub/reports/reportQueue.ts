import type { Clock, Timer } from '#platform/clock.js';
import { CodedError, messageOf } from '#platform/errors.js';
import type { IdSource } from '#platform/identity.js';
import type { Logger } from '#platform/logger.js';
import type { GroupWriter } from '../store/groupWriter.js';
import type { ReportRecord, ReportStore } from '../store/reportStore.js';
import type { SiteStore } from '../store/siteStore.js';
import { tidyFolder } from './reportFolder.js';
import { codedFailure, type ReportMaker } from './reportMaker.js';
import { type DueReport, dueReports, untilNextLook } from './schedule.js';

export interface ReportQueueParts {
  readonly reports: ReportStore;
  readonly sites: Pick<SiteStore, 'offices'>;
  readonly writer: GroupWriter;
  readonly maker: ReportMaker;
  /** Where reports are kept. */
  readonly folder: string;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly logger: Logger;
}

/** Of a report that was being made when the process ended, once; a second time it has failed. */
const INTERRUPTED = 'report/interrupted';

/**
 * Makes reports one after the other, oldest first, and asks for those that make themselves: of each month and ROC year, of
 * every office and of the city, when there is something in them, once each, also when the hub was off on the day. What
 * waits is kept in the database. A report that was interrupted is made again at the next start, but only once, so that
 * one which brings the process down does not do so for ever; a failed one of a month or year is tried again at a start.
 */
export class ReportQueue {
  private timer: Timer | undefined;
  private work: Promise<void> | undefined;
  private stopped = false;

  constructor(private readonly parts: ReportQueueParts) {}

  async start(): Promise<void> {
    const { folder, writer } = this.parts;
    this.stopped = false;
    tidyFolder(folder);
    await writer.write(() => this.recover());
    await this.look(true);
  }

  /** Gives up what is being made; it is made at the next start. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.timer?.cancel();
    await this.parts.maker.stop();
    await this.work;
  }

  /** Something may wait. */
  wake(): void {
    if (this.stopped || this.work !== undefined) return;
    this.work = this.makeAll().finally(() => {
      this.work = undefined;
    });
  }

  /** Resolves when nothing is being made and nothing waits. */
  async idle(): Promise<void> {
    while (this.work !== undefined) await this.work;
  }

  private recover(): void {
    const { reports } = this.parts;
    for (const { id, failure } of reports.making())
      reports.settle(id, failure === INTERRUPTED ? 'failed' : 'waiting', { failure: INTERRUPTED });
  }

  /** Asks for what is due, and looks again later whatever happened. */
  private async look(retry: boolean): Promise<void> {
    const { clock, writer, logger } = this.parts;
    try {
      await writer.write(() => this.addDue(retry));
    } catch (error) {
      logger.error({ code: codeOf(error) }, `reports that are due could not be noted: ${messageOf(error)}`);
    }
    if (this.stopped) return;
    this.timer = clock.after(untilNextLook(clock.wall()), () => void this.look(false));
    this.wake();
  }

  private addDue(retry: boolean): void {
    const { sites, reports, clock } = this.parts;
    const offices = sites.offices().map(({ id }) => id);
    for (const due of dueReports(clock.wall())) {
      const busy = offices.filter((office) => reports.hasWindows(office, due.fromMs, due.toMs));
      for (const office of [...busy, ...(busy.length === 0 ? [] : [null])])
        if (!reports.knows({ ...due, office }, !retry)) reports.insert(this.record(due, office));
    }
  }

  private record(due: DueReport, office: string | null): ReportRecord {
    const { ids, clock } = this.parts;
    return {
      ...due,
      id: ids.uuid(),
      office,
      askedMs: clock.wall(),
      by: null,
      state: 'waiting',
      madeMs: null,
      failure: null,
    };
  }

  private async makeAll(): Promise<void> {
    const { reports, logger } = this.parts;
    try {
      for (let next = reports.nextWaiting(); next !== undefined; next = reports.nextWaiting()) {
        if (this.stopped) return;
        await this.makeOne(next);
      }
    } catch (error) {
      logger.error({ code: codeOf(error) }, `reports have to wait: ${messageOf(error)}`);
    }
  }

  private async makeOne(report: ReportRecord): Promise<void> {
    const { reports, writer, maker, clock, logger } = this.parts;
    const { id, failure } = report;
    const madeMs = clock.wall();
    const again = failure === null ? {} : { failure };
    await writer.write(() => reports.settle(id, 'making', again));
    try {
      await maker.make({ ...report, madeMs });
    } catch (error) {
      const { code, message } = codedFailure(error);
      if (code === 'report/stopped') return await writer.write(() => reports.settle(id, 'waiting', again));
      logger.error({ code, report: id }, message);
      return await writer.write(() => reports.settle(id, 'failed', { failure: code }));
    }
    await writer.write(() => reports.settle(id, 'ready', { madeMs }));
  }
}

const codeOf = (error: unknown): string => (error instanceof CodedError ? error.code : 'report/failed');
