import type { AlarmRecord } from '../store/alarmStore.js';

/** Makes cases of alarms that are referred as complaints (A9). */
export interface CaseOpener {
  /** Opens one and returns its id. Runs inside the transaction that closes the alarm, and throws nothing of its own. */
  open(alarm: AlarmRecord, by: string, nowMs: number): string;
  /** Id of the case an alarm became. */
  ofAlarm(alarm: string): string | undefined;
}
