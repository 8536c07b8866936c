import type { EventBody } from '#contract/events.js';
import type { Heartbeat } from '#contract/presence.js';
import { type Clock, type Timer, timestamp } from '#platform/clock.js';
import type { Logger } from '#platform/logger.js';
import type { HubTime } from './hubTime.js';
import type { Outbox } from './ports/outbox.js';

export interface RenumberDeskOptions {
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly hubTime: Pick<HubTime, 'now'>;
  readonly logger: Logger;
  /** The outbox has another epoch and all that was refused waits in it to be sent. */
  readonly renumbered: () => void;
  /** The disk refused; it is tried again. */
  readonly failed: (error: unknown) => void;
}

/** A hub that is hostile or confused gets no more out of a box than one numbering in this time. */
export const RENUMBER_EVERY_MS = 60 * 60_000;
const TRY_AGAIN_MS = 10_000;

/** How long after a start a box waits with another numbering. A wall clock that was set back tells nothing, so it does not wait. */
export function waitAfterStart(renumberedMs: number | undefined, nowMs: number): number {
  if (renumberedMs === undefined || nowMs < renumberedMs) return 0;
  return Math.max(0, renumberedMs + RENUMBER_EVERY_MS - nowMs);
}

/**
 * Has the outbox number anew once the hub has refused events because it holds others under their numbers (D4, D5): as soon
 * as the hub has told of every event whether it has it, so that what follows again is exactly what was refused, and at most
 * once an hour. Until then the box works on, and what is refused stays with it.
 */
export class RenumberDesk {
  /** On the monotonic clock. */
  private notBefore: number;
  private timer: Timer | undefined;
  private told = false;

  constructor(private readonly options: RenumberDeskOptions) {
    const { outbox, clock } = options;
    this.notBefore = clock.monotonic() + waitAfterStart(outbox.renumberedMs, clock.wall());
  }

  /** After each word of the hub about events, and when it can be reached again. Throws what the outbox throws on reading. */
  consider(): void {
    const { outbox, clock } = this.options;
    const refused = outbox.refused();
    if (refused === 0) return;
    const wait = this.notBefore - clock.monotonic();
    this.tell(refused, wait);
    if (outbox.pending(0, 1).length > 0) return;
    if (wait > 0) return this.later(wait);
    this.renumber(refused);
  }

  stop(): void {
    this.timer?.cancel();
    this.timer = undefined;
  }

  private renumber(refused: number): void {
    const { outbox, clock, hubTime, logger, renumbered, failed } = this.options;
    const before = outbox.epoch;
    try {
      outbox.renumber({
        report: renumberReport(before, refused),
        at: timestamp(hubTime.now()),
        nowMs: clock.wall(),
      });
    } catch (error) {
      failed(error);
      return this.later(TRY_AGAIN_MS);
    }
    this.stop();
    this.notBefore = clock.monotonic() + RENUMBER_EVERY_MS;
    this.told = false;
    logger.warn(
      { code: 'outbox/renumbered', before, epoch: outbox.epoch, refused },
      'the box numbers its events anew; what the hub had refused follows again',
    );
    renumbered();
  }

  private tell(refused: number, waitMs: number): void {
    if (this.told) return;
    this.told = true;
    const { outbox, logger } = this.options;
    logger.error(
      { code: 'outbox/other-numbers', epoch: outbox.epoch, refused, waitMs: Math.max(0, Math.ceil(waitMs)) },
      'the hub holds other events under the numbers of this outbox; the box was set back',
    );
  }

  private later(ms: number): void {
    this.timer ??= this.options.clock.after(ms, () => {
      this.timer = undefined;
      try {
        this.consider();
      } catch (error) {
        this.options.failed(error);
        this.later(TRY_AGAIN_MS);
      }
    });
  }
}

/** Of the numbering before it nothing is said to be lost: each event of it that the box has is at the hub or follows. */
export const renumberReport = (before: string, refused: number): EventBody => ({
  kind: 'outbox-replaced',
  detail: `set back: the hub holds other events under the numbers of ${before}; ${refused} refused there follow again`,
});

type HealthReport = Pick<Heartbeat, 'panel' | 'voice' | 'storage' | 'details'>;

/** A box with refused events says so until they follow under new numbers. */
export const withRefused = (report: HealthReport, refused: number): HealthReport =>
  refused === 0
    ? report
    : {
        ...report,
        storage: 'fault',
        details: {
          ...report.details,
          storage: `the hub holds other events under its numbers; ${refused} refused, to be sent under new numbers`,
        },
      };
