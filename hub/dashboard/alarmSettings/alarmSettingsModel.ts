import { batch, computed, effect, type Signal, signal, untracked } from '@preact/signals';
import type { AlarmSettings, DutyPerson } from '#contract/alarms.js';
import type { HubProblem } from '../api/hubProblem.js';
import { asProblem } from '../api/problemWords.js';
import type { FrameModel } from '../figures/frameModel.js';
import { Question } from '../figures/question.js';
import type { Person } from '../records/person.js';
import { HolidayModel } from './holidayModel.js';
import { draftOf, type SettingsDraft, sameDraft } from './settingsDraft.js';

export interface AlarmSettingsOptions {
  readonly frame: FrameModel;
  readonly person: Person;
}

/** What an office decides about its alarms, as it is and as it stands in the form. */
export class AlarmSettingsModel {
  readonly frame: FrameModel;
  readonly person: Person;
  readonly holidays: HolidayModel;
  readonly read: Question<AlarmSettings>;
  readonly duty: Question<readonly DutyPerson[]>;
  /** As the hub last told them. */
  readonly stored = signal<AlarmSettings | undefined>(undefined);
  readonly draft = signal<SettingsDraft | undefined>(undefined);
  /** Who does all this, as typed. */
  readonly by: Signal<string>;
  readonly changed = computed(() => {
    const [draft, stored] = [this.draft.value, this.stored.value];
    return draft !== undefined && stored !== undefined && !sameDraft(draft, draftOf(stored));
  });
  /** Whether anything on the page would be lost. */
  readonly unsaved = computed(() => this.changed.value || this.holidays.unsaved.value);
  readonly saved = signal(false);
  readonly refused = signal<HubProblem | undefined>(undefined);
  readonly sending = signal(false);

  constructor({ frame, person }: AlarmSettingsOptions) {
    this.frame = frame;
    this.person = person;
    this.by = signal(person.name.peek());
    this.holidays = new HolidayModel(frame);
    this.read = new Question(() => this.readSettings());
    this.duty = new Question(() => this.readDuty());
  }

  start(): void {
    effect(() => {
      const offices = this.frame.offices.value ?? [];
      const [only] = offices;
      if (offices.length !== 1 || only === undefined) return;
      untracked(() => this.frame.office.value === '' && this.frame.chooseOffice(only.id));
    });
    effect(() => {
      const { value, busy } = this.read.answer.value;
      if (!busy) untracked(() => this.take(value));
    });
    this.read.start();
    this.duty.start();
    this.holidays.start();
  }

  /** Another office; only while nothing would be lost. */
  choose(office: string): void {
    if (this.changed.value) return;
    batch(() => {
      this.take(undefined);
      this.saved.value = false;
      this.refused.value = undefined;
      this.frame.chooseOffice(office);
    });
  }

  edit(change: Partial<SettingsDraft>): void {
    const draft = this.draft.value;
    if (draft === undefined) return;
    batch(() => {
      this.draft.value = { ...draft, ...change };
      this.saved.value = false;
    });
  }

  discard(): void {
    this.take(this.stored.value);
  }

  async save(settings: AlarmSettings, by: string): Promise<void> {
    if (this.sending.value) return;
    batch(() => {
      this.sending.value = true;
      this.saved.value = false;
      this.refused.value = undefined;
    });
    this.person.call(by);
    try {
      const params = { office: this.frame.office.value };
      const { body } = await this.frame.hub.ask('setAlarmSettings', { params, body: { by, settings } });
      this.take(body);
      this.saved.value = true;
      this.duty.again();
    } catch (thrown) {
      this.refused.value = asProblem(thrown);
    } finally {
      this.sending.value = false;
    }
  }

  private take(settings: AlarmSettings | undefined): void {
    batch(() => {
      this.stored.value = settings;
      this.draft.value = settings && draftOf(settings);
    });
  }

  private readSettings(): Promise<AlarmSettings> | undefined {
    const office = this.frame.office.value;
    if (office === '') return undefined;
    return this.frame.hub.ask('alarmSettings', { params: { office } }).then(({ body }) => body);
  }

  private readDuty(): Promise<readonly DutyPerson[]> | undefined {
    const office = this.frame.office.value;
    if (office === '') return undefined;
    return this.frame.hub.ask('duty', { params: { office } }).then(({ body }) => body.people);
  }
}
