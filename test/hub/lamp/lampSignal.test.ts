import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AlarmView, ShelfView } from '#contract/alarms.js';
import { CHIMES } from '../../../hub/dashboard/sound/chime.js';
import { BELL_RHYTHMS } from '../../../hub/lamp/bellRhythm.js';
import { lampSignal } from '../../../hub/lamp/lampSignal.js';
import { alarmView, at, equipmentAlarm, NOW } from '../../support/views.js';

const HEARD = { heard: true, now: NOW };
const signal = (alarms: readonly AlarmView[], shelves: readonly ShelfView[] = []) =>
  lampSignal(alarms, shelves, HEARD);
const shelf = (counter: string, from: number, until: number): ShelfView => ({
  office: 'east',
  counter,
  by: '王主任',
  reason: '設備維修',
  from: at(from),
  until: at(until),
});
const taken = { state: 'acknowledged' } as const;
const low = equipmentAlarm(9, { code: 'box-silent', box: 'box-2' });

describe('what a light tells of alarms', () => {
  it.each([
    ['no alarm', [], 'off', undefined],
    ['a dissatisfied rating', [alarmView(1, '1')], 'medium', 'medium'],
    [
      'a very dissatisfied one beside it',
      [alarmView(1, '1'), alarmView(2, '2', { level: 1 })],
      'high',
      'high',
    ],
    ['one taken, one not', [alarmView(1, '1', taken), alarmView(2, '2')], 'medium', 'medium'],
    ['one taken, though high', [alarmView(1, '1', { level: 1, ...taken })], 'acknowledged', undefined],
    ['one departed', [alarmView(1, '1', { state: 'departed' })], 'off', undefined],
    ['one closed', [alarmView(1, '1', { state: 'closed' })], 'off', undefined],
    ['equipment', [low], 'off', undefined],
    ['equipment somebody looks after', [{ ...low, ...taken }], 'off', undefined],
  ] as const)('A3 %s', (_, alarms, shows, bell) => {
    expect(signal(alarms)).toEqual({ shows, bell });
  });

  it('A4 a shelved counter flashes and does not ring, until its shelf ends', () => {
    const alarms = [alarmView(1, '1', { level: 1 }), alarmView(2, '2')];
    expect(signal(alarms, [shelf('1', -60, 60)])).toEqual({ shows: 'high', bell: 'medium' });
    expect(signal(alarms, [shelf('1', -60, 60), shelf('2', -1, 1)])).toEqual({
      shows: 'high',
      bell: undefined,
    });
    expect(signal(alarms, [shelf('1', -60, 0)])).toEqual({ shows: 'high', bell: 'high' });
  });

  it('A3 for any alarms: disconnected exactly while the hub is not heard, flashing exactly while one calls', () => {
    const alarm = fc.record({
      level: fc.constantFrom(1 as const, 2 as const),
      counter: fc.constantFrom('1', '2', '3'),
      state: fc.constantFrom<AlarmView['state']>('unacknowledged', 'acknowledged', 'departed', 'closed'),
      priority: fc.constantFrom<AlarmView['priority']>('low', 'medium', 'high'),
    });
    const shelves = fc.array(fc.constantFrom(shelf('1', -60, 60), shelf('2', -60, -30), shelf('3', 5, 60)));
    fc.assert(
      fc.property(fc.array(alarm), shelves, fc.boolean(), (given, shelved, heard) => {
        const alarms = given.map(({ counter, ...change }, n) => alarmView(n, counter, change));
        const { shows, bell } = lampSignal(alarms, shelved, { heard, now: NOW });
        const calls = alarms.filter(
          ({ state, priority }) => state === 'unacknowledged' && priority !== 'low',
        );
        expect(shows === 'disconnected').toBe(!heard);
        expect(shows === 'medium' || shows === 'high').toBe(heard && calls.length > 0);
        expect(shows === 'high').toBe(heard && calls.some(({ priority }) => priority === 'high'));
        if (bell !== undefined) expect(shows === bell || (shows === 'high' && bell === 'medium')).toBe(true);
        const nobodyHears = calls.every(({ counter }) =>
          shelved.some((one) => one.counter === counter && counter === '1'),
        );
        expect(bell === undefined).toBe(!heard || nobodyHears);
      }),
    );
  });
});

describe.each(['medium', 'high'] as const)('the bell of %s', (priority) => {
  it('A7 rings note for note as the chime of the consoles does', () => {
    const { notes, repeatMs, lengthMs } = CHIMES[priority];
    const rhythm = BELL_RHYTHMS[priority];
    expect(rhythm.notes).toEqual(notes.map(({ startMs, durationMs }) => ({ startMs, durationMs })));
    expect(rhythm.repeatMs).toBe(repeatMs);
    const last = rhythm.rounds.at(-1);
    expect((last?.startMs ?? 0) + (last?.durationMs ?? 0)).toBe(lengthMs);
  });
});
