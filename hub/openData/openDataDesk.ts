import { setImmediate } from 'node:timers/promises';
import type { QueryOf } from '#contract/api.js';
import type { OpenDataFile } from '#contract/reports.js';
import type { StatisticsView } from '#contract/statistics.js';
import type { OfficeView } from '#contract/views.js';
import { type Clock, every, type Timer, timestamp } from '#platform/clock.js';
import { CodedError, messageOf } from '#platform/errors.js';
import type { Logger } from '#platform/logger.js';
import type { Service } from '#platform/service.js';
import type { FileAnswer, OpenDataPort } from '../http/deskPorts.js';
import { keyOf, monthNumber, monthStart } from '../statistics/calendar.js';
import { dictionaryCsv, dictionaryJson, monthCsv, monthJson } from './documents.js';
import { publishing } from './publication.js';
import { PublicFolder } from './publicFolder.js';

export interface OpenDataDeskOptions {
  /** Where published files are kept. */
  readonly folder: string;
  readonly ask: (question: QueryOf<'statistics'>) => StatisticsView | Promise<StatisticsView>;
  readonly offices: () => readonly OfficeView[];
  readonly clock: Clock;
  readonly logger: Logger;
}

const HOUR_MS = 3_600_000;
/** On the first day at four in the morning, when boxes have reported the last windows of the month. */
const AFTER_MIDNIGHT_MS = 4 * HOUR_MS;
/** Further back nothing is made up for. */
const MOST_MONTHS = 120;

/**
 * Publishes each month once, on the first day of the next, and makes up at a start for months that were missed (S11).
 * What is published is never changed: two versions of a month would tell by their difference what either hides.
 */
export class OpenDataDesk implements OpenDataPort, Service {
  readonly name = 'open data';
  private readonly folder: PublicFolder;
  private timer: Timer | undefined;
  private work: Promise<void> | undefined;
  private stopped = false;
  private ready = false;
  /** Months without a window, as far as this run of the program has looked. */
  private readonly empty = new Set<number>();

  constructor(private readonly options: OpenDataDeskOptions) {
    this.folder = new PublicFolder(options.folder);
  }

  /**
   * Looks every hour, because no timer lasts a month. A failure is logged and tried again with the next look; it keeps
   * nobody from opening windows.
   */
  start(): void {
    this.stopped = false;
    this.ready = false;
    this.look();
    this.timer = every(this.options.clock, HOUR_MS, () => this.look());
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.timer?.cancel();
    await this.work;
  }

  /** Resolves when nothing is being made. */
  async settled(): Promise<void> {
    await this.work;
  }

  async list(): Promise<{ items: OpenDataFile[] }> {
    return { items: await this.folder.list() };
  }

  /** Throws `CodedError` `open-data/unknown`. */
  async file(name: string): Promise<FileAnswer> {
    const body = await this.folder.read(name);
    if (body === undefined)
      throw new CodedError('open-data/unknown', `${name.slice(0, 60)} is not a published file`);
    const type = name.endsWith('.csv') ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8';
    return { type, name, body };
  }

  private look(): void {
    this.work ??= this.publishDue()
      .catch((error) => {
        this.options.logger.error({ error: messageOf(error) }, 'open data could not be published');
      })
      .finally(() => {
        this.work = undefined;
      });
  }

  private async publishDue(): Promise<void> {
    if (!this.ready) await this.makeReady();
    const last = monthNumber(this.options.clock.wall() - AFTER_MIDNIGHT_MS) - 1;
    const present = new Set(await this.folder.names());
    const missing: number[] = [];
    for (let month = last - MOST_MONTHS + 1; month <= last; month++) {
      const name = fileName(month);
      if (!present.has(`${name}.json`)) missing.push(month);
      else if (!present.has(`${name}.csv`)) await this.writeCsv(name);
    }
    for (const month of await this.withWindows(missing.filter((month) => !this.empty.has(month)))) {
      if (this.stopped) return;
      await this.publish(month);
    }
  }

  private async makeReady(): Promise<void> {
    await this.folder.makeReady();
    await this.folder.write('dictionary.json', dictionaryJson());
    await this.folder.write('dictionary.csv', dictionaryCsv());
    this.ready = true;
  }

  /** Those in which there was a window; the others have nothing to publish. */
  private async withWindows(months: readonly number[]): Promise<number[]> {
    const [first, last] = [months[0], months.at(-1)];
    if (first === undefined || last === undefined) return [];
    const { groups } = await this.options.ask({ ...periodOf(first, last), by: 'month' });
    const keys = new Set(groups.map(({ keys: [key] }) => key));
    const filled = months.filter((month) => keys.has(keyOf('month', monthStart(month))));
    for (const month of months) if (!filled.includes(month)) this.empty.add(month);
    return filled;
  }

  private async publish(month: number): Promise<void> {
    const { ask, offices, clock } = this.options;
    // biome-ignore lint/suspicious/noThenProperty: the name of a query parameter, never awaited
    const view = await ask({ ...periodOf(month, month), by: 'office', then: 'kind' });
    const steps = publishing(keyOf('month', monthStart(month)), view, offices());
    let step = steps.next();
    for (; step.done !== true; step = steps.next()) await setImmediate();
    await this.folder.write(`${fileName(month)}.json`, monthJson(step.value, timestamp(clock.wall())));
    await this.writeCsv(fileName(month));
  }

  /** Made of the JSON that is published already, so that the two never differ. */
  private async writeCsv(name: string): Promise<void> {
    const json = await this.folder.read(`${name}.json`);
    if (json !== undefined)
      await this.folder.write(`${name}.csv`, monthCsv(Buffer.from(json).toString('utf8')));
  }
}

const fileName = (month: number): string => `ratings-${keyOf('month', monthStart(month))}`;

const periodOf = (first: number, last: number): { from: string; to: string } => ({
  from: timestamp(monthStart(first)),
  to: timestamp(monthStart(last + 1)),
});
