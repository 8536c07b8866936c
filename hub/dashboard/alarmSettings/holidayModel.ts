import { batch, computed, signal } from '@preact/signals';
import type { Holiday } from '#contract/cases.js';
import type { HubProblem } from '../api/hubProblem.js';
import { asProblem } from '../api/problemWords.js';
import { dayOf, startOfDay } from '../figures/calendar.js';
import type { FrameModel } from '../figures/frameModel.js';
import { Question } from '../figures/question.js';
import { nameOf } from '../records/person.js';

export interface HolidayDraft {
  readonly day: string;
  readonly kind: Holiday['kind'];
  readonly name: string;
}
export type HolidayFault = 'day' | 'name';

const YEARS_BEFORE_ROC = 1911;
const EMPTY: HolidayDraft = { day: '', kind: 'off', name: '' };
const LAST_YEAR = 9_999 - YEARS_BEFORE_ROC;

/** What is wrong with a day that is to be noted. */
export const holidayFaults = ({ day, name }: HolidayDraft): ReadonlySet<HolidayFault> =>
  new Set([
    ...(startOfDay(day) === undefined ? (['day'] as const) : []),
    ...(nameOf(name) === undefined ? (['name'] as const) : []),
  ]);

/** The ROC year of a day, such as `2026-11-21`, that the calendar has. */
const rocYearOf = (day: string): number => Number(day.slice(0, 4)) - YEARS_BEFORE_ROC;

/** The days of a ROC year that are not as their weekday, and the one about to be noted. */
export class HolidayModel {
  /** Shown, ROC. */
  readonly year = signal(1);
  readonly list: Question<readonly Holiday[]>;
  readonly draft = signal<HolidayDraft>(EMPTY);
  readonly unsaved = computed(() => this.draft.value.day !== '' || this.draft.value.name !== '');
  /** What was done last. */
  readonly told = signal<{ readonly kind: 'added' | 'removed'; readonly day: string } | undefined>(undefined);
  readonly refused = signal<HubProblem | undefined>(undefined);
  readonly sending = signal(false);

  constructor(private readonly frame: FrameModel) {
    this.year.value = rocYearOf(dayOf(frame.now.peek()));
    this.list = new Question(() => {
      const query = { year: this.year.value + YEARS_BEFORE_ROC };
      return frame.hub.ask('holidays', { query }).then(({ body }) => body.items);
    });
  }

  start(): void {
    this.list.start();
  }

  /** To the ROC year before or after, from 1 on. */
  turn(by: -1 | 1): void {
    this.year.value = Math.min(LAST_YEAR, Math.max(1, this.year.value + by));
  }

  edit(change: Partial<HolidayDraft>): void {
    this.draft.value = { ...this.draft.value, ...change };
  }

  /** Resolves to whether the day was noted; the year it belongs to is shown then. */
  async add(by: string): Promise<boolean> {
    const { day, kind, name } = this.draft.value;
    const holiday: Holiday = { day, kind, name: name.trim() };
    return this.act(async () => {
      await this.frame.hub.ask('setHoliday', { body: { by, holiday } });
      batch(() => {
        this.draft.value = EMPTY;
        this.year.value = rocYearOf(day);
        this.told.value = { kind: 'added', day };
      });
    });
  }

  async remove(day: string, by: string): Promise<boolean> {
    return this.act(async () => {
      await this.frame.hub.ask('removeHoliday', { params: { day }, body: { by } });
      this.told.value = { kind: 'removed', day };
    });
  }

  /** One action at a time; the list is read anew after it, refused or not. */
  private async act(action: () => Promise<void>): Promise<boolean> {
    if (this.sending.value) return false;
    batch(() => {
      this.sending.value = true;
      this.told.value = undefined;
      this.refused.value = undefined;
    });
    try {
      await action();
    } catch (thrown) {
      this.refused.value = asProblem(thrown);
    } finally {
      this.sending.value = false;
    }
    this.list.again();
    return this.refused.value === undefined;
  }
}
