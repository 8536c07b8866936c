import type { AlarmSettings, AlarmSettingsRequest, DutyRequest, DutyView } from '#contract/alarms.js';
import type { Clock } from '#platform/clock.js';
import { CodedError } from '#platform/errors.js';
import type { AlarmPlansPort } from '../http/deskPorts.js';
import type { AlarmSettingsStore } from '../store/alarmSettingsStore.js';
import type { AlarmStore } from '../store/alarmStore.js';
import type { DutyStore } from '../store/dutyStore.js';
import type { GroupWriter } from '../store/groupWriter.js';
import type { JournalStore } from '../store/journalStore.js';
import type { SiteStore } from '../store/siteStore.js';
import { peopleOf, presentOf } from './dutyTimes.js';
import { checkAlarmSettings } from './settingsRules.js';

export interface AlarmPlansOptions {
  readonly settings: AlarmSettingsStore;
  readonly duty: DutyStore;
  readonly alarms: AlarmStore;
  readonly journal: JournalStore;
  readonly writer: GroupWriter;
  readonly sites: Pick<SiteStore, 'hasOffice'>;
  readonly clock: Clock;
  /** Called after the commit: who can be called at an office has changed. */
  readonly changed: (office: string) => void;
}

/** What offices decide about their alarms, and who is there to be called (A3). */
export class AlarmPlans implements AlarmPlansPort {
  private readonly known = new Map<string, AlarmSettings>();

  constructor(private readonly options: AlarmPlansOptions) {}

  /** Throws `CodedError` `office/unknown`. */
  settings(office: string): AlarmSettings {
    this.check(office);
    return this.settingsOf(office);
  }

  /** As stored; by default for an office that decided nothing, or that is unknown. */
  settingsOf(office: string): AlarmSettings {
    let settings = this.known.get(office);
    if (settings === undefined) {
      settings = this.options.settings.of(office);
      this.known.set(office, settings);
    }
    return settings;
  }

  /** Who can be called at a moment, in the order of the chain. */
  presentAt(office: string, atMs: number): string[] {
    return presentOf(this.settingsOf(office).chain, this.options.duty.absent(office), atMs);
  }

  /**
   * Decides all of them anew; alarms that call already follow within a second. Throws `CodedError` `office/unknown`,
   * `alarm/bad-settings`, `store/commit-failed`.
   */
  async decide(office: string, { by, settings }: AlarmSettingsRequest): Promise<AlarmSettings> {
    const { journal, writer, clock, changed } = this.options;
    this.check(office);
    checkAlarmSettings(settings);
    const stored = writer.write(() => {
      const atMs = clock.wall();
      this.options.settings.set(office, settings);
      this.dismiss(office, settings);
      this.planAnew(office, atMs);
      const detail = JSON.stringify(settings);
      journal.append({ atMs, by, action: 'alarm-settings/changed', office, subject: office, detail });
    });
    await stored.finally(() => this.known.delete(office));
    changed(office);
    return this.settingsOf(office);
  }

  /** Throws `CodedError` `office/unknown`. */
  duty(office: string): DutyView {
    this.check(office);
    const { duty, clock } = this.options;
    return {
      office,
      people: peopleOf(this.settingsOf(office).chain, duty.absent(office), clock.wall()),
    };
  }

  /**
   * Signs a person in or out; whoever is not in the chain is never called, so nothing is noted of them. Throws `CodedError`
   * `office/unknown`, `store/commit-failed`.
   */
  async setDuty(office: string, { person, present }: DutyRequest): Promise<DutyView> {
    const { duty, journal, writer, clock, changed } = this.options;
    this.check(office);
    const isChanged = await writer.write(() => {
      if (!this.settingsOf(office).chain.some((rung) => rung.person === person)) return false;
      const atMs = clock.wall();
      const isNew = present ? duty.signIn(office, person) : duty.signOut(office, person, atMs);
      if (!isNew) return false;
      const action = present ? 'duty/signed-in' : 'duty/signed-out';
      journal.append({ atMs, by: person, action, office, subject: person, detail: null });
      this.planAnew(office, atMs);
      return true;
    });
    if (isChanged) changed(office);
    return this.duty(office);
  }

  /** Whoever is no longer in the chain need not sign in again when put back. */
  private dismiss(office: string, { chain }: AlarmSettings): void {
    const { duty } = this.options;
    for (const person of duty.absent(office)) {
      if (!chain.some((rung) => rung.person === person)) duty.signIn(office, person);
    }
  }

  /** Has the clock look at every calling alarm at once: whom it calls next, and when, may have changed. */
  private planAnew(office: string, nowMs: number): void {
    const { alarms } = this.options;
    for (const { id } of alarms.calling(office)) alarms.update(id, { dueMs: nowMs });
  }

  private check(office: string): void {
    if (!this.options.sites.hasOffice(office))
      throw new CodedError('office/unknown', `office ${office} is not one of this hub's offices`);
  }
}
