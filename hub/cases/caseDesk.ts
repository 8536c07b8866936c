import type { AlarmSettings } from '#contract/alarms.js';
import type { BodyOf, QueryOf, ResultOf } from '#contract/api.js';
import type { Clock } from '#platform/clock.js';
import { CodedError } from '#platform/errors.js';
import type { IdSource } from '#platform/identity.js';
import type { CasesPort } from '../http/deskPorts.js';
import type { AlarmRecord } from '../store/alarmStore.js';
import type { CaseRecord, CaseStore, KnownCase } from '../store/caseStore.js';
import type { GroupWriter } from '../store/groupWriter.js';
import type { HolidayStore } from '../store/holidayStore.js';
import type { JournalStore } from '../store/journalStore.js';
import type { CaseOpener } from './caseOpener.js';
import { caseName, checkComplete, checkDue, firstDue, rocYearAt } from './caseRules.js';
import { caseView } from './caseView.js';
import { HolidayDesk } from './holidayDesk.js';
import { dayAt } from './workingDays.js';

export interface CaseDeskOptions {
  readonly cases: CaseStore;
  readonly holidays: HolidayStore;
  /** What says how many working days a new case has. */
  readonly plans: { settingsOf(office: string): AlarmSettings };
  readonly writer: GroupWriter;
  readonly journal: JournalStore;
  readonly clock: Clock;
  readonly ids: IdSource;
}

/** What a person may change of a case. */
type Change = Partial<Pick<CaseRecord, 'owner' | 'due' | 'corrective' | 'preventive'>>;
const CHANGEABLE = ['owner', 'due', 'corrective', 'preventive'] as const;

/**
 * Complaints, tracked until somebody releases them (A9). What a person does and its line in the journal, which keeps the
 * whole of what was written, are one transaction (P3).
 */
export class CaseDesk implements CasesPort, CaseOpener {
  private readonly calendar: HolidayDesk;

  constructor(private readonly options: CaseDeskOptions) {
    this.calendar = new HolidayDesk(options);
  }

  /**
   * Numbered within office and ROC year without gaps: the number is taken in the caller's transaction, and given back when
   * that fails. Whoever closes the alarm owns the case until it is changed.
   */
  open(alarm: AlarmRecord, by: string, nowMs: number): string {
    const { cases, holidays, plans, ids } = this.options;
    const { office } = alarm;
    const rocYear = rocYearAt(nowMs);
    const record: CaseRecord = {
      id: ids.uuid(),
      office,
      rocYear,
      number: cases.newestNumber(office, rocYear) + 1,
      alarm: alarm.id,
      openedMs: nowMs,
      openedBy: by,
      owner: by,
      due: firstDue(nowMs, plans.settingsOf(office).caseDays, holidays.after(dayAt(nowMs))),
      corrective: null,
      preventive: null,
      state: 'open',
      releasedMs: null,
      releasedBy: null,
      releaseRemark: null,
    };
    cases.insert(record);
    const detail = `${nameOf(record)}, due ${record.due}, alarm ${alarm.id}`;
    this.note(record, { atMs: nowMs, by, action: 'case/opened', detail });
    return record.id;
  }

  ofAlarm(alarm: string): string | undefined {
    return this.options.cases.ofAlarm(alarm);
  }

  list(query: QueryOf<'cases'>): ResultOf<'cases'> {
    const nowMs = this.options.clock.wall();
    const { items, ...rest } = this.options.cases.page({ ...query, today: dayAt(nowMs) });
    return { items: items.map((one) => caseView(one, nowMs)), ...rest };
  }

  /** Throws `case/unknown`. */
  one(id: string): ResultOf<'case'> {
    return caseView(this.known(id), this.options.clock.wall());
  }

  /** Rejects with `case/unknown`, `case/released` or `case/bad-due`. What is as it was is not journalled. */
  change(id: string, { by, ...given }: BodyOf<'changeCase'>): Promise<ResultOf<'changeCase'>> {
    const { writer, clock, cases } = this.options;
    return writer.write(() => {
      const record = this.tracked(id);
      const change = differing(record, given);
      if (change.due !== undefined) checkDue(change.due, record.openedMs);
      const detail = changeWords(record, change);
      if (detail === '') return caseView(record, clock.wall());
      cases.update(id, change);
      this.note(record, { atMs: clock.wall(), by, action: 'case/changed', detail });
      return this.one(id);
    });
  }

  /** Rejects with `case/unknown`, `case/released` or `case/incomplete`. */
  release(id: string, { by, remark }: BodyOf<'releaseCase'>): Promise<ResultOf<'releaseCase'>> {
    const { writer, clock, cases } = this.options;
    return writer.write(() => {
      const record = this.tracked(id);
      checkComplete(nameOf(record), record);
      const atMs = clock.wall();
      const releaseRemark = remark ?? null;
      cases.update(id, { state: 'released', releasedMs: atMs, releasedBy: by, releaseRemark });
      this.note(record, { atMs, by, action: 'case/released', detail: releaseRemark });
      return this.one(id);
    });
  }

  holidays(query: QueryOf<'holidays'>): ResultOf<'holidays'> {
    return this.calendar.list(query);
  }

  /** Rejects with `holiday/bad-day`. */
  setHoliday(body: BodyOf<'setHoliday'>): Promise<ResultOf<'setHoliday'>> {
    return this.calendar.set(body);
  }

  /** Rejects with `holiday/unknown`. */
  removeHoliday(day: string, by: string): Promise<ResultOf<'removeHoliday'>> {
    return this.calendar.remove(day, by);
  }

  private tracked(id: string): KnownCase {
    const record = this.known(id);
    if (record.state === 'open') return record;
    throw new CodedError(
      'case/released',
      `case ${nameOf(record)} was released by ${record.releasedBy}; expected one that is open`,
    );
  }

  private known(id: string): KnownCase {
    const record = this.options.cases.byId(id);
    if (record !== undefined) return record;
    throw new CodedError('case/unknown', `there is no case ${id}; expected an id from GET /cases`);
  }

  private note(
    { id, office }: CaseRecord,
    deed: { atMs: number; by: string; action: string; detail: string | null },
  ): void {
    this.options.journal.append({ ...deed, office, subject: id });
  }
}

const nameOf = ({ office, rocYear, number }: CaseRecord): string => caseName(office, rocYear, number);

const differing = (record: CaseRecord, given: Change): Change =>
  Object.fromEntries(
    CHANGEABLE.flatMap((field) => {
      const value = given[field];
      return value === undefined || value === record[field] ? [] : [[field, value]];
    }),
  );

/** What was, and what is written now; empty where nothing changed. */
const changeWords = (record: CaseRecord, change: Change): string =>
  CHANGEABLE.filter((field) => change[field] !== undefined)
    .map((field) => `${field}: ${record[field] ?? '–'} → ${change[field]}`)
    .join('\n');
