import { describe, expect, it } from 'vitest';
import { dayFigures } from '../../../../hub/dashboard/console/dayFigures.js';
import { alarmView, at, equipmentAlarm } from '../../../support/views.js';

describe('A2 what a day’s alarms came to', () => {
  it('counts every step each alarm made, and equipment apart', () => {
    const alarms = [
      alarmView(1, '1', { raisedAt: at(-100) }),
      alarmView(2, '1', { raisedAt: at(-100), state: 'acknowledged', acknowledgedAt: at(-90) }),
      alarmView(3, '1', { raisedAt: at(-100), state: 'departed', departedAt: at(-50) }),
      alarmView(4, '1', {
        raisedAt: at(-100),
        state: 'closed',
        acknowledgedAt: at(-70),
        closedAt: at(-10),
      }),
      alarmView(5, '1', { raisedAt: at(-100), state: 'closed', departedAt: at(-60), closedAt: at(0) }),
      equipmentAlarm(6, { code: 'hub-disk' }, { state: 'closed', closedAt: at(900) }),
    ];
    expect(dayFigures(alarms)).toEqual({
      raised: 5,
      acknowledged: 2,
      departed: 2,
      closed: 2,
      equipment: 1,
      toAcknowledge: { median: 10_000, p90: 30_000, longest: 30_000 },
      toClose: { median: 90_000, p90: 100_000, longest: 100_000 },
    });
  });

  it('takes as median and 90th percentile times that happened, never one between two', () => {
    const after = [10, 1, 2, 3, 4, 5, 6, 7, 8, 9];
    const alarms = after.map((seconds, n) =>
      alarmView(n, '1', { raisedAt: at(0), acknowledgedAt: at(seconds) }),
    );
    expect(dayFigures(alarms).toAcknowledge).toMatchObject({ median: 5_000, p90: 9_000 });
  });

  it('says no time where nothing was answered yet', () => {
    expect(dayFigures([alarmView(1, '1')])).toMatchObject({
      raised: 1,
      toAcknowledge: undefined,
      toClose: undefined,
    });
  });
});
