import type { Clock } from '#platform/clock.js';
import { CodedError } from '#platform/errors.js';
import type { AlarmRecord, AlarmStore } from '../store/alarmStore.js';
import type { GroupWriter } from '../store/groupWriter.js';

export interface AlarmDeskOptions {
  readonly alarms: AlarmStore;
  readonly writer: GroupWriter;
  readonly clock: Clock;
  readonly changed: (alarm: string) => void;
  /** Called after the commit for each alarm that was taken. */
  readonly taken: (alarm: AlarmRecord) => void;
}

/** What supervisors do with alarms. */
export class AlarmDesk {
  constructor(private readonly options: AlarmDeskOptions) {}

  /**
   * Takes an alarm in a person's name, durably. The first wins: throws `CodedError` `alarm/already-acknowledged`
   * naming who it was, or `alarm/unknown`.
   */
  async acknowledge(id: string, by: string): Promise<AlarmRecord> {
    const { alarms, writer, clock, changed, taken } = this.options;
    const alarm = await writer.write(() => {
      const known = alarms.byId(id);
      if (known === undefined) throw new CodedError('alarm/unknown', `there is no alarm ${id}`);
      if (!alarms.acknowledge(id, by, clock.wall())) {
        throw new CodedError(
          'alarm/already-acknowledged',
          `${known.acknowledgedBy} has taken this alarm already`,
        );
      }
      return alarms.byId(id) ?? known;
    });
    changed(id);
    taken(alarm);
    return alarm;
  }
}
