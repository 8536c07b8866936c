import type { AlarmView } from '#contract/alarms.js';
import type { Clock, Timer } from '#platform/clock.js';
import { CodedError, messageOf } from '#platform/errors.js';
import type { Logger } from '#platform/logger.js';
import { RetrySchedule } from '#platform/retrySchedule.js';
import type { GroupWriter } from '../store/groupWriter.js';
import type { OutboundCursor, OutboundStep, OutboundStore } from '../store/outboundStore.js';
import type { OutboundNews, OutboundPart, OutboundTarget } from './outboundTarget.js';

export interface CourierOptions {
  readonly target: OutboundTarget;
  readonly store: OutboundStore;
  readonly writer: Pick<GroupWriter, 'write'>;
  /** The alarm as it stands; undefined when there is none of that id. */
  readonly viewOf: (alarm: string) => AlarmView | undefined;
  readonly clock: Clock;
  readonly random: () => number;
  readonly logger: Logger;
}

const RETRY_FIRST_MS = 5_000;
const RETRY_MOST_MS = 300_000;
/** After so many failures the pauses grow no further. */
const RETRY_STEPS = 8;
const TIME_LIMIT_MS = 10_000;
/** Older news helps nobody to come. */
const KEPT_MS = 24 * 3_600_000;
const KEPT_STEPS = 10_000;
const BATCH = 50;

/**
 * Brings every step of every alarm to one target, in order and at least once: how far it is lies in the database, so
 * neither a restart nor a SIGKILL loses a step, and a step that was under way then is sent again. A target seen for the
 * first time begins with what happens next. Failures are repeated with growing pauses (5 s to 5 min); one refused step
 * is left out; steps older than 24 h or more than 10,000 behind are passed over; each with a word in the log.
 */
export class Courier implements OutboundPart {
  readonly name: string;
  private readonly retry: RetrySchedule;
  private at: OutboundCursor;
  private stored = 0;
  private working: Promise<void> | undefined;
  private poked = false;
  private again = false;
  private pause: Timer | undefined;
  private request: AbortController | undefined;
  private stopped = true;

  constructor(private readonly options: CourierOptions) {
    const { target, random } = options;
    this.name = `outbound ${target.name}`;
    this.retry = new RetrySchedule({ first: RETRY_FIRST_MS, most: RETRY_MOST_MS, random });
    this.at = { name: target.name, delivered: 0, failures: 0, nextMs: null };
  }

  async start(): Promise<void> {
    const { store, target, clock } = this.options;
    this.stopped = false;
    const known = store.cursor(target.name);
    if (known === undefined) {
      this.at = { ...this.at, delivered: store.newest() };
      await this.save(true);
    } else {
      this.at = known;
      this.stored = known.delivered;
      for (let n = 0; n < Math.min(known.failures, RETRY_STEPS); n++) this.retry.next();
    }
    const { nextMs } = this.at;
    if (nextMs === null) this.poke();
    else this.waitFor(Math.min(Math.max(0, nextMs - clock.wall()), RETRY_MOST_MS));
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.pause?.cancel();
    this.pause = undefined;
    this.request?.abort(new CodedError('outbound/stopped', 'the hub stops'));
    await this.working;
  }

  poke(): void {
    if (this.poked || this.stopped) return;
    this.poked = true;
    setImmediate(() => {
      this.poked = false;
      this.wake();
    });
  }

  private wake(): void {
    if (this.stopped || this.pause !== undefined) return;
    this.again = this.working !== undefined;
    this.working ??= this.work().finally(() => {
      this.working = undefined;
      if (this.again) this.wake();
    });
  }

  /** Never rejects. */
  private async work(): Promise<void> {
    try {
      await this.passOver();
      for (;;) {
        const steps = this.options.store.after(this.at.delivered, BATCH);
        if (steps.length === 0 || !(await this.bringAll(steps))) return;
      }
    } catch (error) {
      this.options.logger.error({ target: this.at.name, error: messageOf(error) }, 'outbound work failed');
      if (!this.stopped) this.waitFor(this.retry.next());
    }
  }

  private async passOver(): Promise<void> {
    const { store, clock, logger } = this.options;
    const newest = store.newest();
    const from = Math.max(this.at.delivered, newest - KEPT_STEPS);
    const first = store.firstSince(from, clock.wall() - KEPT_MS) ?? newest + 1;
    const steps = first - 1 - this.at.delivered;
    if (steps <= 0) return;
    logger.warn({ target: this.at.name, steps }, 'steps of alarms are too old to be told');
    this.settled(first - 1);
    await this.save();
  }

  /** Whether to go on. */
  private async bringAll(steps: readonly OutboundStep[]): Promise<boolean> {
    for (const step of steps) {
      if (this.stopped) return false;
      const alarm = step.isolated ? undefined : this.options.viewOf(step.alarm);
      if (alarm === undefined) this.settled(step.number);
      else if (!(await this.bring({ step, alarm }))) return false;
    }
    await this.save();
    return true;
  }

  private async bring(news: OutboundNews): Promise<boolean> {
    const { target, clock, logger } = this.options;
    const request = new AbortController();
    this.request = request;
    const limit = clock.after(TIME_LIMIT_MS, () =>
      request.abort(new CodedError('outbound/timeout', `no answer within ${TIME_LIMIT_MS / 1_000} s`)),
    );
    try {
      const verdict = await target.deliver(news, request.signal);
      if (verdict !== 'taken')
        logger.warn(
          { target: target.name, step: news.step.number, reason: verdict.refused },
          'a step of an alarm was refused and is left out',
        );
      this.settled(news.step.number);
    } catch (error) {
      if (!this.stopped) await this.failed(news.step, request.signal.aborted ? request.signal.reason : error);
      return false;
    } finally {
      limit.cancel();
    }
    await this.save();
    return true;
  }

  private settled(number: number): void {
    this.retry.reset();
    this.at = { ...this.at, delivered: number, failures: 0, nextMs: null };
  }

  private async failed(step: OutboundStep, error: unknown): Promise<void> {
    const { clock, logger } = this.options;
    const pauseMs = Math.round(this.retry.next());
    this.at = { ...this.at, failures: this.at.failures + 1, nextMs: clock.wall() + pauseMs };
    this.waitFor(pauseMs);
    await this.save(true);
    logger.warn(
      {
        target: this.at.name,
        step: step.number,
        failures: this.at.failures,
        pauseMs,
        error: messageOf(error),
      },
      'a step of an alarm could not be told, trying again',
    );
  }

  private waitFor(ms: number): void {
    this.pause = this.options.clock.after(ms, () => {
      this.pause = undefined;
      this.wake();
    });
  }

  /** A disk that refuses costs at most a repetition after the next start, so it stops nothing. */
  private async save(always = false): Promise<void> {
    const { at } = this;
    if (!always && at.delivered === this.stored) return;
    try {
      await this.options.writer.write(() => this.options.store.save(at));
      this.stored = at.delivered;
    } catch (error) {
      this.options.logger.error({ target: at.name, error: messageOf(error) }, 'outbound progress not stored');
    }
  }
}
