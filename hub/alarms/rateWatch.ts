import type { AboutRate } from '#contract/alarms.js';
import type { Clock } from '#platform/clock.js';
import type { AlarmStore } from '../store/alarmStore.js';
import type { TransactionHooks } from '../store/groupWriter.js';
import type { RecentRatings } from '../store/recentRatings.js';
import type { AlarmPlans } from './alarmPlans.js';
import type { AlarmChange, AlarmRegister } from './alarmRegister.js';
import { countedSinceMs, isRateReached } from './rateRule.js';

export interface RateWatchOptions {
  readonly alarms: AlarmStore;
  readonly register: AlarmRegister;
  readonly plans: Pick<AlarmPlans, 'settingsOf'>;
  readonly ratings: RecentRatings;
  readonly clock: Clock;
  readonly changed: (changes: readonly AlarmChange[]) => void;
}

/**
 * Raises the alarm of an office where too many are dissatisfied (A5), in the transaction that stores the ratings. It counts
 * once for all ratings of a transaction, so that a storm of them costs no count for each.
 */
export class RateWatch implements TransactionHooks {
  /** Offices with ratings in the transaction that is being written. */
  private readonly due = new Set<string>();
  private raised: readonly AlarmChange[] = [];

  constructor(private readonly options: RateWatchOptions) {}

  /** A rating of an office is part of the transaction. */
  rated(office: string): void {
    this.due.add(office);
  }

  beforeCommit(): void {
    const nowMs = this.options.clock.wall();
    this.raised = [...this.due].flatMap((office) => this.watch(office, nowMs));
  }

  afterCommit(): void {
    const { raised } = this;
    this.onRollback();
    if (raised.length > 0) this.options.changed(raised);
  }

  onRollback(): void {
    this.due.clear();
    this.raised = [];
  }

  private watch(office: string, nowMs: number): AlarmChange[] {
    const { alarms, ratings, plans, register } = this.options;
    const { rate } = plans.settingsOf(office);
    const last = alarms.lastRate(office);
    if (last !== undefined && last.state !== 'closed') return [];
    const count = ratings.since(office, countedSinceMs(nowMs, rate, last?.closedMs ?? null));
    if (!isRateReached(count, rate)) return [];
    const about: Omit<AboutRate, 'source'> = { ...count, withinMs: rate.withinMs };
    return register.raise(
      {
        ...{ source: 'rate', office, counter: null, window: null, level: null, priority: 'medium' },
        condition: 'rate',
        facts: JSON.stringify(about),
      },
      false,
      nowMs,
    );
  }
}
