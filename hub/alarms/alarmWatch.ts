import { type Clock, every, type Timer } from '#platform/clock.js';
import { messageOf } from '#platform/errors.js';
import type { Logger } from '#platform/logger.js';
import type { Service } from '#platform/service.js';
import type { AlarmStore } from '../store/alarmStore.js';
import type { GroupWriter } from '../store/groupWriter.js';
import type { AlarmChange, AlarmRegister } from './alarmRegister.js';
import type { ShelfDesk } from './shelfDesk.js';

export interface AlarmWatchOptions {
  readonly alarms: AlarmStore;
  readonly register: AlarmRegister;
  readonly shelves: ShelfDesk;
  readonly writer: GroupWriter;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Called after the commit. */
  readonly changed: (changes: readonly AlarmChange[]) => void;
}

const SWEEP_MS = 1_000;
const MOST_PER_SWEEP = 500;

/**
 * Sees to it that alarms escalate (A3), citizens who left are noted (A2), and shelved counters return (A4), each within a
 * second of its time. It works from the database, so what fell due while the hub was down is done at its start.
 */
export class AlarmWatch implements Service {
  readonly name = 'alarm watch';
  private sweeper: Timer | undefined;

  constructor(private readonly options: AlarmWatchOptions) {}

  start(): void {
    this.sweep();
    this.sweeper = every(this.options.clock, SWEEP_MS, () => this.sweep());
  }

  stop(): void {
    this.sweeper?.cancel();
  }

  private sweep(): void {
    const { alarms, shelves, clock, logger } = this.options;
    for (const { id } of alarms.due(clock.wall(), MOST_PER_SWEEP)) this.attend(id);
    shelves.returnDue((error) =>
      logger.error({ error: messageOf(error) }, 'the return of a shelved counter could not be stored'),
    );
  }

  private attend(id: string): void {
    const { register, writer, clock, changed, logger } = this.options;
    let changes: AlarmChange[] = [];
    writer.add({
      run: () => {
        changes = register.attend(id, clock.wall());
      },
      committed: () => changed(changes),
      failed: (error) =>
        logger.error({ alarm: id, error: messageOf(error) }, 'a step of an alarm could not be stored'),
    });
  }
}
