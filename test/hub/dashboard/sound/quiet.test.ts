import { describe, expect, it } from 'vitest';
import { chimeFor, isQuiet, QUIET_MS, quietFor } from '../../../../hub/dashboard/sound/quiet.js';
import { alarmView, equipmentAlarm } from '../../../support/views.js';

const first = alarmView(1, '1');
const second = alarmView(2, '2', { priority: 'high', level: 1 });

describe('which chime the alarms ask for', () => {
  it('is that of the most urgent one, or none', () => {
    expect(chimeFor([])).toBeUndefined();
    expect(chimeFor([first])).toBe('medium');
    const equipment = equipmentAlarm(3, { code: 'hub-disk' });
    expect(chimeFor([equipment])).toBe('low');
    expect(chimeFor([equipment, first])).toBe('medium');
    expect(chimeFor([first, second])).toBe('high');
  });
});

describe('a pause of sound and flashing', () => {
  it('ends by itself after two minutes', () => {
    const quiet = quietFor([first], 1_000);
    expect(isQuiet(quiet, [first], 1_000 + QUIET_MS - 1)).toBe(true);
    expect(isQuiet(quiet, [first], 1_000 + QUIET_MS)).toBe(false);
  });

  it('ends at once when an alarm comes that it was not asked for', () => {
    const quiet = quietFor([first], 0);
    expect(isQuiet(quiet, [first, second], 10)).toBe(false);
  });

  it('goes on when one of its alarms is acknowledged', () => {
    expect(isQuiet(quietFor([first, second], 0), [second], 10)).toBe(true);
  });

  it('is off unless asked for', () => {
    expect(isQuiet(undefined, [], 0)).toBe(false);
  });
});
