import type { BodyOf, QueryOf, ResultOf } from '#contract/api.js';
import type { Holiday } from '#contract/cases.js';
import type { Clock } from '#platform/clock.js';
import { CodedError } from '#platform/errors.js';
import type { GroupWriter } from '../store/groupWriter.js';
import type { HolidayStore } from '../store/holidayStore.js';
import type { JournalStore } from '../store/journalStore.js';
import { dayOf } from './workingDays.js';

export interface HolidayDeskOptions {
  readonly holidays: HolidayStore;
  readonly writer: GroupWriter;
  readonly journal: JournalStore;
  readonly clock: Clock;
}

/** The table of days that are not as their weekday, one for all offices. What people do to it is journalled (P3). */
export class HolidayDesk {
  constructor(private readonly options: HolidayDeskOptions) {}

  /** Those of a Gregorian year, or all; oldest first. */
  list({ year }: QueryOf<'holidays'>): ResultOf<'holidays'> {
    const [first, last] = year === undefined ? ['0000', '9999'] : [String(year), String(year)];
    return { items: this.options.holidays.between(`${first}-01-01`, `${last}-12-31`) };
  }

  /** Rejects with `holiday/bad-day`. */
  async set({ by, holiday }: BodyOf<'setHoliday'>): Promise<Holiday> {
    if (dayOf(holiday.day) === undefined)
      throw new CodedError(
        'holiday/bad-day',
        `${holiday.day} is no day of the calendar; expected one from 1912 to 9999`,
      );
    const { writer, holidays } = this.options;
    await writer.write(() => {
      holidays.put(holiday);
      this.note(by, 'holiday/noted', holiday);
    });
    return holiday;
  }

  /** Rejects with `holiday/unknown`. */
  remove(day: string, by: string): Promise<Holiday> {
    const { writer, holidays } = this.options;
    return writer.write(() => {
      const holiday = holidays.one(day);
      if (holiday === undefined)
        throw new CodedError('holiday/unknown', `${day} is not noted; expected a day from GET /holidays`);
      holidays.remove(day);
      this.note(by, 'holiday/removed', holiday);
      return holiday;
    });
  }

  private note(by: string, action: string, { day, kind, name }: Holiday): void {
    const { journal, clock } = this.options;
    journal.append({ atMs: clock.wall(), by, action, office: null, subject: day, detail: `${kind} ${name}` });
  }
}
