import { type Clock, every, type Timer } from '#platform/clock.js';
import { messageOf } from '#platform/errors.js';
import type { Logger } from '#platform/logger.js';
import type { Service } from '#platform/service.js';
import type { GroupWriter } from '../store/groupWriter.js';
import type { PlaceStore } from '../store/placeStore.js';
import type { WindowStore } from '../store/windowStore.js';
import type { BoxLine } from './boxLine.js';
import type { WindowRecord } from './windowRecord.js';
import { presume } from './windowRules.js';

export interface WindowWatchOptions {
  readonly windows: WindowStore;
  readonly writer: GroupWriter;
  readonly line: BoxLine;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly isOnline: (box: string) => boolean;
  readonly places: Pick<PlaceStore, 'placeOf' | 'stands'>;
  /** No window is opened for an issuance older than this (W5), ms. */
  readonly maxAgeOf: (box: string) => number;
  readonly changed: (window: string) => void;
}

const SWEEP_MS = 1_000;
const MOST_PER_SWEEP = 500;

/**
 * Sees to it that every window ends (W4): offers are repeated while a box could still open, and a window whose
 * box stays silent gets the hub's provisional verdict. It works from the database, so a restart changes nothing.
 */
export class WindowWatch implements Service {
  readonly name = 'window watch';
  private sweeper: Timer | undefined;

  constructor(private readonly options: WindowWatchOptions) {}

  start(): void {
    this.sweeper = every(this.options.clock, SWEEP_MS, () => this.sweep());
  }

  stop(): void {
    this.sweeper?.cancel();
  }

  /** A box that came back may still open what was issued a moment ago (W5). */
  reoffer(box: string): void {
    const { windows, clock, places, maxAgeOf } = this.options;
    const office = places.placeOf(box)?.office;
    if (office === undefined) return;
    const since = clock.wall() - maxAgeOf(box);
    for (const window of windows.unanswered(office, box, since)) this.offer(window, box);
  }

  private sweep(): void {
    const { windows, clock, maxAgeOf } = this.options;
    const now = clock.wall();
    for (const window of windows.pending()) {
      if (window.box !== null && now - window.issuedMs < maxAgeOf(window.box)) this.offer(window, window.box);
    }
    for (const window of windows.due(now, MOST_PER_SWEEP)) this.presume(window.id);
  }

  /** A box that was moved meanwhile is in front of other citizens. */
  private offer(window: WindowRecord, box: string): void {
    if (!this.options.places.stands(box, window.office, window.counter)) return;
    for (const issuance of this.options.windows.issuancesOf(window.id)) {
      if (issuance.voidedMs === null) this.options.line.offer(issuance, box, window.lengthMs);
    }
  }

  private presume(id: string): void {
    const { writer, windows, clock, isOnline, changed, logger } = this.options;
    writer.add({
      run: () => {
        const window = windows.byId(id);
        const now = clock.wall();
        if (window === undefined || window.dueMs === null || window.dueMs > now) return;
        const allVoided = windows.issuancesOf(id).every(({ voidedMs }) => voidedMs !== null);
        windows.update(window, presume(window, now, window.box !== null && isOnline(window.box), allVoided));
      },
      committed: () => changed(id),
      failed: (error) =>
        logger.error({ window: id, error: messageOf(error) }, 'a silent window could not be ended'),
    });
  }
}
