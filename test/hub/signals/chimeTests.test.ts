import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDailyDue } from '../../../hub/signals/chimeRules.js';
import { uuid } from '../../support/ids.js';
import { SignalRig, taipei } from './signalRig.js';

const code = (expected: string) => expect.objectContaining({ code: expected });
const MINUTE = 60_000;
const heard = { console: '主管桌', heard: true, peak: 0.4, volume: 0.7 };

const story = (rig: SignalRig, office = 'east') =>
  rig.tests.filter((test) => test.office === office).map(({ state }) => state);

describe('A7 when the daily test of the chime is due', () => {
  it.each<[string, number, string, number | undefined, boolean]>([
    ['before its time', taipei(7, 8, 14), '08:15', undefined, false],
    ['at its time', taipei(7, 8, 15), '08:15', undefined, true],
    ['when it was yesterday', taipei(7, 8, 15), '08:15', taipei(6, 8, 15), true],
    ['when it was today', taipei(7, 9), '08:15', taipei(7, 8, 15), false],
    ['when it was today before the time was changed', taipei(7, 10), '10:00', taipei(7, 8, 15), false],
    ['when it was missed, in the evening', taipei(7, 19, 59), '08:15', taipei(6, 8, 15), true],
    ['when it was missed, at night', taipei(7, 20), '08:15', taipei(6, 8, 15), false],
    ['late by choice', taipei(7, 21, 30), '21:30', undefined, true],
    ['late by choice and missed', taipei(7, 21, 35), '21:30', undefined, false],
    ['after midnight', taipei(8, 0, 1), '08:15', taipei(7, 8, 15), false],
  ])('%s', (_, now, at, last, due) => {
    expect(isDailyDue(now, at, last)).toBe(due);
  });

  it('whatever the looks, once a day, and not at all only where nobody looked from its time until 20:00', () => {
    const minute = fc.integer({ min: 0, max: 3 * 24 * 60 - 1 });
    const looks = fc.uniqueArray(minute, { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(looks, fc.integer({ min: 0, max: 19 * 60 }), (minutes, at) => {
        const time = `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`;
        const sorted = [...minutes].sort((a, b) => a - b);
        const tested: number[] = [];
        for (const each of sorted) {
          const last = tested.at(-1);
          const lastMs = last === undefined ? undefined : taipei(7, 0, last);
          if (isDailyDue(taipei(7, 0, each), time, lastMs)) tested.push(each);
        }
        const day = (n: number) => Math.floor(n / 1440);
        const wanted = [0, 1, 2].flatMap(
          (n) => sorted.find((each) => day(each) === n && each % 1440 >= at && each % 1440 < 1200) ?? [],
        );
        expect(tested).toEqual(wanted);
      }),
    );
  });
});

describe('A7 tests of the chime', () => {
  it('begins daily at the time of the office, at every office, and a console that heard it confirms it', async () => {
    const rig = new SignalRig();
    await rig.passUntil(taipei(7, 8, 14));
    expect(rig.tests).toEqual([]);
    await rig.passUntil(taipei(7, 8, 15));
    const begun = rig.desk.newestTest('east');
    expect(begun).toEqual({
      id: uuid(1),
      office: 'east',
      at: '2026-07-07T00:15:00.000Z',
      dueAt: '2026-07-07T00:20:00.000Z',
      state: 'pending',
    });
    expect(rig.tests.map(({ office }) => office)).toEqual(['east', 'west']);
    await rig.pass(1_000);
    const confirmed = await rig.desk.reportChimeTest(uuid(1), heard);
    expect(confirmed).toEqual({
      ...begun,
      state: 'confirmed',
      console: '主管桌',
      confirmedAt: '2026-07-07T00:15:01.000Z',
      peak: 0.4,
      volume: 0.7,
    });
    expect(rig.desk.newestTest('east')).toEqual(confirmed);
    await rig.passUntil(taipei(7, 9));
    expect(story(rig)).toEqual(['pending', 'confirmed']);
    rig.clock.advance(taipei(8, 8, 15) - rig.clock.wall());
    await rig.settle();
    expect(story(rig)).toEqual(['pending', 'confirmed', 'pending']);
  });

  it('fails when nobody confirms it in 5 min, and is confirmed late by a console that comes', async () => {
    const rig = new SignalRig();
    await rig.passUntil(taipei(7, 8, 15));
    await rig.pass(5 * MINUTE - 5_000);
    expect(story(rig)).toEqual(['pending']);
    expect(rig.desk.tests.untested('east')).toBe(false);
    await rig.pass(5_000);
    expect(story(rig)).toEqual(['pending', 'failed']);
    expect(rig.desk.tests.untested('east')).toBe(true);
    await rig.passUntil(taipei(7, 9));
    const late = await rig.desk.reportChimeTest(uuid(1), heard);
    expect(late).toMatchObject({ state: 'confirmed', confirmedAt: '2026-07-07T01:00:00.000Z' });
    expect(story(rig)).toEqual(['pending', 'failed', 'confirmed']);
    expect(rig.desk.tests.untested('east')).toBe(false);
    expect(rig.desk.tests.untested('west')).toBe(true);
  });

  it('a console that heard nothing never confirms, neither does one that measured silence', async () => {
    const rig = new SignalRig();
    await rig.passUntil(taipei(7, 8, 15));
    expect((await rig.desk.reportChimeTest(uuid(1), { ...heard, heard: false })).state).toBe('pending');
    expect((await rig.desk.reportChimeTest(uuid(1), { ...heard, peak: 0 })).state).toBe('pending');
    await rig.pass(5 * MINUTE);
    expect((await rig.desk.reportChimeTest(uuid(1), { ...heard, heard: false })).state).toBe('failed');
    expect(story(rig)).toEqual(['pending', 'failed']);
  });

  it('the first of two consoles confirms, also when both come at once', async () => {
    const rig = new SignalRig();
    await rig.passUntil(taipei(7, 8, 15));
    const both = await Promise.all([
      rig.desk.reportChimeTest(uuid(1), heard),
      rig.desk.reportChimeTest(uuid(1), { ...heard, console: '秘書桌' }),
    ]);
    expect(both.map(({ console }) => console)).toEqual(['主管桌', '主管桌']);
    expect(story(rig)).toEqual(['pending', 'confirmed']);
  });

  it('a restart loses no test and makes none twice', async () => {
    const rig = new SignalRig();
    await rig.passUntil(taipei(7, 8, 15));
    rig.restart(MINUTE);
    await rig.settle();
    expect(rig.desk.newestTest('east')).toMatchObject({ id: uuid(1), state: 'pending' });
    rig.restart(10 * MINUTE);
    await rig.settle();
    expect(story(rig)).toEqual(['pending', 'failed']);
    expect(rig.desk.tests.untested('east')).toBe(true);
    rig.restart(MINUTE);
    await rig.pass(MINUTE);
    expect(rig.desk.tests.untested('east')).toBe(true);
    expect(story(rig)).toEqual(['pending', 'failed']);
    await rig.desk.reportChimeTest(uuid(1), heard);
    rig.restart();
    expect(rig.desk.tests.untested('east')).toBe(false);
  });

  it('a hub that was off at the time makes up for it on the same day, until 20:00', async () => {
    const rig = new SignalRig();
    rig.restart(taipei(7, 14) - rig.clock.wall());
    await rig.settle();
    expect(rig.desk.newestTest('east')?.at).toBe('2026-07-07T06:00:00.000Z');
    rig.restart(taipei(8, 20) - rig.clock.wall());
    await rig.pass(MINUTE);
    expect(rig.desk.newestTest('east')).toMatchObject({ at: '2026-07-07T06:00:00.000Z', state: 'failed' });
  });

  it('P3 whoever asks for one gets it, which is journalled, but not while one is pending', async () => {
    const rig = new SignalRig();
    const asked = await rig.desk.testChime('east', '林主任');
    expect(asked).toMatchObject({ office: 'east', by: '林主任', state: 'pending' });
    expect(rig.journal.entry(1)).toMatchObject({
      by: '林主任',
      action: 'chime-test/asked',
      office: 'east',
      subject: asked.id,
    });
    await expect(rig.desk.testChime('east', '王秘書')).rejects.toEqual(code('chime-test/pending'));
    await expect(rig.desk.testChime('north', '王秘書')).rejects.toEqual(code('office/unknown'));
    expect(rig.journal.entry(2)).toBeUndefined();
    await rig.desk.reportChimeTest(asked.id, heard);
    expect((await rig.desk.testChime('east', '王秘書')).state).toBe('pending');
  });

  it('one that was asked for delays the daily one and does not replace it', async () => {
    const rig = new SignalRig(taipei(7, 8, 14));
    await rig.desk.testChime('east', '林主任');
    await rig.passUntil(taipei(7, 8, 18));
    expect(story(rig)).toEqual(['pending']);
    await rig.passUntil(taipei(7, 8, 20));
    expect(story(rig)).toEqual(['pending', 'failed', 'pending']);
    expect(rig.desk.tests.untested('east')).toBe(true);
    expect(rig.desk.newestTest('east')?.by).toBeUndefined();
    await rig.desk.reportChimeTest(rig.desk.newestTest('east')?.id ?? '', heard);
    expect(rig.desk.tests.untested('east')).toBe(false);
  });

  it('keeps every result, in pages, newest first', async () => {
    const rig = new SignalRig();
    for (let n = 0; n < 3; n++) {
      const { id } = await rig.desk.testChime('east', '林主任');
      await rig.desk.reportChimeTest(id, heard);
    }
    await rig.desk.testChime('west', '林主任');
    const first = rig.desk.chimeTests({ office: 'east', limit: 2 });
    expect(first.items.map(({ id }) => id)).toEqual([uuid(3), uuid(2)]);
    const second = rig.desk.chimeTests({ office: 'east', limit: 2, after: first.next ?? '' });
    expect(second).toEqual({ items: [expect.objectContaining({ id: uuid(1), state: 'confirmed' })] });
    expect(rig.desk.chimeTests({}).items).toHaveLength(4);
  });

  it('a result of an unknown test is refused', async () => {
    const rig = new SignalRig();
    await expect(rig.desk.reportChimeTest(uuid(99), heard)).rejects.toEqual(code('chime-test/unknown'));
  });
});
