import { describe, expect, it } from 'vitest';
import type { AlarmView } from '#contract/alarms.js';
import type { CaseView } from '#contract/cases.js';
import type { JournalEntry } from '#contract/records.js';
import { AlarmOffice } from '../../support/alarmRig.js';
import { HubRig } from '../../support/hubRig.js';

const open = async (): Promise<AlarmOffice> => new AlarmOffice(await HubRig.start());

describe('A2 an alarm from raising to closing', () => {
  it('A2 P3 who and when is stored for each step, and what people do is journalled', async () => {
    const office = await open();
    const window = await office.press('1', 1);
    const raised = await office.alarm();
    expect(raised).toMatchObject({
      ...{ office: 'east', counter: '1', priority: 'high', state: 'unacknowledged', called: [], toCall: [] },
      about: { source: 'rating', window, clerk: 'lin', document: 'receipt', level: 1 },
    });
    await office.wait(2);
    expect(await office.acknowledge(raised.id)).toMatchObject({
      status: 200,
      body: { state: 'acknowledged', acknowledgedBy: 'chen' },
    });
    await office.wait(3);
    const closed = await office.close(raised.id, { by: 'wu', remark: '已說明規定' });
    expect(closed).toMatchObject({
      status: 200,
      body: { state: 'closed', closedBy: 'wu', outcome: 'solved', cause: 'waiting', remark: '已說明規定' },
    });
    expect(closed.body).not.toHaveProperty('case');
    expect(await office.steps(raised.id)).toEqual(['raised', 'acknowledged chen', 'closed wu']);
    const { items } = await office.rig.get<{ items: JournalEntry[] }>('/journal');
    expect(items).toMatchObject([
      {
        action: 'alarm/closed',
        by: 'wu',
        office: 'east',
        subject: raised.id,
        detail: 'solved/waiting: 已說明規定',
      },
      { action: 'alarm/acknowledged', by: 'chen', office: 'east', subject: raised.id },
    ]);
  });

  it('A2 the next issuance at that counter departs it; it is closed then, not acknowledged', async () => {
    const office = await open();
    await office.press('1', 2);
    const { id } = await office.alarm();
    await office.serve('2');
    expect(await office.alarm()).toMatchObject({ state: 'unacknowledged' });
    await office.serve('1');
    expect(await office.alarm()).toMatchObject({ id, state: 'departed', departedAt: expect.any(String) });
    expect(await office.acknowledge(id)).toMatchObject({ status: 409, body: { code: 'alarm/departed' } });
    expect(await office.close(id, { outcome: 'citizen-left' })).toMatchObject({
      status: 200,
      body: { state: 'closed', outcome: 'citizen-left' },
    });
    expect(await office.steps(id)).toEqual(['raised', 'departed', 'closed chen']);
  });

  it('A2 another document for the same citizen departs nothing: same window, or same visit', async () => {
    const office = await open();
    const window = await office.serve('1', 'v-1');
    office.box('1').say({ kind: 'rated', window, level: 2, afterMs: 0 });
    await office.rig.settle();
    await office.rig.issue('1', { visit: 'v-1' });
    expect(await office.alarm()).toMatchObject({ state: 'unacknowledged' });
    await office.rig.issue('1', { visit: 'v-2' });
    expect(await office.alarm()).toMatchObject({ state: 'departed' });
  });

  it('A2 after 3 min the citizen has left; an acknowledged alarm does not depart', async () => {
    const office = await open();
    await office.press('1', 2);
    await office.press('2', 2);
    const [second, first] = await office.alarms();
    await office.acknowledge(second?.id ?? '');
    await office.wait(179);
    expect((await office.alarms()).map(({ state }) => state)).toEqual(['acknowledged', 'unacknowledged']);
    await office.wait(1);
    expect((await office.alarms()).map(({ state }) => state)).toEqual(['acknowledged', 'departed']);
    await office.serve('2');
    expect(await office.steps(first?.id ?? '')).toEqual(['raised', 'departed']);
    expect(await office.steps(second?.id ?? '')).toEqual(['raised', 'acknowledged chen']);
  });

  it('A2 a rating that arrives late is raised departed, and nobody is called', async () => {
    const office = await open();
    await office.decide({ chain: [{ person: 'wu', duty: [] }] });
    const box = office.box('1');
    const window = await office.serve('1');
    const late = box.event({ kind: 'rated', window, level: 1, afterMs: 0 });
    office.rig.clock.advance(180_001);
    box.send(late);
    await office.rig.settle();
    const { id, state } = await office.alarm();
    expect(state).toBe('departed');
    expect(await office.steps(id)).toEqual(['raised', 'departed']);
  });

  it('A2 a rating that arrives after the next citizen was served is raised departed', async () => {
    const office = await open();
    const box = office.box('1');
    const window = await office.serve('1');
    const slow = box.event({ kind: 'rated', window, level: 1, afterMs: 0 });
    office.rig.clock.advance(31_000);
    await office.rig.issue('1');
    box.send(slow);
    await office.rig.settle();
    expect(await office.alarm()).toMatchObject({ state: 'departed', about: { window } });
  });

  it('A9 a complaint opens a case in the same transaction', async () => {
    const office = await open();
    await office.press('1', 1);
    const { id } = await office.alarm();
    await office.acknowledge(id);
    const { body } = await office.close(id, { outcome: 'complaint', cause: 'staff' });
    const { items } = await office.rig.get<{ items: CaseView[] }>('/cases');
    expect(items).toMatchObject([{ id: body.case, alarm: id, cause: 'staff', openedBy: 'chen' }]);
    expect((await office.alarm()).case).toBe(items[0]?.id);
  });
});

describe('what cannot be asked of an alarm', () => {
  const refused = (status: number, code: string) => ({ status, body: { code } });
  const NOBODYS = '0190a0b0-0000-7000-8000-000000000000';

  it('A2 one nobody knows', async () => {
    const office = await open();
    expect(await office.acknowledge(NOBODYS)).toMatchObject(refused(404, 'alarm/unknown'));
    expect(await office.close(NOBODYS)).toMatchObject(refused(404, 'alarm/unknown'));
    const shelving = { by: 'chen', reason: 'repair', minutes: 5 };
    expect(await office.rig.post(`/alarms/${NOBODYS}/shelve`, shelving)).toMatchObject(
      refused(404, 'alarm/unknown'),
    );
    expect(await office.rig.request({ method: 'GET', url: `/api/v1/alarms/${NOBODYS}/steps` })).toMatchObject(
      refused(404, 'alarm/unknown'),
    );
  });

  it('A2 one of another office, and then nothing has changed', async () => {
    const office = await open();
    await office.press('1', 1);
    const { id } = await office.alarm();
    const foreign = { by: 'chen', office: 'west' };
    for (const deed of [
      office.rig.post(`/alarms/${id}/acknowledge`, foreign),
      office.close(id, foreign),
      office.rig.post(`/alarms/${id}/shelve`, { ...foreign, reason: 'x', minutes: 1 }),
    ])
      expect(await deed).toMatchObject(refused(409, 'alarm/foreign-office'));
    expect(await office.steps(id)).toEqual(['raised']);
    expect(await office.rig.post(`/alarms/${id}/acknowledge`, { by: 'wu', office: 'east' })).toMatchObject({
      status: 200,
    });
  });

  it('A2 closing without outcome or cause, or before anybody took it', async () => {
    const office = await open();
    await office.press('1', 1);
    const { id } = await office.alarm();
    expect(await office.close(id)).toMatchObject(refused(409, 'alarm/not-acknowledged'));
    await office.acknowledge(id);
    for (const missing of [{ cause: undefined }, { outcome: undefined }, { cause: 'weather' }, { by: '' }])
      expect(await office.close(id, missing)).toMatchObject(refused(422, 'request/invalid'));
    expect(await office.alarm()).toMatchObject({ state: 'acknowledged' });
  });

  it('A2 anything of one that is closed', async () => {
    const office = await open();
    await office.press('1', 1);
    const { id } = await office.alarm();
    await office.acknowledge(id);
    await office.close(id);
    expect(await office.acknowledge(id, 'wu')).toMatchObject(refused(409, 'alarm/closed'));
    expect(await office.close(id)).toMatchObject(refused(409, 'alarm/closed'));
    const shelving = { by: 'chen', reason: 'repair', minutes: 5 };
    expect(await office.rig.post(`/alarms/${id}/shelve`, shelving)).toMatchObject(
      refused(409, 'alarm/closed'),
    );
  });

  it('A1 two at once: one wins, the other is told who, and one step is stored', async () => {
    const office = await open();
    await office.press('1', 1);
    const { id } = await office.alarm();
    const answers = await Promise.all(['陳主任', '林秘書', '王課長'].map((by) => office.acknowledge(id, by)));
    expect(answers.map(({ status }) => status)).toEqual([200, 409, 409]);
    for (const { body } of answers.slice(1))
      expect(body).toMatchObject({
        code: 'alarm/already-acknowledged',
        detail: expect.stringContaining('陳主任'),
      });
    expect(await office.steps(id)).toEqual(['raised', 'acknowledged 陳主任']);
  });

  it('A2 two close at once: one closes, and there is one case', async () => {
    const office = await open();
    await office.press('1', 1);
    const { id } = await office.alarm();
    await office.acknowledge(id);
    const complaint = { outcome: 'complaint', cause: 'staff' };
    const answers = await Promise.all([office.close(id, complaint), office.close(id, complaint)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 409]);
    expect((await office.rig.get<{ items: CaseView[] }>('/cases')).items).toHaveLength(1);
  });
});

describe('the list of alarms', () => {
  it('A1 is newest first, paged by a cursor, and filtered by office, state, source and time', async () => {
    const office = await open();
    for (const counter of ['1', '2', '3']) {
      await office.press(counter, 2);
      await office.wait(1);
    }
    const all = await office.alarms();
    expect(all.map(({ counter }) => counter)).toEqual(['3', '2', '1']);
    type Page = { items: AlarmView[]; next?: string };
    const first = await office.rig.get<Page>('/alarms?limit=2&office=east');
    const rest = await office.rig.get<Page>(`/alarms?limit=2&office=east&after=${first.next}`);
    expect([...first.items, ...rest.items]).toEqual(all);
    expect(rest.next).toBeUndefined();
    await office.acknowledge(all[1]?.id ?? '');
    const counters = async (query: string) => (await office.alarms(query)).map(({ counter }) => counter);
    expect(await counters('&state=acknowledged')).toEqual(['2']);
    expect(await counters('&state=unacknowledged&office=east')).toEqual(['3', '1']);
    expect(await counters('&state=closed')).toEqual([]);
    expect(await counters('&source=equipment')).toEqual([]);
    expect(await counters('&office=west')).toEqual([]);
    expect(await counters(`&from=${all[1]?.raisedAt}&to=${all[0]?.raisedAt}`)).toEqual(['2']);
  });
});
