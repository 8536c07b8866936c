import { type Clock, every, type Timer } from '#platform/clock.js';
import { messageOf } from '#platform/errors.js';
import type { Logger } from '#platform/logger.js';
import type { Service } from '#platform/service.js';
import { dayNumber, dayStart, keyOf } from '../statistics/calendar.js';
import type { GroupWriter } from '../store/groupWriter.js';
import type { JournalHeads } from '../store/journalHeads.js';
import type { JournalStore } from '../store/journalStore.js';
import { DAY_CLOSED, dayDetail } from './dayEntry.js';
import { HUB } from './keyDesk.js';

export interface DayHeadsOptions {
  readonly heads: JournalHeads;
  readonly journal: JournalStore;
  readonly writer: GroupWriter;
  readonly clock: Clock;
  readonly logger: Logger;
}

const LOOK_MS = 30_000;

/**
 * Ends each Taipei day in the journal soon after midnight, with an entry that covers the chains of all boxes too, and keeps
 * its hash as the head of the day (D5). A hub that was off at midnight ends the days it missed with one head at its next
 * start; where nothing had happened there is none.
 */
export class DayHeads implements Service {
  readonly name = 'day heads';
  private day = 0;
  private ticker: Timer | undefined;
  private failing = false;

  constructor(private readonly options: DayHeadsOptions) {}

  start(): void {
    const { heads, clock } = this.options;
    this.day = dayNumber(clock.wall());
    if (heads.isUncovered(dayStart(this.day))) this.day--;
    this.ticker = every(clock, LOOK_MS, () => this.look());
    this.look();
  }

  stop(): void {
    this.ticker?.cancel();
  }

  private look(): void {
    const today = dayNumber(this.options.clock.wall());
    if (today === this.day) return;
    const before = this.day;
    this.day = today;
    this.close(keyOf('day', dayStart(today - 1))).catch((error: unknown) => {
      this.day = before;
      if (!this.failing)
        this.options.logger.error({ error: messageOf(error) }, 'the head of the day could not be stored');
      this.failing = true;
    });
  }

  /** A day that was ended before the clock was set back stays as it is. */
  private async close(day: string): Promise<void> {
    const { heads, journal, writer, clock } = this.options;
    await writer.write(() => {
      if (heads.has(day)) return;
      const chains = heads.grown();
      const detail = dayDetail({ chains, documents: heads.documents() });
      const atMs = clock.wall();
      const end = journal.append({ atMs, by: HUB, action: DAY_CLOSED, office: null, subject: day, detail });
      heads.store(day, end, chains);
    });
    this.failing = false;
  }
}
