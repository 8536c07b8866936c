import type { Clock } from '#platform/clock.js';
import { messageOf } from '#platform/errors.js';
import type { Logger } from '#platform/logger.js';
import type { AlarmRecord, AlarmStore } from '../store/alarmStore.js';
import type { GroupWriter } from '../store/groupWriter.js';
import type { AlarmChange, AlarmRegister } from './alarmRegister.js';
import type { Condition, ConditionAlarms } from './conditions.js';
import { isFlood } from './floodGuard.js';

export interface ConditionDeskOptions {
  readonly alarms: AlarmStore;
  readonly register: AlarmRegister;
  readonly writer: GroupWriter;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Called after the commit. */
  readonly changed: (changes: readonly AlarmChange[]) => void;
}

/** So long must a condition be gone before its alarm closes, so that what comes and goes raises one alarm and not many. */
export const GONE_MS = 30_000;

/**
 * Alarms about equipment (A6). What lasts is known from the database, so after a restart nothing is raised twice, and what
 * a person has closed stays closed until its condition was gone once.
 */
export class ConditionDesk implements ConditionAlarms {
  /** Since when what has an alarm is gone, by the monotonic clock. */
  private readonly goneSince = new Map<string, number>();

  constructor(private readonly options: ConditionDeskOptions) {}

  reconcile(conditions: readonly Condition[]): void {
    const lasting = new Map(
      this.lasting().map((alarm) => [nameOf(alarm.office, alarm.condition ?? ''), alarm]),
    );
    const present = new Set(conditions.map(({ office, key }) => nameOf(office, key)));
    for (const condition of conditions) {
      if (!lasting.has(nameOf(condition.office, condition.key))) this.raise(condition);
    }
    this.watchGone(lasting, present);
  }

  /** Alarms whose condition lasts, as far as anybody knows, also those a person has closed; without floods. */
  lasting(): AlarmRecord[] {
    return this.options.alarms.lasting().filter(({ condition }) => condition !== null && !isFlood(condition));
  }

  private watchGone(lasting: ReadonlyMap<string, AlarmRecord>, present: ReadonlySet<string>): void {
    const now = this.options.clock.monotonic();
    for (const name of this.goneSince.keys()) {
      if (present.has(name) || !lasting.has(name)) this.goneSince.delete(name);
    }
    for (const [name, { id }] of lasting) {
      if (present.has(name)) continue;
      const since = this.goneSince.get(name) ?? now;
      this.goneSince.set(name, since);
      if (now - since >= GONE_MS) this.pass(id);
    }
  }

  private raise({ office, key, counter, about: { source, ...facts } }: Condition): void {
    const { alarms, register, clock } = this.options;
    this.write(() =>
      alarms.ofCondition(office, key) !== undefined
        ? []
        : register.raise(
            {
              ...{ source, office, counter: counter ?? null, window: null, level: null, priority: 'low' },
              condition: key,
              facts: JSON.stringify(facts),
            },
            false,
            clock.wall(),
          ),
    );
  }

  /** One that a person has closed already is only forgotten, so that its condition raises a new one when it comes back. */
  private pass(id: string): void {
    const { alarms, register, clock } = this.options;
    this.write(() => {
      const alarm = alarms.byId(id);
      if (alarm === undefined || alarm.condition === null) return [];
      if (alarm.state === 'closed') alarms.update(id, { condition: null });
      return register.apply(alarm, { kind: 'pass' }, clock.wall());
    });
  }

  private write(task: () => AlarmChange[]): void {
    const { writer, changed, logger } = this.options;
    let changes: AlarmChange[] = [];
    writer.add({
      run: () => {
        changes = task();
      },
      committed: () => changed(changes),
      failed: (error) =>
        logger.error({ error: messageOf(error) }, 'an alarm about equipment could not be stored'),
    });
  }
}

const nameOf = (office: string, key: string): string => `${office}/${key}`;
