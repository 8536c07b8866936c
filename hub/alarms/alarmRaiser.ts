import type { AboutEquipment } from '#contract/alarms.js';
import type { Level } from '#contract/values.js';
import type { AlarmStore } from '../store/alarmStore.js';
import type { SiteStore } from '../store/siteStore.js';
import type { WindowStore } from '../store/windowStore.js';
import type { WindowRecord } from '../windows/windowRecord.js';
import type { AlarmPlans } from './alarmPlans.js';
import type { AlarmChange, AlarmRegister } from './alarmRegister.js';
import { priorityOf, raisesAlarm } from './alarmRules.js';
import { FLOOD_ALARMS, FLOOD_MS, floodOf, isIsolated } from './floodGuard.js';
import type { RateWatch } from './rateWatch.js';

export interface AlarmRaiserOptions {
  readonly alarms: AlarmStore;
  readonly register: AlarmRegister;
  readonly plans: Pick<AlarmPlans, 'settingsOf'>;
  readonly sites: Pick<SiteStore, 'alarmLevels'>;
  readonly windows: WindowStore;
  readonly rates: Pick<RateWatch, 'rated'>;
}

/** Who is at a counter now. */
export interface AtCounter {
  readonly office: string;
  readonly counter: string;
  readonly window: string;
  readonly visit: string | null;
}

/**
 * What ratings and issuances do to alarms. Runs inside the transaction that stores them, so that no rating is ever stored
 * without its alarm.
 */
export class AlarmRaiser {
  constructor(private readonly options: AlarmRaiserOptions) {}

  /** `window` as it is stored, rated. */
  rated(window: WindowRecord, level: Level, nowMs: number): AlarmChange[] {
    const { sites, rates } = this.options;
    rates.rated(window.office);
    return raisesAlarm(level, sites.alarmLevels(window.office)) ? this.raise(window, level, nowMs) : [];
  }

  /** Somebody else is at the counter: those who alarmed there have left (A2). The same visit is the same citizen. */
  followed({ office, counter, window, visit }: AtCounter, nowMs: number): AlarmChange[] {
    const { alarms, windows, register } = this.options;
    return alarms
      .callingAt(office, counter)
      .filter((alarm) => alarm.window !== window && !isVisit(windows, alarm.window, visit))
      .flatMap((alarm) => register.depart(alarm, nowMs));
  }

  private raise(window: WindowRecord, level: Level, nowMs: number): AlarmChange[] {
    const { alarms, register } = this.options;
    const { office, counter } = window;
    const isolated = isIsolated(alarms.burst(office, counter, nowMs - FLOOD_MS, nowMs));
    const raised = register.raise(
      {
        source: 'rating',
        office,
        counter,
        window: window.id,
        level,
        priority: priorityOf(level),
        condition: null,
        facts: null,
        isolated,
      },
      isolated || this.hasLeft(window, nowMs),
      nowMs,
    );
    return isolated ? [...this.reportFlood(window, nowMs), ...raised] : raised;
  }

  /** The rating was long on its way, or the next citizen was faster than it. */
  private hasLeft(window: WindowRecord, nowMs: number): boolean {
    const { plans, windows } = this.options;
    const { departAfterMs } = plans.settingsOf(window.office);
    return nowMs - (window.endedMs ?? nowMs) > departAfterMs || windows.hasFollower(window);
  }

  private reportFlood({ office, counter, box }: WindowRecord, nowMs: number): AlarmChange[] {
    const { alarms, register } = this.options;
    const condition = floodOf(counter);
    if (alarms.ofCondition(office, condition) !== undefined) return [];
    const about: Omit<AboutEquipment, 'source'> = {
      code: 'alarm-flood',
      ...(box === null ? {} : { box }),
      detail: `${FLOOD_ALARMS} alarms within ${FLOOD_MS / 1_000} s`,
    };
    return register.raise(
      {
        ...{ source: 'equipment', office, counter, window: null, level: null, priority: 'low', condition },
        facts: JSON.stringify(about),
      },
      false,
      nowMs,
    );
  }
}

const isVisit = (windows: WindowStore, window: string | null, visit: string | null): boolean =>
  visit !== null && window !== null && windows.byId(window)?.visit === visit;
