import type { Delay } from '#contract/alarmFigures.js';
import type { AlarmView } from '#contract/alarms.js';
import { delayOf } from '../../statistics/measures/delay.js';

export interface DayFigures {
  /** Alarms raised by citizens: single ratings and the rate. The other counts are of these. */
  readonly raised: number;
  readonly acknowledged: number;
  readonly departed: number;
  readonly closed: number;
  readonly equipment: number;
  /** From raising, ms; nothing where there was none. */
  readonly toAcknowledge: Delay | undefined;
  readonly toClose: Delay | undefined;
}

/** What a day's alarms came to. Those of equipment are counted apart: many of them come and go by themselves. */
export function dayFigures(alarms: readonly AlarmView[]): DayFigures {
  const raised = alarms.filter(({ about }) => about.source !== 'equipment');
  const acknowledged = after(raised, ({ acknowledgedAt }) => acknowledgedAt);
  const closed = after(raised, ({ closedAt }) => closedAt);
  return {
    raised: raised.length,
    acknowledged: acknowledged.length,
    departed: raised.filter(({ departedAt }) => departedAt !== undefined).length,
    closed: closed.length,
    equipment: alarms.length - raised.length,
    toAcknowledge: delayOf(acknowledged),
    toClose: delayOf(closed),
  };
}

/** Ms from raising to a time that not every alarm has. */
const after = (alarms: readonly AlarmView[], time: (alarm: AlarmView) => string | undefined): number[] =>
  alarms.flatMap((alarm) => {
    const at = time(alarm);
    return at === undefined ? [] : [Math.max(0, Date.parse(at) - Date.parse(alarm.raisedAt))];
  });
