import { readFile } from 'node:fs/promises';
import type { BodyOf, QueryOf, ResultOf } from '#contract/api.js';
import type { ReportFormat } from '#contract/reports.js';
import { momentOf } from '#contract/values.js';
import type { Clock } from '#platform/clock.js';
import { CodedError, systemCode } from '#platform/errors.js';
import type { IdSource } from '#platform/identity.js';
import type { Service } from '#platform/service.js';
import type { FileAnswer, ReportsPort } from '../http/deskPorts.js';
import { askedPeriod } from '../statistics/period.js';
import type { GroupWriter } from '../store/groupWriter.js';
import { type ImprovementRecord, type ImprovementStore, improvementView } from '../store/improvementStore.js';
import type { JournalStore } from '../store/journalStore.js';
import type { ReportRecord, ReportStore } from '../store/reportStore.js';
import type { SiteStore } from '../store/siteStore.js';
import { reportPath } from './reportFolder.js';
import type { ReportQueue } from './reportQueue.js';
import { fileName, MEDIA_TYPES, reportView } from './reportViews.js';

export interface ReportDeskParts {
  readonly reports: ReportStore;
  readonly improvements: ImprovementStore;
  readonly journal: JournalStore;
  readonly sites: Pick<SiteStore, 'hasOffice'>;
  readonly writer: GroupWriter;
  readonly queue: ReportQueue;
  /** Where reports are kept. */
  readonly folder: string;
  readonly clock: Clock;
  readonly ids: IdSource;
}

/** Reports that people asked for and that wait at most; those that make themselves always may. */
const MOST_WAITING = 20;

/** Where people ask for reports, take them, and note what they improved. */
export class ReportDesk implements ReportsPort, Service {
  readonly name = 'reports';

  constructor(private readonly parts: ReportDeskParts) {}

  start(): Promise<void> {
    return this.parts.queue.start();
  }

  stop(): Promise<void> {
    return this.parts.queue.stop();
  }

  list(query: QueryOf<'reports'>): ResultOf<'reports'> {
    const { items, ...rest } = this.parts.reports.page(query);
    return { items: items.map(reportView), ...rest };
  }

  /** Throws `office/unknown`, `statistics/bad-range` or `report/too-many-waiting`. */
  async make({ office, from, to, by }: BodyOf<'makeReport'>): Promise<ResultOf<'makeReport'>> {
    const { clock, ids, writer, queue } = this.parts;
    if (office !== undefined) this.checkOffice(office);
    const askedMs = clock.wall();
    const period = askedPeriod(from, to, askedMs);
    const report: ReportRecord = {
      id: ids.uuid(),
      office: office ?? null,
      fromMs: period.from,
      toMs: period.to,
      occasion: 'asked',
      askedMs,
      by,
      state: 'waiting',
      madeMs: null,
      failure: null,
    };
    await writer.write(() => this.take(report, by));
    queue.wake();
    return reportView(report);
  }

  /** Throws `report/unknown`. */
  one(report: string): ResultOf<'report'> {
    return reportView(this.known(report));
  }

  /** Rejects with `report/unknown` or `report/not-ready`. */
  async file(report: string, format: ReportFormat): Promise<FileAnswer> {
    const record = this.known(report);
    if (record.state !== 'ready')
      throw notReady(`report ${report} is ${record.state}; expected one that is ready`);
    try {
      const body = await readFile(reportPath(this.parts.folder, report, format));
      return { type: MEDIA_TYPES[format], name: fileName(record, format), body };
    } catch (error) {
      if (systemCode(error) !== 'ENOENT') throw error;
      throw notReady(
        `the files of report ${report} are no longer there; expected them in the data directory`,
      );
    }
  }

  improvements({ from, to, ...query }: QueryOf<'improvements'>): ResultOf<'improvements'> {
    const { items, ...rest } = this.parts.improvements.page({
      ...query,
      ...(from === undefined ? {} : { fromMs: moment(from, 'from') }),
      ...(to === undefined ? {} : { toMs: moment(to, 'to') }),
    });
    return { items: items.map(improvementView), ...rest };
  }

  /** Throws `office/unknown`. */
  async noteImprovement({
    office,
    by,
    text,
  }: BodyOf<'noteImprovement'>): Promise<ResultOf<'noteImprovement'>> {
    const { clock, ids, writer, improvements, journal } = this.parts;
    this.checkOffice(office);
    const atMs = clock.wall();
    const improvement: ImprovementRecord = { id: ids.uuid(), office, atMs, by, text };
    await writer.write(() => {
      improvements.insert(improvement);
      journal.append({
        atMs,
        by,
        action: 'improvement/noted',
        office,
        subject: improvement.id,
        detail: null,
      });
    });
    return improvementView(improvement);
  }

  private take(report: ReportRecord, by: string): void {
    const { reports, journal } = this.parts;
    const waiting = reports.unfinishedAsked();
    if (waiting >= MOST_WAITING)
      throw new CodedError(
        'report/too-many-waiting',
        `${waiting} reports are waiting to be made; expected fewer than ${MOST_WAITING}: ask again when some are ready`,
      );
    reports.insert(report);
    const { askedMs: atMs, office, id: subject, fromMs, toMs } = report;
    const detail = `${new Date(fromMs).toISOString()}/${new Date(toMs).toISOString()}`;
    journal.append({ atMs, by, action: 'report/asked', office, subject, detail });
  }

  private known(report: string): ReportRecord {
    const record = this.parts.reports.byId(report);
    if (record === undefined)
      throw new CodedError('report/unknown', `there is no report ${report}; expected one from GET /reports`);
    return record;
  }

  private checkOffice(office: string): void {
    if (this.parts.sites.hasOffice(office)) return;
    throw new CodedError('office/unknown', `there is no office ${office}; expected an id from GET /offices`);
  }
}

const notReady = (message: string): CodedError => new CodedError('report/not-ready', message);

function moment(text: string, name: string): number {
  const ms = momentOf(text);
  if (!Number.isNaN(ms)) return ms;
  throw new CodedError('request/invalid', `${name} is no moment of the calendar: ${text}`);
}
