import { describe, expect, it } from 'vitest';
import { AnsweringModel } from '../../../../hub/dashboard/alarms/answeringModel.js';
import { AnsweringRig } from '../../../support/answeringRig.js';
import { refusal, settled } from '../../../support/pageHub.js';
import { alarmView, at, equipmentAlarm, NOW, snapshot } from '../../../support/views.js';

const UNTIL_AFTER_MIDNIGHT_MS = 15 * 3_600_000;

async function opened(first = {}) {
  const rig = new AnsweringRig();
  const model = await rig.begin(new AnsweringModel(rig.options), first);
  return { rig, model };
}

const one = alarmView(1, '2');

describe('the time an alarm has waited', () => {
  it.each([-5, 0, 9])('A3 is the hub’s, on a machine whose clock is %i hours wrong', async (hours) => {
    const rig = new AnsweringRig();
    rig.clock.jumpWall(hours * 3_600_000);
    const model = await rig.begin(new AnsweringModel(rig.options), { alarms: [one] });
    await rig.pass(2_000);
    expect(model.link.now.value - Date.parse(one.raisedAt)).toBe(14_000);
  });

  it('A3 does not jump when the machine’s clock is set meanwhile', async () => {
    const { rig, model } = await opened({ alarms: [one] });
    rig.clock.jumpWall(-7_200_000);
    await rig.pass(1_000);
    expect(model.link.now.value).toBe(NOW + 1_000);
  });
});

describe('A1 alarms over a line that breaks', () => {
  it('are those of the new snapshot, each once: none is lost and none is merged', async () => {
    const { rig, model } = await opened({ alarms: [one] });
    await rig.send('alarm', alarmView(2, '2'));
    await rig.cut();
    expect(model.link.link.value).toBe('lost');
    const missed = alarmView(3, '2');
    rig.first = snapshot({ alarms: [one, alarmView(2, '2'), missed] });
    await rig.pass(5_000);
    expect(model.link.link.value).toBe('live');
    expect(model.calls.calling.value.map(({ id }) => id)).toEqual([one.id, alarmView(2, '2').id, missed.id]);
    expect(rig.sound.sounding).toHaveLength(3);
  });

  it('that somebody took meanwhile no longer sound', async () => {
    const { rig, model } = await opened({ alarms: [one] });
    await rig.cut();
    rig.first = snapshot({ alarms: [{ ...one, state: 'acknowledged', acknowledgedBy: '王課長' }] });
    await rig.pass(5_000);
    expect(model.calls.calling.value).toEqual([]);
    expect(rig.sound.sounding).toEqual([]);
  });

  it('go on sounding while it is broken', async () => {
    const { rig } = await opened({ alarms: [one] });
    await rig.cut();
    expect(rig.sound.sounding).toEqual([one.id]);
  });
});

describe('what is heard here', () => {
  it('A3 is not what calls this supervisor only later, until it does', async () => {
    const later = alarmView(1, '2', { called: ['王課長'], toCall: ['李主任'] });
    const { rig, model } = await opened({ alarms: [later] });
    expect(model.calls.calling.value).toHaveLength(1);
    expect(rig.sound.sounding).toEqual([]);
    await rig.send('alarm', { ...later, called: ['王課長', '李主任'], toCall: [] });
    expect(rig.sound.sounding).toEqual([later.id]);
  });

  it('A4 is not a shelved counter, until its time is over by the hub’s clock', async () => {
    const shelf = { office: 'east', counter: '2', by: '李主任', reason: '維修', from: at(0), until: at(300) };
    const { rig, model } = await opened({ alarms: [one, alarmView(2, '4')], shelves: [shelf] });
    expect(rig.sound.sounding).toEqual([alarmView(2, '4').id]);
    expect(model.calls.shelves.value).toHaveLength(1);
    await rig.pass(299_000);
    expect(rig.sound.sounding).toHaveLength(1);
    await rig.pass(1_500);
    expect(rig.sound.sounding).toHaveLength(2);
    expect(model.calls.shelves.value).toEqual([]);
  });

  it('A2 is not what departed, was acknowledged or is closed', async () => {
    const { rig } = await opened({
      alarms: (['departed', 'acknowledged', 'closed'] as const).map((state, n) =>
        alarmView(n, '2', { state }),
      ),
    });
    expect(rig.sound.sounding).toEqual([]);
  });

  it('pauses for the alarms there are, and a new one is heard at once', async () => {
    const { rig, model } = await opened({ alarms: [one] });
    model.calls.beQuiet();
    expect(rig.sound.sounding).toEqual([]);
    await rig.send('alarm', alarmView(2, '3'));
    expect(rig.sound.sounding).toHaveLength(2);
    model.calls.beQuiet();
    await rig.pass(120_500);
    expect(rig.sound.sounding).toHaveLength(2);
  });

  it('A7 includes every test of the chime the hub asks for', async () => {
    const test = { id: one.id, office: 'east', at: at(0), dueAt: at(60), state: 'pending' } as const;
    const { rig } = await opened();
    await rig.send('chimeTest', test);
    expect(rig.sound.tests).toEqual([test]);
  });

  it('A7 proves itself by a chime when it is armed, unless an alarm is heard anyway', async () => {
    const { rig, model } = await opened();
    await model.calls.arm();
    expect(rig.sound.listened).toBe(1);
    await rig.send('alarm', one);
    await model.calls.arm();
    expect(rig.sound.listened).toBe(1);
  });
});

describe('acknowledging', () => {
  const path = `/alarms/${one.id}/acknowledge`;

  it('A2 is done in the supervisor’s name and for this office only', async () => {
    const { rig, model } = await opened({ alarms: [one] });
    rig.answers.set(path, () => ({ ...one, state: 'acknowledged', acknowledgedBy: '李主任' }));
    model.taking.acknowledge(one.id);
    model.taking.acknowledge(one.id);
    await settled();
    expect(rig.of(path).map(({ body }) => body)).toEqual([{ by: '李主任', office: 'east' }]);
    expect(model.calls.calling.value).toEqual([]);
  });

  it('asks for the name once and then goes on, or drops it', async () => {
    const rig = new AnsweringRig();
    rig.kept.clear();
    const model = await rig.begin(new AnsweringModel(rig.options), { alarms: [one] });
    model.taking.acknowledge(one.id);
    expect(model.supervisor.request.value?.purpose).toBe('acknowledge');
    model.supervisor.answer(undefined);
    await settled();
    expect(rig.of(path)).toEqual([]);
    model.taking.acknowledge(one.id);
    model.supervisor.answer('王課長');
    await settled();
    expect(rig.of(path)).toHaveLength(1);
    expect(rig.kept.get('supervisor')).toBe('王課長');
  });

  it('A2 keeps the alarm and the reason when the hub refuses', async () => {
    const { rig, model } = await opened({ alarms: [one] });
    rig.answers.set(path, () => refusal(409, 'alarm/departed'));
    model.taking.acknowledge(one.id);
    await settled();
    expect(model.taking.problem.value).toMatchObject({ alarm: one.id, problem: { code: 'alarm/departed' } });
    expect(model.taking.sending.value.size).toBe(0);
    expect(model.calls.calling.value).toHaveLength(1);
  });
});

it('a page open over midnight forgets what was closed the day before, and nothing else', async () => {
  const { rig, model } = await opened({
    alarms: [
      alarmView(1, '1', { state: 'closed' }),
      alarmView(2, '2', { state: 'departed' }),
      alarmView(3, '3'),
      equipmentAlarm(4, { code: 'hub-disk' }),
    ],
  });
  await rig.pass(UNTIL_AFTER_MIDNIGHT_MS);
  expect([...(model.link.state.value?.alarms.keys() ?? [])]).toEqual(
    [2, 3].map((n) => alarmView(n, '1').id).concat(equipmentAlarm(4, { code: 'hub-disk' }).id),
  );
});
