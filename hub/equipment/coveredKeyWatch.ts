import type { CoveredKey } from '#contract/statistics.js';
import type { Clock, Timer } from '#platform/clock.js';
import { CodedError, messageOf } from '#platform/errors.js';
import type { Logger } from '#platform/logger.js';
import type { Analyst } from '../statistics/analyst.js';

export interface CoveredKeyWatchOptions {
  readonly analyst: Pick<Analyst, 'ask'>;
  readonly offices: () => readonly string[];
  readonly clock: Clock;
  readonly logger: Logger;
}

/** A hub that starts has more urgent things to do. */
const FIRST_AFTER_MS = 60_000;
const EVERY_MS = 60 * 60_000;

/**
 * Asks once an hour which keys seem covered (S8), one office after the other, so that people who ask meanwhile do not wait
 * behind all of them. An office for which there is no answer keeps the one before.
 */
export class CoveredKeyWatch {
  private readonly answers = new Map<string, readonly CoveredKey[]>();
  private timer: Timer | undefined;
  private round = 0;

  constructor(private readonly options: CoveredKeyWatchOptions) {}

  start(): void {
    this.next(FIRST_AFTER_MS);
  }

  stop(): void {
    this.round++;
    this.timer?.cancel();
  }

  /** As last answered; undefined before the first answer. */
  of(office: string): readonly CoveredKey[] | undefined {
    return this.answers.get(office);
  }

  private next(ms: number): void {
    this.timer = this.options.clock.after(ms, () => {
      this.next(EVERY_MS);
      void this.askAll(++this.round);
    });
  }

  /** Ends early when the next round begins, or the watch or the analyst was stopped. */
  private async askAll(round: number): Promise<void> {
    const { analyst, offices, logger } = this.options;
    const unanswered: string[] = [];
    let reason = '';
    for (const office of offices()) {
      try {
        const { coveredKeys } = await analyst.ask('equipment', { office });
        if (round !== this.round) return;
        this.answers.set(office, coveredKeys);
      } catch (error) {
        if (round !== this.round || isStopped(error)) return;
        unanswered.push(office);
        reason = messageOf(error);
      }
    }
    if (unanswered.length > 0)
      logger.warn({ offices: unanswered, error: reason }, 'covered keys could not be looked for');
  }
}

const isStopped = (error: unknown): boolean =>
  error instanceof CodedError && error.code === 'statistics/stopped';
