import { describe, expect, it } from 'vitest';
import type { AlarmView } from '#contract/alarms.js';
import { outcomesFor } from '../../../../hub/dashboard/console/closing.js';
import { ConsoleModel } from '../../../../hub/dashboard/console/consoleModel.js';
import { AGAIN_AFTER_MS, HISTORY_PAGE } from '../../../../hub/dashboard/console/history.js';
import { AnsweringRig } from '../../../support/answeringRig.js';
import { refusal, settled } from '../../../support/pageHub.js';
import { alarmView, at, equipmentAlarm } from '../../../support/views.js';

const taken = alarmView(1, '2', { state: 'acknowledged', acknowledgedBy: '李主任', acknowledgedAt: at(-5) });

async function opened(first = {}) {
  const rig = new AnsweringRig();
  rig.answers.set('/alarms', () => ({ items: [] }));
  const model = await rig.begin(new ConsoleModel(rig.options), { alarms: [taken], ...first });
  return { rig, model };
}

describe('A2 closing in two taps', () => {
  const path = `/alarms/${taken.id}/close`;
  const closed: AlarmView = {
    ...taken,
    state: 'closed',
    outcome: 'solved',
    cause: 'waiting',
    closedBy: '李主任',
  };

  it('sends outcome and cause together, and only with the second', async () => {
    const { rig, model } = await opened();
    rig.answers.set(path, () => closed);
    model.closing.choose({ alarm: taken.id, outcome: 'solved' });
    await settled();
    expect(rig.of(path)).toEqual([]);
    model.closing.remark.value = ' 已道歉 ';
    model.closing.close('waiting');
    await settled();
    expect(rig.of(path)[0]?.body).toEqual({
      by: '李主任',
      office: 'east',
      outcome: 'solved',
      cause: 'waiting',
      remark: '已道歉',
    });
    expect(model.link.state.value?.alarms.get(taken.id)?.state).toBe('closed');
    expect(model.closing.choice.value).toBeUndefined();
    expect(model.closing.done.value?.id).toBe(taken.id);
  });

  it('sends once, however often the second is tapped', async () => {
    const { rig, model } = await opened();
    rig.answers.set(path, () => closed);
    model.closing.choose({ alarm: taken.id, outcome: 'solved' });
    model.closing.close('waiting');
    model.closing.close('staff');
    await settled();
    expect(rig.of(path)).toHaveLength(1);
  });

  it('does nothing without the first tap, and takes the first one back', async () => {
    const { rig, model } = await opened();
    model.closing.close('staff');
    model.closing.choose({ alarm: taken.id, outcome: 'solved' });
    model.closing.back();
    model.closing.close('staff');
    await settled();
    expect(rig.of(path)).toEqual([]);
  });

  it('does not carry a remark over to another alarm', async () => {
    const { model } = await opened();
    model.closing.choose({ alarm: taken.id, outcome: 'solved' });
    model.closing.remark.value = '甲';
    model.closing.choose({ alarm: taken.id, outcome: 'mis-press' });
    expect(model.closing.remark.value).toBe('甲');
    model.closing.choose({ alarm: alarmView(2, '3').id, outcome: 'solved' });
    expect(model.closing.remark.value).toBe('');
  });

  it('keeps choice and remark when the hub refuses, and says of which alarm', async () => {
    const { rig, model } = await opened();
    rig.answers.set(path, () => refusal(409, 'alarm/not-acknowledged'));
    model.closing.choose({ alarm: taken.id, outcome: 'solved' });
    model.closing.remark.value = '甲';
    model.closing.close('staff');
    await settled();
    expect(model.closing.problem.value).toMatchObject({ alarm: taken.id });
    expect(model.closing.choice.value?.outcome).toBe('solved');
    expect(model.closing.remark.value).toBe('甲');
  });

  it('A9 offers a complaint for a rating only', () => {
    expect(outcomesFor(taken)).toEqual(['solved', 'citizen-left', 'mis-press', 'complaint']);
    expect(outcomesFor(equipmentAlarm(1, { code: 'hub-disk' }))).not.toContain('complaint');
  });
});

describe('A4 shelving', () => {
  const shelf = { office: 'east', counter: '2', by: '李主任', reason: '維修', from: at(0), until: at(900) };

  it('needs a reason, and names counter and minutes by the alarm', async () => {
    const { rig, model } = await opened();
    rig.answers.set(`/alarms/${taken.id}/shelve`, () => shelf);
    model.shelving.open(taken);
    expect(model.shelving.shelve('  ', 15)).toBe(false);
    expect(model.shelving.shelve('維修', 15)).toBe(true);
    await settled();
    expect(rig.of(`/alarms/${taken.id}/shelve`).map(({ body }) => body)).toEqual([
      { by: '李主任', office: 'east', reason: '維修', minutes: 15 },
    ]);
    expect(model.shelving.asked.value).toBeUndefined();
    expect(model.calls.shelves.value.map(({ counter }) => counter)).toEqual(['2']);
  });

  it('keeps the question open when it is refused', async () => {
    const { rig, model } = await opened();
    rig.answers.set(`/alarms/${taken.id}/shelve`, () => refusal(409, 'alarm/already-shelved'));
    model.shelving.open(taken);
    model.shelving.shelve('維修', 15);
    await settled();
    expect(model.shelving.deed.problem.value?.code).toBe('alarm/already-shelved');
    expect(model.shelving.asked.value).toBe(taken);
  });

  it('ends at once when asked to', async () => {
    const { rig, model } = await opened({ shelves: [shelf] });
    rig.answers.set('/offices/east/counters/2/unshelve', () => ({ ...shelf, until: at(0) }));
    model.shelving.returnNow('2');
    await settled();
    expect(model.calls.shelves.value).toEqual([]);
  });
});

describe('A3 duty', () => {
  const people = [
    { person: '李主任', onDuty: true, signedOut: false },
    { person: '王課長', onDuty: true, signedOut: false },
  ];

  it('is left and taken up by whoever sits here, and by nobody else', async () => {
    const { rig, model } = await opened({ duty: { office: 'east', people } });
    const out = people.map((one) => ({ ...one, signedOut: one.person === '李主任' }));
    rig.answers.set('/offices/east/duty', () => ({ office: 'east', people: out }));
    await model.readiness.setPresent(false);
    expect(rig.of('/offices/east/duty')[0]?.body).toEqual({ person: '李主任', present: false });
    expect(model.readiness.own.value?.signedOut).toBe(true);
    model.supervisor.name.value = '路人';
    await model.readiness.setPresent(true);
    expect(rig.of('/offices/east/duty')).toHaveLength(1);
  });
});

describe('the history', () => {
  it('is read page by page, and anew shortly after alarms changed, once for many', async () => {
    const { rig, model } = await opened();
    const reads = () => rig.of('/alarms').map(({ query }) => query);
    rig.answers.set('/alarms', ({ query }) => ({
      items: [taken],
      ...(query.after ? {} : { next: 'c1' }),
    }));
    await rig.pass(AGAIN_AFTER_MS);
    model.history.older();
    await settled();
    expect(reads().at(-1)).toEqual({ office: 'east', limit: String(HISTORY_PAGE), after: 'c1' });
    expect(model.history.list.answer.value.value?.page).toBe(2);
    const before = reads().length;
    for (let n = 5; n < 15; n++) await rig.send('alarm', alarmView(n, '3'));
    await rig.pass(AGAIN_AFTER_MS);
    expect(reads().length).toBe(before + 1);
    await rig.send('figures', rig.first.today);
    await rig.pass(2 * AGAIN_AFTER_MS);
    expect(reads().length).toBe(before + 1);
  });

  it('A2 opens one alarm at a time to its steps', async () => {
    const { rig, model } = await opened();
    const steps = [{ at: at(-9), step: 'raised' }];
    rig.answers.set(`/alarms/${taken.id}/steps`, () => ({ items: steps }));
    model.history.toggle(taken.id);
    await settled();
    expect(model.history.steps.answer.value.value).toEqual(steps);
    model.history.toggle(taken.id);
    expect(model.history.opened.value).toBeUndefined();
  });
});
