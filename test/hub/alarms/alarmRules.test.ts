import { describe, expect, it } from 'vitest';
import { DEFAULT_ALARM_SETTINGS, type Rung } from '#contract/alarms.js';
import { FLOOD_ALARMS, floodOf, isFlood, isIsolated } from '../../../hub/alarms/floodGuard.js';
import { countedSinceMs, isRateReached } from '../../../hub/alarms/rateRule.js';
import { checkAlarmSettings } from '../../../hub/alarms/settingsRules.js';

const { rate } = DEFAULT_ALARM_SETTINGS;

describe('A5 the rate alarm', () => {
  it.each([
    [2, 4, true],
    [3, 4, true],
    [1, 4, false],
    [3, 3, false],
    [2, 5, false],
    [3, 6, true],
    [0, 9, false],
  ])('%i dissatisfied of %i: %s', (dissatisfied, ratings, expected) => {
    expect(isRateReached({ dissatisfied, ratings }, rate)).toBe(expected);
  });

  it('a share that is no binary fraction is met exactly', () => {
    expect(isRateReached({ dissatisfied: 7, ratings: 100 }, { ...rate, share: 0.07 })).toBe(true);
    expect(isRateReached({ dissatisfied: 11, ratings: 20 }, { ...rate, share: 0.55 })).toBe(true);
    expect(isRateReached({ dissatisfied: 69, ratings: 100 }, { ...rate, share: 0.7 })).toBe(false);
  });

  it('counts the last 15 min, and only what came after the last alarm was closed', () => {
    expect(countedSinceMs(2_000_000, rate, null)).toBe(1_100_000);
    expect(countedSinceMs(2_000_000, rate, 1_500_000)).toBe(1_500_000);
    expect(countedSinceMs(2_000_000, rate, 500_000)).toBe(1_100_000);
  });
});

describe('A8 the guard against floods', () => {
  it('holds back from the eleventh within a minute, and until a minute without any', () => {
    expect(isIsolated({ count: FLOOD_ALARMS - 1, newestIsolated: false })).toBe(false);
    expect(isIsolated({ count: FLOOD_ALARMS, newestIsolated: false })).toBe(true);
    expect(isIsolated({ count: 1, newestIsolated: true })).toBe(true);
    expect(isIsolated({ count: 0, newestIsolated: false })).toBe(false);
  });

  it('names the condition of a counter so that it is known again', () => {
    expect(isFlood(floodOf('3'))).toBe(true);
    expect(isFlood('box-silent/box-3')).toBe(false);
  });
});

describe('A3 what an office may decide', () => {
  const rung = (person: string, from = '08:00', to = '17:00'): Rung => ({
    person,
    duty: [{ days: [1], from, to }],
  });
  const decide = (change: Partial<typeof DEFAULT_ALARM_SETTINGS>) => () =>
    checkAlarmSettings({ ...DEFAULT_ALARM_SETTINGS, ...change });

  it('takes the defaults, and a chain with duty', () => {
    expect(decide({})).not.toThrow();
    expect(decide({ chain: [rung('chen'), rung('wu', '12:00', '12:01')] })).not.toThrow();
  });

  it.each([
    ['times that do not grow', { escalateAfterMs: [60_000, 60_000] }, /escalateAfterMs must grow/],
    ['times that fall', { escalateAfterMs: [90_000, 60_000] }, /60000 follows 90000/],
    ['a person twice', { chain: [rung('chen'), rung('chen')] }, /chen stands in the chain twice/],
    ['duty that ends before it begins', { chain: [rung('chen', '22:00', '06:00')] }, /22:00 to 06:00/],
    ['duty of no length', { chain: [rung('chen', '08:00', '08:00')] }, /08:00 to 08:00/],
  ])('refuses %s', (_, change, message) => {
    expect(decide(change)).toThrow(message);
    expect(decide(change)).toThrow(expect.objectContaining({ code: 'alarm/bad-settings' }));
  });
});
