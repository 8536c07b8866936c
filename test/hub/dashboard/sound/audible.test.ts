import { describe, expect, it } from 'vitest';
import type { ShelfView } from '#contract/alarms.js';
import { audible } from '../../../../hub/dashboard/sound/audible.js';
import { alarmView, at, equipmentAlarm, NOW } from '../../../support/views.js';

const shelf = (counter: string, until: string): [string, ShelfView] => [
  counter,
  { office: 'east', counter, by: '李主任', reason: '民眾大聲說話', from: at(-60), until },
];

const heard = (
  alarms: Parameters<typeof audible>[0],
  { shelves = [] as [string, ShelfView][], supervisor = undefined as string | undefined, now = NOW } = {},
) => audible(alarms, { shelves: new Map(shelves), supervisor, now }).map(({ id }) => id);

describe('which alarms a console chimes for', () => {
  const alarm = alarmView(1, '2');

  it.each([
    ['unacknowledged', true],
    ['acknowledged', false],
    ['departed', false],
    ['closed', false],
  ] as const)('A2 A3 one that is %s: %s', (state, chimes) => {
    expect(heard([alarmView(1, '2', { state })])).toHaveLength(chimes ? 1 : 0);
  });

  it('A4 not for a shelved counter until its time is over, to the millisecond; others go on', () => {
    const other = alarmView(2, '3');
    const shelves = [shelf('2', at(600))];
    expect(heard([alarm, other], { shelves, now: NOW + 599_999 })).toEqual([other.id]);
    expect(heard([alarm, other], { shelves, now: NOW + 600_000 })).toEqual([alarm.id, other.id]);
  });

  it('A4 what concerns no counter cannot be shelved', () => {
    const office = equipmentAlarm(3, { code: 'hub-disk' });
    expect(heard([office], { shelves: [shelf('2', at(600))] })).toEqual([office.id]);
  });

  it('A3 not yet at the console of one who is called later, everywhere else at once', () => {
    const called = alarmView(1, '2', { called: ['李主任'], toCall: ['王秘書'] });
    expect(heard([called], { supervisor: '王秘書' })).toEqual([]);
    expect(heard([called], { supervisor: '李主任' })).toEqual([called.id]);
    expect(heard([called], { supervisor: '張課長' })).toEqual([called.id]);
    expect(heard([called])).toEqual([called.id]);
    expect(
      heard([alarmView(1, '2', { called: ['李主任', '王秘書'] })], { supervisor: '王秘書' }),
    ).toHaveLength(1);
  });
});
