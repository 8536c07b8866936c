import type { Clock, Timer } from '#platform/clock.js';
import { CodedError, messageOf } from '#platform/errors.js';
import type { Logger } from '#platform/logger.js';
import { RetrySchedule } from '#platform/retrySchedule.js';
import type { Service } from '#platform/service.js';
import { encodeSyslog, type SyslogMessage } from '../outbound/rfc5424.js';
import type { SyslogAddress } from '../outbound/syslogAddress.js';
import type { SendSyslog } from '../outbound/syslogWire.js';
import type { GroupWriter } from '../store/groupWriter.js';
import type { JournalFeed } from '../store/journalFeed.js';
import { journalMessage, logMessage, type Origin } from './logMessage.js';
import type { LogQueue } from './logQueue.js';

export interface LogExportOptions {
  readonly queue: LogQueue;
  readonly feed: JournalFeed;
  readonly writer: Pick<GroupWriter, 'write'>;
  readonly address: SyslogAddress;
  readonly send: SendSyslog;
  readonly origin: Origin;
  /** Whether entries of the journal say who did what to whom. */
  readonly names: boolean;
  readonly clock: Clock;
  readonly random: () => number;
  /** Where it says that it cannot; not exported itself. */
  readonly logger: Logger;
}

/** As the store knows this collector. */
export const LOG_TARGET = 'log-syslog';
const LOOK_MS = 2_000;
const TIME_LIMIT_MS = 10_000;
const BATCH = 100;
const RETRY = { first: 5_000, most: 300_000 };

/**
 * Passes on the program's own warnings and errors, and every entry of the journal, to a syslog collector (P3). Entries go
 * in order and at least once: how far it is lies in the database, and a collector that is new gets the journal from its
 * beginning. Lines of the log wait in memory, at most 1,000, the oldest left out. What fails is repeated with growing
 * pauses (5 s to 5 min). Over UDP nobody can know what arrived; TCP is for whom that matters.
 */
export class LogExport implements Service {
  readonly name = 'log export';
  private readonly retry: RetrySchedule;
  private failures = 0;
  private stopped = true;
  private timer: Timer | undefined;
  private working: Promise<void> | undefined;
  private request: AbortController | undefined;

  constructor(private readonly options: LogExportOptions) {
    this.retry = new RetrySchedule({ ...RETRY, random: options.random });
  }

  start(): void {
    this.stopped = false;
    this.wait(0);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.timer?.cancel();
    this.request?.abort(new CodedError('outbound/stopped', 'the hub stops'));
    await this.working;
  }

  private wait(ms: number): void {
    if (this.stopped) return;
    this.timer = this.options.clock.after(ms, () => {
      this.working = this.work().then((next) => this.wait(next));
    });
  }

  /** Resolves with the pause until the next look; never rejects. */
  private async work(): Promise<number> {
    try {
      await this.tellLog();
      const more = await this.tellJournal();
      if (this.failures > 0) this.retry.reset();
      this.failures = 0;
      return more ? 0 : LOOK_MS;
    } catch (error) {
      if (this.stopped) return LOOK_MS;
      this.failures++;
      const pauseMs = Math.round(this.retry.next());
      this.options.logger.warn(
        { failures: this.failures, pauseMs, error: messageOf(error) },
        'the collector of the log could not be told, trying again',
      );
      await this.keep(undefined);
      return pauseMs;
    }
  }

  private async tellLog(): Promise<void> {
    const { queue, origin, logger } = this.options;
    const leftOut = queue.takeLeftOut();
    if (leftOut > 0) logger.warn({ leftOut }, 'lines of the log were never passed on');
    for (let line = queue.first(); line !== undefined && !this.stopped; line = queue.first()) {
      const message = logMessage(line, origin);
      if (message !== undefined) await this.send(message);
      queue.done(line);
    }
  }

  /** Whether there may be more. */
  private async tellJournal(): Promise<boolean> {
    const { feed, origin, names } = this.options;
    const reached = feed.reached(LOG_TARGET);
    const lines = feed.after(reached ?? 0, BATCH);
    let last = reached;
    try {
      for (const line of lines) {
        if (this.stopped) return false;
        await this.send(journalMessage(line, names, origin));
        last = line.number;
      }
    } finally {
      if (last !== reached) await this.keep(last);
    }
    return lines.length === BATCH;
  }

  private async send(message: SyslogMessage): Promise<void> {
    const { address, clock } = this.options;
    const request = new AbortController();
    this.request = request;
    const limit = clock.after(TIME_LIMIT_MS, () =>
      request.abort(new CodedError('outbound/timeout', `no answer within ${TIME_LIMIT_MS / 1_000} s`)),
    );
    try {
      await this.options.send(encodeSyslog(message), address, request.signal);
    } finally {
      limit.cancel();
    }
  }

  /** A disk that refuses costs at most a repetition, so it stops nothing. */
  private async keep(number: number | undefined): Promise<void> {
    const { feed, writer, logger } = this.options;
    try {
      await writer.write(() =>
        feed.reach(
          LOG_TARGET,
          number ?? feed.reached(LOG_TARGET) ?? 0,
          number === undefined ? this.failures : 0,
        ),
      );
    } catch (error) {
      logger.error({ error: messageOf(error) }, 'progress of the exported journal not stored');
    }
  }
}
