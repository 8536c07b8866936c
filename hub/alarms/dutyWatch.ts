import { type Clock, every, type Timer } from '#platform/clock.js';
import type { Service } from '#platform/service.js';
import type { SiteStore } from '../store/siteStore.js';
import type { AlarmPlans } from './alarmPlans.js';

export interface DutyWatchOptions {
  readonly plans: Pick<AlarmPlans, 'duty'>;
  readonly sites: Pick<SiteStore, 'offices'>;
  readonly clock: Clock;
  /** Who can be called at the office has changed. */
  readonly changed: (office: string) => void;
}

const LOOK_MS = 10_000;

/** Tells those who watch who is on duty, also when that changes by the time alone, which nobody does and nothing stores (A3). */
export class DutyWatch implements Service {
  readonly name = 'duty watch';
  private readonly seen = new Map<string, string>();
  private ticker: Timer | undefined;

  constructor(private readonly options: DutyWatchOptions) {}

  start(): void {
    const offices = this.options.sites.offices().map(({ id }) => id);
    for (const office of offices) this.note(office);
    this.ticker = every(this.options.clock, LOOK_MS, () => {
      for (const office of offices) if (this.note(office)) this.options.changed(office);
    });
  }

  stop(): void {
    this.ticker?.cancel();
  }

  /** Something else than the time has changed it. */
  tell(office: string): void {
    this.note(office);
    this.options.changed(office);
  }

  /** Whether others are on duty than when it was looked at last. */
  private note(office: string): boolean {
    const { people } = this.options.plans.duty(office);
    const now = JSON.stringify(people.filter(({ onDuty }) => onDuty).map(({ person }) => person));
    const before = this.seen.get(office);
    this.seen.set(office, now);
    return before !== now;
  }
}
