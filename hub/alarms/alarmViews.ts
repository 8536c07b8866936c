import type { AlarmAbout, AlarmStep, AlarmView, ShelfView } from '#contract/alarms.js';
import { type Clock, timestamp } from '#platform/clock.js';
import { CodedError } from '#platform/errors.js';
import type { CaseOpener } from '../cases/caseOpener.js';
import type { AlarmRecord, AlarmStepRecord, AlarmStore } from '../store/alarmStore.js';
import type { ShelfRecord } from '../store/shelfStore.js';
import type { WindowStore } from '../store/windowStore.js';
import type { AlarmPlans } from './alarmPlans.js';
import { waiting } from './escalation.js';

export interface AlarmViewsOptions {
  readonly alarms: AlarmStore;
  readonly windows: Pick<WindowStore, 'byId'>;
  readonly plans: Pick<AlarmPlans, 'presentAt'>;
  readonly cases: Pick<CaseOpener, 'ofAlarm'>;
  readonly clock: Clock;
}

/** Alarms as the outside sees them. */
export class AlarmViews {
  constructor(private readonly options: AlarmViewsOptions) {}

  byId(id: string): AlarmView | undefined {
    const alarm = this.options.alarms.byId(id);
    return alarm === undefined ? undefined : this.of(alarm);
  }

  of(alarm: AlarmRecord): AlarmView {
    return {
      id: alarm.id,
      office: alarm.office,
      ...given('counter', alarm.counter),
      about: this.about(alarm),
      priority: alarm.priority,
      state: alarm.state,
      raisedAt: timestamp(alarm.raisedMs),
      ...given('acknowledgedAt', time(alarm.acknowledgedMs)),
      ...given('acknowledgedBy', alarm.acknowledgedBy),
      ...given('departedAt', time(alarm.departedMs)),
      ...given('closedAt', time(alarm.closedMs)),
      ...given('closedBy', alarm.closedBy),
      ...given('outcome', alarm.outcome),
      ...given('cause', alarm.cause),
      ...given('remark', alarm.remark),
      ...given('case', this.caseOf(alarm)),
      ...this.people(alarm),
    };
  }

  private about({ id, source, window, level, facts }: AlarmRecord): AlarmAbout {
    if (source !== 'rating') return { source, ...JSON.parse(facts ?? '{}') } as AlarmAbout;
    const record = window === null ? undefined : this.options.windows.byId(window);
    if (record === undefined || level === null)
      throw new CodedError('alarm/no-window', `alarm ${id} is about a rating, and its window is not stored`);
    const { clerk, service, kind } = record;
    return { source, window: record.id, clerk, ...given('service', service), document: kind, level };
  }

  private caseOf({ id, outcome }: AlarmRecord): string | undefined {
    return outcome === 'complaint' ? this.options.cases.ofAlarm(id) : undefined;
  }

  private people({ id, office, state, dueMs }: AlarmRecord): Pick<AlarmView, 'called' | 'toCall'> {
    const { alarms, plans, clock } = this.options;
    const called = [...new Set(alarms.called(id))];
    const goesOn = state === 'unacknowledged' && dueMs !== null && called.length > 0;
    return { called, toCall: goesOn ? waiting(plans.presentAt(office, clock.wall()), called) : [] };
  }
}

export const stepView = ({ atMs, step, by, detail }: AlarmStepRecord): AlarmStep => ({
  at: timestamp(atMs),
  step,
  ...given('by', by),
  ...given('detail', detail),
});

export const shelfView = ({ office, counter, by, reason, fromMs, untilMs }: ShelfRecord): ShelfView => ({
  ...{ office, counter, by, reason },
  from: timestamp(fromMs),
  until: timestamp(untilMs),
});

function given<K extends string, V>(key: K, value: V | null | undefined): { [P in K]?: V } {
  return value === null || value === undefined ? {} : ({ [key]: value } as { [P in K]?: V });
}

const time = (ms: number | null): string | null => (ms === null ? null : timestamp(ms));
