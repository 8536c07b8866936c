import type { AlarmView } from '#contract/alarms.js';
import type { Level } from '#contract/values.js';

/** Whether a rating raises an alarm of its own; which levels do is a setting of the office (A1). */
export const raisesAlarm = (level: Level, alarmLevels: readonly number[]): boolean =>
  alarmLevels.includes(level);

/** 非常不滿意 is high, any other alarm level medium (A1). */
export const priorityOf = (level: Level): AlarmView['priority'] => (level === 1 ? 'high' : 'medium');
