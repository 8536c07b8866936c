import type { ShelfView, ShelveRequest } from '#contract/alarms.js';
import type { Clock } from '#platform/clock.js';
import { CodedError } from '#platform/errors.js';
import type { AlarmRecord, AlarmStore } from '../store/alarmStore.js';
import type { GroupWriter } from '../store/groupWriter.js';
import type { JournalStore } from '../store/journalStore.js';
import type { ShelfRecord, ShelfStore } from '../store/shelfStore.js';
import type { AlarmChange } from './alarmRegister.js';
import { shelfView } from './alarmViews.js';

export interface ShelfDeskOptions {
  readonly alarms: AlarmStore;
  readonly shelves: ShelfStore;
  readonly journal: JournalStore;
  readonly writer: GroupWriter;
  readonly clock: Clock;
  /** Called after the commit for each counter that was shelved or has returned. */
  readonly shelved: (shelf: ShelfView, change: AlarmChange) => void;
}

const MINUTE_MS = 60_000;

/** Counters without sound (A4). It ends by itself, also over a restart of the hub: that it lasts is in the database. */
export class ShelfDesk {
  constructor(private readonly options: ShelfDeskOptions) {}

  /** Those that last. */
  of(office: string): ShelfView[] {
    const now = this.options.clock.wall();
    return this.options.shelves
      .ofOffice(office)
      .filter(({ untilMs }) => untilMs > now)
      .map(shelfView);
  }

  /**
   * Shelves the counter of an alarm, which `find` reads within the transaction and throws if it cannot be. Throws
   * `CodedError` `alarm/no-counter`, `alarm/already-shelved`.
   */
  async shelve(
    find: () => AlarmRecord,
    { by, reason, minutes }: Omit<ShelveRequest, 'office'>,
  ): Promise<ShelfView> {
    const { writer, clock, shelved } = this.options;
    const shelf = await writer.write(() => {
      const alarm = find();
      const fromMs = clock.wall();
      const counter = this.free(alarm, fromMs);
      return this.put({
        ...{ office: alarm.office, counter, alarm: alarm.id, by, reason, fromMs },
        untilMs: fromMs + minutes * MINUTE_MS,
      });
    });
    const view = shelfView(shelf);
    shelved(view, { alarm: shelf.alarm, step: 'shelved' });
    return view;
  }

  /** Throws `CodedError` `alarm/not-shelved`. */
  async unshelve(office: string, counter: string, by: string): Promise<ShelfView> {
    const { shelves, writer, clock, shelved } = this.options;
    const shelf = await writer.write(() => {
      const now = clock.wall();
      const found = shelves.one(office, counter);
      if (found === undefined || found.untilMs <= now) {
        throw new CodedError(
          'alarm/not-shelved',
          `counter ${counter} of office ${office} sounds; expected a shelved one`,
        );
      }
      this.takeBack(found, now, by);
      return { ...found, untilMs: now };
    });
    const view = shelfView(shelf);
    shelved(view, { alarm: shelf.alarm, step: 'returned' });
    return view;
  }

  /** Those whose time is over return. `failed` hears of one that could not be written down; it is tried again. */
  returnDue(failed: (error: unknown) => void): void {
    const { shelves, writer, clock, shelved } = this.options;
    for (const { office, counter } of shelves.due(clock.wall())) {
      let returned: ShelfRecord | undefined;
      writer.add({
        run: () => {
          const now = clock.wall();
          const found = shelves.one(office, counter);
          returned = found !== undefined && found.untilMs <= now ? found : undefined;
          if (returned !== undefined) this.takeBack(returned, now, null);
        },
        committed: () => {
          if (returned !== undefined)
            shelved(shelfView(returned), { alarm: returned.alarm, step: 'returned' });
        },
        failed,
      });
    }
  }

  private free({ id, office, counter }: AlarmRecord, nowMs: number): string {
    if (counter === null) {
      throw new CodedError('alarm/no-counter', `alarm ${id} concerns no counter; expected one that does`);
    }
    const { shelves } = this.options;
    const before = shelves.one(office, counter);
    if (before === undefined) return counter;
    if (before.untilMs > nowMs) {
      throw new CodedError(
        'alarm/already-shelved',
        `${before.by} has shelved counter ${counter} already; expected one that sounds`,
      );
    }
    this.takeBack(before, nowMs, null);
    return counter;
  }

  private put(shelf: ShelfRecord): ShelfRecord {
    const { alarms, shelves } = this.options;
    shelves.insert(shelf);
    const { alarm, fromMs, untilMs, by, reason } = shelf;
    const detail = `${(untilMs - fromMs) / MINUTE_MS} min: ${reason}`;
    alarms.addStep({ alarm, atMs: fromMs, step: 'shelved', by, detail });
    this.journal(shelf, { atMs: fromMs, by, action: 'counter/shelved', detail });
    return shelf;
  }

  /** Only what a person does is journalled. */
  private takeBack(shelf: ShelfRecord, atMs: number, by: string | null): void {
    const { alarms, shelves } = this.options;
    shelves.remove(shelf);
    alarms.addStep({ alarm: shelf.alarm, atMs, step: 'returned', by, detail: null });
    if (by !== null) this.journal(shelf, { atMs, by, action: 'counter/returned', detail: null });
  }

  private journal(
    { office, counter }: ShelfRecord,
    deed: { atMs: number; by: string; action: string; detail: string | null },
  ): void {
    this.options.journal.append({ ...deed, office, subject: counter });
  }
}
