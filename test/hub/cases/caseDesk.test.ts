import { describe, expect, it } from 'vitest';
import type { JournalEntry } from '#contract/records.js';
import { caseRig, taipei } from './caseRig.js';

const code = (expected: string, message = '') =>
  expect.objectContaining({ code: expected, message: expect.stringContaining(message) });
const actions = { corrective: '向民眾致歉並補辦', preventive: '尖峰時段加開櫃檯' };
const BY = { by: '林主任' };

/** Every line of the journal, oldest first. */
function journalled({ journal }: ReturnType<typeof caseRig>): JournalEntry[] {
  const found: JournalEntry[] = [];
  for (let entry = journal.entry(1); entry !== undefined; entry = journal.entry(found.length + 1))
    found.push(entry);
  return found;
}

describe('A9 an alarm that is referred', () => {
  it('becomes a case with its facts, its owner, and a due day in working days', async () => {
    const rig = caseRig(taipei('2026-09-24', 10));
    await rig.desk.setHoliday({ ...BY, holiday: { day: '2026-09-25', kind: 'off', name: '中秋節' } });
    await rig.desk.setHoliday({ ...BY, holiday: { day: '2026-09-28', kind: 'off', name: '教師節' } });
    await rig.desk.setHoliday({ ...BY, holiday: { day: '2026-10-03', kind: 'worked', name: '補行上班' } });
    const alarm = rig.alarm();
    const id = await rig.open(alarm);
    expect(rig.desk.one(id)).toEqual({
      id,
      office: 'east',
      rocYear: 115,
      number: 1,
      name: 'east-115-001',
      alarm: alarm.id,
      counter: '1',
      clerk: '王小明',
      cause: 'waiting',
      remark: '等候超過一小時',
      openedAt: '2026-09-24T02:00:00.000Z',
      openedBy: '陳課長',
      owner: '陳課長',
      due: '2026-10-06',
      state: 'open',
      overdue: false,
    });
    expect(rig.desk.ofAlarm(alarm.id)).toBe(id);
    expect(rig.desk.ofAlarm(id)).toBeUndefined();
    expect(journalled(rig).at(-1)).toMatchObject({
      by: '陳課長',
      action: 'case/opened',
      office: 'east',
      subject: id,
      detail: `east-115-001, due 2026-10-06, alarm ${alarm.id}`,
    });
  });

  it('is numbered from 1 in each office and each ROC year', async () => {
    const rig = caseRig(taipei('2026-12-31', 23));
    const names = async (...offices: string[]): Promise<string[]> => {
      const ids = await Promise.all(offices.map((office) => rig.open(rig.alarm(office))));
      return ids.map((id) => rig.desk.one(id).name);
    };
    expect(await names('east', 'west', 'east')).toEqual(['east-115-001', 'west-115-001', 'east-115-002']);
    rig.clock.advance(3_600_000);
    expect(await names('east', 'east', 'west')).toEqual(['east-116-001', 'east-116-002', 'west-116-001']);
    expect(rig.desk.list({ office: 'west' }).items.map(({ due }) => due)).toEqual([
      '2027-01-06',
      '2027-01-05',
    ]);
  });

  it('gets the next number when forty are opened at once and some of them fail', async () => {
    const rig = caseRig(taipei('2026-09-24', 10));
    const alarms = Array.from({ length: 40 }, (_, n) => rig.alarm(n % 4 === 0 ? 'west' : 'east'));
    const results = await Promise.allSettled(
      alarms.map((alarm, n) =>
        rig.writer.write(() => {
          const id = rig.desk.open(alarm, '陳課長', rig.clock.wall());
          if (n % 5 === 2) throw new Error('the alarm could not be closed');
          return id;
        }),
      ),
    );
    expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(8);
    for (const [office, count] of Object.entries({ east: 24, west: 8 })) {
      const { items } = rig.desk.list({ office, limit: 100 });
      expect(items.map(({ number }) => number)).toEqual(Array.from({ length: count }, (_, n) => count - n));
    }
    expect(journalled(rig)).toHaveLength(32);
  });

  it('becomes one case only', async () => {
    const rig = caseRig(taipei('2026-09-24', 10));
    const alarm = rig.alarm();
    await rig.open(alarm);
    await expect(rig.open(alarm)).rejects.toThrow(/UNIQUE/);
    expect(rig.desk.list({}).items).toHaveLength(1);
  });
});

describe('A9 a case', () => {
  it('P3 takes owner, due day and actions, and the journal keeps what was and what is', async () => {
    const rig = caseRig(taipei('2026-09-24', 10));
    const id = await rig.open();
    const changed = await rig.desk.change(id, { ...BY, owner: '李秘書', due: '2026-11-02', ...actions });
    expect(changed).toMatchObject({ owner: '李秘書', due: '2026-11-02', ...actions, state: 'open' });
    expect(rig.desk.one(id)).toEqual(changed);
    expect(await rig.desk.change(id, { ...BY, owner: '李秘書', corrective: '已道歉' })).toMatchObject({
      corrective: '已道歉',
      preventive: actions.preventive,
    });
    await rig.desk.change(id, { ...BY, corrective: '已道歉' });
    expect(journalled(rig).slice(1)).toMatchObject([
      {
        by: '林主任',
        action: 'case/changed',
        subject: id,
        detail:
          'owner: 陳課長 → 李秘書\ndue: 2026-10-05 → 2026-11-02\n' +
          'corrective: – → 向民眾致歉並補辦\npreventive: – → 尖峰時段加開櫃檯',
      },
      { action: 'case/changed', detail: 'corrective: 向民眾致歉並補辦 → 已道歉' },
    ]);
    expect(journalled(rig)).toHaveLength(3);
  });

  it('refuses a due day before it was opened or of no calendar, and then changes nothing', async () => {
    const rig = caseRig(taipei('2026-09-24', 10));
    const id = await rig.open();
    const before = rig.desk.one(id);
    for (const due of ['2026-09-23', '2027-02-29'])
      await expect(rig.desk.change(id, { ...BY, owner: '李秘書', due })).rejects.toEqual(
        code('case/bad-due', due),
      );
    expect(rig.desk.one(id)).toEqual(before);
    expect(await rig.desk.change(id, { ...BY, due: '2026-09-24' })).toMatchObject({ due: '2026-09-24' });
  });

  it('is released once, and only with both actions', async () => {
    const rig = caseRig(taipei('2026-09-24', 10));
    const id = await rig.open();
    await expect(rig.desk.release(id, BY)).rejects.toEqual(
      code('case/incomplete', 'no corrective and no preventive'),
    );
    await rig.desk.change(id, { ...BY, preventive: actions.preventive });
    await expect(rig.desk.release(id, BY)).rejects.toEqual(code('case/incomplete', 'no corrective action'));
    await rig.desk.change(id, { ...BY, corrective: actions.corrective });
    const released = await rig.desk.release(id, { ...BY, remark: '民眾滿意' });
    expect(released).toMatchObject({
      state: 'released',
      overdue: false,
      releasedAt: '2026-09-24T02:00:00.000Z',
      releasedBy: '林主任',
      releaseRemark: '民眾滿意',
    });
    await expect(rig.desk.release(id, BY)).rejects.toEqual(code('case/released', '林主任'));
    await expect(rig.desk.change(id, { ...BY, owner: '王' })).rejects.toEqual(code('case/released'));
    expect(journalled(rig).at(-1)).toMatchObject({
      action: 'case/released',
      office: 'east',
      subject: id,
      detail: '民眾滿意',
    });
  });

  it('is overdue from the day after, also after it was released late', async () => {
    const rig = caseRig(taipei('2026-09-24', 10));
    const [late, inTime, open] = await Promise.all([rig.open(), rig.open(), rig.open()]);
    for (const id of [late, inTime]) await rig.desk.change(id, { ...BY, ...actions });
    rig.clock.advance(taipei('2026-10-05', 23) - rig.clock.wall());
    await rig.desk.release(inTime, BY);
    expect(rig.desk.list({ overdue: true }).items).toEqual([]);
    rig.clock.advance(3_600_000);
    await rig.desk.release(late, BY);
    rig.clock.advance(30 * 86_400_000);
    const ids = (query: Parameters<typeof rig.desk.list>[0]): string[] =>
      rig.desk.list(query).items.map(({ id }) => id);
    expect(ids({ overdue: true })).toEqual([open, late]);
    expect(ids({ overdue: true, state: 'open' })).toEqual([open]);
    expect(ids({ overdue: false })).toEqual([inTime]);
    expect(ids({ state: 'released' })).toEqual([inTime, late]);
    expect(rig.desk.list({}).items.map(({ overdue }) => overdue)).toEqual([true, false, true]);
  });

  it('is found page by page, newest first, and an unknown one is named', async () => {
    const rig = caseRig(taipei('2026-09-24', 10));
    for (let n = 0; n < 5; n++) await rig.open(rig.alarm(n === 2 ? 'west' : 'east'));
    const first = rig.desk.list({ office: 'east', limit: 3 });
    expect(first.items.map(({ name }) => name)).toEqual(['east-115-004', 'east-115-003', 'east-115-002']);
    const second = rig.desk.list({ office: 'east', limit: 3, after: first.next ?? '' });
    expect(second.items.map(({ name }) => name)).toEqual(['east-115-001']);
    expect(second.next).toBeUndefined();
    const unknown = rig.alarm().id;
    expect(() => rig.desk.one(unknown)).toThrow(code('case/unknown', unknown));
    await expect(rig.desk.change(unknown, BY)).rejects.toEqual(code('case/unknown'));
    await expect(rig.desk.release(unknown, BY)).rejects.toEqual(code('case/unknown'));
  });
});

describe('A9 days that are not as their weekday', () => {
  const moon = { day: '2026-09-25', kind: 'off', name: '中秋節' } as const;

  it('P3 are noted, noted anew, removed and journalled; due days stay as they are', async () => {
    const rig = caseRig(taipei('2026-09-24', 10));
    const id = await rig.open();
    expect(await rig.desk.setHoliday({ ...BY, holiday: { ...moon, name: '中秋' } })).toMatchObject({
      name: '中秋',
    });
    await rig.desk.setHoliday({ ...BY, holiday: moon });
    await rig.desk.setHoliday({ ...BY, holiday: { day: '2027-01-01', kind: 'off', name: '開國紀念日' } });
    expect(rig.desk.holidays({ year: 2026 })).toEqual({ items: [moon] });
    expect(rig.desk.holidays({}).items.map(({ day }) => day)).toEqual(['2026-09-25', '2027-01-01']);
    expect(await rig.desk.removeHoliday(moon.day, '林主任')).toEqual(moon);
    expect(rig.desk.holidays({ year: 2026 })).toEqual({ items: [] });
    expect(rig.desk.one(id).due).toBe('2026-10-05');
    expect(journalled(rig).slice(1)).toMatchObject([
      { action: 'holiday/noted', subject: '2026-09-25', detail: 'off 中秋' },
      { action: 'holiday/noted', subject: '2026-09-25', detail: 'off 中秋節' },
      { action: 'holiday/noted', subject: '2027-01-01' },
      { by: '林主任', action: 'holiday/removed', subject: '2026-09-25', detail: 'off 中秋節' },
    ]);
  });

  it('are days of the calendar, and only noted ones can be removed', async () => {
    const rig = caseRig(taipei('2026-09-24', 10));
    for (const day of ['2026-02-30', '0001-01-01'])
      await expect(rig.desk.setHoliday({ ...BY, holiday: { ...moon, day } })).rejects.toEqual(
        code('holiday/bad-day', day),
      );
    await expect(rig.desk.removeHoliday(moon.day, '林主任')).rejects.toEqual(
      code('holiday/unknown', moon.day),
    );
    expect(journalled(rig)).toEqual([]);
  });
});
